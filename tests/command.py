"""Run the command `trinvis`: in this process, or as a process of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from nlp.understanding import Understanding
from tests.offline import guarded

PROGRAM = Path(sys.executable).parent / "trinvis"


@dataclass(frozen=True)
class Ran:
    """Hold how a run of the command ended and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Trinvis = Callable[..., Ran]


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep the settings of whoever runs the tests away; give the data folder."""
    for name in [name for name in os.environ if name.startswith("TRINVIS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TRINVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def trinvis(
    own_settings: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    understanding: Understanding,
) -> Trinvis:
    """Run the command in this process, where the classifier is loaded already."""

    def run(*arguments: str, stdin: str | bytes = "") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("bot.assembly.load_understanding", lambda *_, **__: understanding)
        monkeypatch.setattr(sys, "argv", ["trinvis", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        return Ran(status, *capsys.readouterr())

    return run


def start(folder: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    """Start the command as a process that reaches for no network."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("TRINVIS_")}
    given = {f"TRINVIS_{key.upper()}": value for key, value in settings.items()}
    return subprocess.Popen(
        [str(PROGRAM), *arguments],
        cwd=folder,
        env=guarded({**inherited, "TRINVIS_DATA_DIR": str(folder / "data"), **given}, folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(process: "subprocess.Popen[str]", stdin: str = "") -> Ran:
    """Give a process its input and wait for its end."""
    try:
        out, err = process.communicate(stdin, timeout=110)
    finally:
        process.kill()
    return Ran(process.returncode, out, err)
