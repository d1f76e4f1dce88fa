"""Run all contestants, print a table and write RESULTS.md.

usage: python -m benchmarks.run [--train] [--only CONTESTANT]…
"""

import json
import os
import subprocess
from collections.abc import Sequence

import click
from rich.console import Console

from benchmarks.ceiling import readers_ceiling
from benchmarks.contestants import ENTRIES, Entry
from benchmarks.page import write_page
from benchmarks.report import Result, rows, table_of
from benchmarks.texts import ROOT, kept

PAGE = ROOT / "benchmarks" / "RESULTS.md"
_LONGEST_SECONDS = 3600
_COLUMNS = 170
# Where libraries are told to keep to one thread; the core is theirs alone anyway.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@click.command()
@click.option("--train", is_flag=True, help="Train the product anew, to time it.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([entry.key for entry in ENTRIES]),
    help="Run this one, and write no page; can be given again.",
)
def main(*, train: bool, only: Sequence[str]) -> None:
    """Place the product beside its peers on the same texts."""
    screen = Console(highlight=False)
    # In fewer columns no figure stays whole; a narrow terminal wraps the lines.
    screen.width = max(screen.width, _COLUMNS)
    entries = [entry for entry in ENTRIES if not only or entry.key in only]
    results: dict[str, Result] = {}
    for entry in entries:
        with screen.status(f"{entry.name} learns and is measured"):
            results[entry.key] = contest(entry, anew=train)
    cells = rows(results, readers_ceiling(kept("real")))
    screen.print(table_of(cells))
    if not only:
        write_page(PAGE, results, cells)
        screen.print(f"More stands in {PAGE.relative_to(ROOT)}.")
    if any(entry.is_product and isinstance(results[entry.key], str) for entry in entries):
        raise SystemExit(1)


def contest(entry: Entry, *, anew: bool) -> Result:
    """Have a contestant measured by its own process; say why where that failed.

    This process stays small: on Linux the peak of a process counts from that of its parent.
    """
    command = [str(entry.python), "-m", "benchmarks.contest", entry.key, *["--train"] * anew]
    settings = dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    try:
        run = subprocess.run(  # noqa: S603  # our own program
            command,
            cwd=ROOT,
            env=os.environ | settings,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        return "its environment is missing; run make bench"
    except subprocess.TimeoutExpired:
        return f"not done after {_LONGEST_SECONDS // 60} minutes"
    if run.returncode:
        said = [line for line in run.stderr.splitlines() if line.strip()]
        return said[-1].strip() if said else f"ended with {run.returncode}"
    found: Result = json.loads(run.stdout)
    return found


if __name__ == "__main__":
    main()
