import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.keys import KeyFileError, change_key, load_keys, make_keys


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "data" / "trinvis.key"
    make_keys(made)
    return made


def test_what_is_locked_is_hidden_and_comes_back(path: Path) -> None:
    keys = load_keys(path)
    locked = keys.lock("Vi spørger «æøå» 🙂")
    assert "spørger" not in locked
    assert keys.unlock(locked) == "Vi spørger «æøå» 🙂"


def test_same_text_looks_different_each_time(path: Path) -> None:
    keys = load_keys(path)
    assert keys.lock("Vi spørger") != keys.lock("Vi spørger")


def test_only_the_owner_can_read_the_file(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    change_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_are_made_once(path: Path) -> None:
    before = path.read_bytes()
    make_keys(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_all_who_start_at_once_have_the_same_keys(tmp_path: Path) -> None:
    path = tmp_path / "trinvis.key"

    def start(text: str) -> str:
        make_keys(path)
        return load_keys(path).lock(text)

    with ThreadPoolExecutor(8) as threads:
        locked = list(threads.map(start, "abcdefgh"))
    assert [load_keys(path).unlock(text) for text in locked] == list("abcdefgh")


def test_key_before_still_opens_what_it_locked_and_the_one_before_that_does_not(path: Path) -> None:
    first = load_keys(path).lock("first")
    change_key(path)
    second = load_keys(path).lock("second")
    assert load_keys(path).unlock(first) == "first"
    change_key(path)
    assert load_keys(path).unlock(second) == "second"
    with pytest.raises(KeyFileError, match="does not fit"):
        load_keys(path).unlock(first)


def test_program_that_runs_takes_up_a_new_key(path: Path) -> None:
    running = load_keys(path)
    change_key(path)
    assert running.unlock(load_keys(path).lock("new")) == "new"
    assert load_keys(path).unlock(running.lock("and back")) == "and back"


def _missing(path: Path) -> None:
    path.unlink()


def _open_to_all(path: Path) -> None:
    path.chmod(0o644)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (_missing, "put it back from the backup"),
        (_open_to_all, "chmod 600"),
        (_half, "damaged; put it back"),
        (_empty, "damaged; put it back"),
    ],
)
def test_file_that_cannot_be_used_says_what_to_do(
    path: Path, broken: Callable[[Path], None], said: str
) -> None:
    broken(path)
    with pytest.raises(KeyFileError, match=said):
        load_keys(path)
