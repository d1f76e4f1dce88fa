"""What people write can't be read in the database without the keys."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from models import Agreement, Conversation, Inbox, Outbox, Reflection, Store
from models.keys import KeyFileError, change_key, load_keys, make_keys

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "Hemmeligheden"
WRITTEN = (Conversation, Reflection, Agreement, Inbox, Outbox)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "trinvis.key"
    make_keys(path)
    return path


def _write(store: Store) -> None:
    with store.visit("test", "ida", NOW) as visit:
        visit.remember({}, {"text": SECRET})
        visit.journal.add_reflection(SECRET)
        visit.journal.add_agreement(SECRET)
        visit.write({"html": SECRET})
    store.keep_update(1, {"text": SECRET}, NOW)


@pytest.fixture
def written(database_url: str, key_file: Path) -> Iterator[str]:
    """A database that holds the secret everywhere where people's words are kept."""
    store = Store.open(database_url, load_keys(key_file))
    _write(store)
    store.close()
    yield database_url


def _as_stored(url: str) -> str:
    store = Store.open(url)
    with store.engine.connect() as connection:
        found = [
            str(tuple(row))
            for name in SQLModel.metadata.tables
            for row in connection.execute(text(f"SELECT * FROM {name}"))
        ]
    store.close()
    return "\n".join(found)


def _as_read(url: str, key_file: Path) -> dict[str, str]:
    store = Store.open(url, load_keys(key_file))
    found = {table.__name__: str(rows_of(store, table)) for table in WRITTEN}
    store.close()
    return found


def test_copied_database_shows_no_text(written: str) -> None:
    stored = _as_stored(written)
    assert "ida" in stored
    assert SECRET not in stored


def test_with_the_keys_all_of_it_is_there(written: str, key_file: Path) -> None:
    found = _as_read(written, key_file)
    assert [name for name, rows in found.items() if SECRET not in rows] == []


def test_without_keys_it_is_kept_and_read_as_it_is(database_url: str) -> None:
    store = Store.open(database_url)
    _write(store)
    store.read_one()
    store.close()
    assert SECRET in _as_stored(database_url)


def test_what_was_kept_before_there_were_keys_is_hidden_by_locking_again(
    database_url: str, key_file: Path
) -> None:
    _write_plain(database_url)
    store = Store.open(database_url, load_keys(key_file))
    assert store.lock_again() == len(WRITTEN)
    store.close()
    assert SECRET not in _as_stored(database_url)
    assert SECRET in str(_as_read(database_url, key_file))


def _write_plain(url: str) -> None:
    store = Store.open(url)
    _write(store)
    store.close()


def test_locked_again_it_needs_the_new_key_alone(written: str, key_file: Path) -> None:
    for _ in range(2):  # the second change drops the first key
        change_key(key_file)
        store = Store.open(written, load_keys(key_file))
        assert store.lock_again() == len(WRITTEN)
        store.close()
    found = _as_read(written, key_file)
    assert [name for name, rows in found.items() if SECRET not in rows] == []


def test_missing_or_wrong_keys_are_noticed_when_anything_is_read(
    written: str, tmp_path: Path
) -> None:
    make_keys(tmp_path / "other.key")
    for keys, said in ((None, "is missing"), (load_keys(tmp_path / "other.key"), "does not fit")):
        store = Store.open(written, keys)
        with pytest.raises(KeyFileError, match=said):
            store.read_one()
        store.close()
