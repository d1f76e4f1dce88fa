"""Write RESULTS.md."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.report import HEADINGS, NOTHING, Results, markdown, number
from benchmarks.texts import SETS

_HEAD = """\
# The product beside its peers

What `make bench` found on {date}, on {machine}.

Share placed on the right step, on descriptions that no contestant learnt from:

{table}
"""

_NOTES = """\
## How it was measured

- Each contestant learns and answers in a process of its own, one after the other, on one core.
- The peers learn from `content/examples_da.jsonl`. «Step descriptions alone» learns from
  `content/steps_da.md` and no example. Trinvis learns from both, and from other messages.
- The texts lie in `benchmarks/kept/`. «real» retells cases from public pages; «agreed» are those
  that three readers, who did not see the label, placed as it says ({agreed} of {real}), «new
  pages» those from a page that no example is from ({new_pages}). The others were written for
  measuring.
- A text that Trinvis does not take for a description is not placed, and counts as wrong. The peers
  place everything. Other reading that Trinvis does at the same time (kind of message, language,
  dimensions, evidence) is part of its time.
- p50 and p99 are of one message at a time, after a warm-up of 20; texts a second are of all
  texts in one call, or in a loop where a contestant knows no batch.
- Memory is the most that the process had, learning included. Trinvis loads what was trained before,
  unless its time of training stands in the table: `make bench ARGS=--train` trains it anew.
- ChatterBot has all examples in its storage and is asked for its best match; the index by which it
  chooses what to compare with is of pairs of Danish words (`benchmarks/peers/chatterbot.py`).
- A reader is compared with the middle of the label and the two other readers; the mean of three.
"""


def write_page(path: Path, results: Results, cells: Sequence[Sequence[str]]) -> None:
    """Write what was found, and how."""
    found = [each["sets"] for each in results.values() if not isinstance(each, str)]
    sizes = found[0] if found else {}
    parts = [
        _HEAD.format(
            date=datetime.now(UTC).date().isoformat(),
            machine=machine(),
            table=markdown(HEADINGS, cells),
        )
    ]
    for name, key in (("Trinvis", "trinvis"), ("Trinvis, words alone", "words")):
        result = results.get(key)
        if result and not isinstance(result, str):
            parts.append(_product(name, result["more"]))
    counts = {
        part: sizes.get(f"real_{part}", {}).get("n", NOTHING) for part in ("agreed", "new_pages")
    }
    real = sizes.get("real", {}).get("n", NOTHING)
    parts.append(_NOTES.format(real=real, **counts))
    path.write_text("\n".join(parts), encoding="utf-8")


def machine() -> str:
    """Name the processor, and count its cores."""
    name = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.is_file():
        lines = about.read_text(encoding="utf-8", errors="replace").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        name = names[0] if names else name
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{name}, {os.cpu_count()} cores ({system})"


def _product(name: str, more: Mapping[str, Any]) -> str:
    tables = (_messages, _sureness, _dialogue, _evidence)
    return "\n\n".join([f"## More about {name}", *(table(more) for table in tables)]) + "\n"


def _messages(more: Mapping[str, Any]) -> str:
    decisions = sorted({name for found in more["messages"].values() for name in found})
    cells = [
        [kind, str(sum(found.values())), *(str(found.get(name, 0)) for name in decisions)]
        for kind, found in more["messages"].items()
    ]
    return "What other messages are taken for:\n\n" + markdown(["kind", "n", *decisions], cells)


def _sureness(more: Mapping[str, Any]) -> str:
    keys = ("taken_for_description", "placed", "right_of_placed", "calibration_error")
    cells = [
        [name, str(found["n"]), *(number(found[key], 2) for key in keys)]
        for name in SETS
        if (found := more["sets"][name])
    ]
    headings = [
        "descriptions",
        "n",
        "taken for one",
        "placed at once",
        "of these right",
        "calibration error",
    ]
    return "Where it is sure enough to say a step at once:\n\n" + markdown(headings, cells)


def _dialogue(more: Mapping[str, Any]) -> str:
    cells = [
        [
            f"{name.replace('_', ', ')}, {how}",
            number(found["asked"] if rule == "by_rule" else 1.0, 2),
            *(number(share, 2) for share in found[rule]),
        ]
        for name, found in more["dialogue"].items()
        for rule, how in (("by_rule", "asked where unsure"), ("always", "always asked"))
    ]
    headings = ["right step after", "share asked", "no question", "one", "two"]
    return "With simulated answers to its questions:\n\n" + markdown(headings, cells)


def _evidence(more: Mapping[str, Any]) -> str:
    found = more["evidence"]
    return (
        f"Evidence, on {found['texts']} real texts: taking out the quoted words lowers the step's "
        f"probability by {number(found['drop_quoted'], 3)}, as many other words in a row by "
        f"{number(found['drop_others'], 3)}; the quote weighs more in "
        f"{number(found['quoted_weighs_more'], 2)} of {found['pairs']} comparisons."
    )
