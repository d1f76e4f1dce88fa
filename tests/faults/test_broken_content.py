"""The real program, of which one content file was spoilt by hand."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Ran
from tests.offline import ROOT, guarded

PACKAGES = ("bot", "content", "models", "nlp")
SECONDS = 60


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program's own files, in a place where they can be spoilt; what was trained is not."""
    for name in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "trained")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    (tmp_path / "nlp" / "trained").symlink_to(ROOT / "nlp" / "trained")
    return tmp_path


def run(copy: Path, *arguments: str) -> Ran:
    own = {
        "TRINVIS_DATA_DIR": str(copy / "data"),
        "TRINVIS_TELEGRAM_TOKEN": "424242:only-for-this-test",
        "TRINVIS_TELEGRAM_API_URL": "http://127.0.0.1:9/bot",
    }
    settings = guarded(own, copy)
    # Its own copy comes first.
    settings["PYTHONPATH"] = f"{copy}:{settings['PYTHONPATH']}"
    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=copy,
        env=settings,
        input='{"text": "hej"}\n',
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def _without_last_heading(path: Path) -> None:
    before, _, after = path.read_text(encoding="utf-8").rpartition("\n## ")
    path.write_text(f"{before}\n{after.partition(chr(10))[2]}", encoding="utf-8")


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _in_another_encoding(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))


def _gone(path: Path) -> None:
    path.unlink()


SPOILT = [
    ("steps_da.md", _without_last_heading),
    ("steps_da.md", _in_another_encoding),
    ("steps_da.md", _gone),
    ("replies_da/commands.toml", _torn),
    ("replies_da/commands.toml", _in_another_encoding),
    ("prompts_da.toml", _torn),
    ("rhythms_da.toml", _gone),
    ("rhythm_words_da.toml", _torn),
    ("redaction_da.toml", _torn),
]


@pytest.mark.parametrize(("name", "spoil"), SPOILT)
def test_the_program_does_not_start_and_names_the_file(
    copy: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    spoil(copy / "content" / name)
    ran = run(copy, "serve")
    assert (ran.status, ran.out) == (1, "")
    [line] = ran.err.splitlines()
    assert line.startswith("trinvis: the content has an error: ")
    assert Path(name).name in line


def test_what_is_whole_starts(copy: Path) -> None:
    ran = run(copy, "chat", "--jsonl")
    assert (ran.status, ran.err) == (0, "")
    assert ran.rows
