"""What people write can't be read in the database without the keys."""

from collections.abc import AsyncIterator
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


async def _write(store: Store) -> None:
    async with store.visit("test", "ida", NOW) as visit:
        visit.remember({}, {"text": SECRET})
        await visit.journal.add_reflection(SECRET)
        await visit.journal.add_agreement(SECRET)
        await visit.write({"html": SECRET})
    await store.keep_update(1, {"text": SECRET}, NOW)


@pytest.fixture
async def written(database_url: str, key_file: Path) -> AsyncIterator[str]:
    """A database that holds the secret everywhere where people's words are kept."""
    store = await Store.open(database_url, load_keys(key_file))
    await _write(store)
    await store.close()
    yield database_url


async def _as_stored(url: str) -> str:
    store = await Store.open(url)
    async with store.engine.connect() as connection:
        found = [
            str(tuple(row))
            for name in SQLModel.metadata.tables
            for row in await connection.execute(text(f"SELECT * FROM {name}"))
        ]
    await store.close()
    return "\n".join(found)


async def _as_read(url: str, key_file: Path) -> dict[str, str]:
    store = await Store.open(url, load_keys(key_file))
    found = {table.__name__: str(await rows_of(store, table)) for table in WRITTEN}
    await store.close()
    return found


async def test_copied_database_shows_no_text(written: str) -> None:
    stored = await _as_stored(written)
    assert "ida" in stored
    assert SECRET not in stored


async def test_with_the_keys_all_of_it_is_there(written: str, key_file: Path) -> None:
    found = await _as_read(written, key_file)
    assert [name for name, rows in found.items() if SECRET not in rows] == []


async def test_without_keys_it_is_kept_and_read_as_it_is(database_url: str) -> None:
    store = await Store.open(database_url)
    await _write(store)
    await store.read_one()
    await store.close()
    assert SECRET in await _as_stored(database_url)


async def test_what_was_kept_before_there_were_keys_is_hidden_by_locking_again(
    database_url: str, key_file: Path
) -> None:
    await _write_plain(database_url)
    store = await Store.open(database_url, load_keys(key_file))
    assert await store.lock_again() == len(WRITTEN)
    await store.close()
    assert SECRET not in await _as_stored(database_url)
    assert SECRET in str(await _as_read(database_url, key_file))


async def _write_plain(url: str) -> None:
    store = await Store.open(url)
    await _write(store)
    await store.close()


async def test_locked_again_it_needs_the_new_key_alone(written: str, key_file: Path) -> None:
    for _ in range(2):  # the second change drops the first key
        change_key(key_file)
        store = await Store.open(written, load_keys(key_file))
        assert await store.lock_again() == len(WRITTEN)
        await store.close()
    found = await _as_read(written, key_file)
    assert [name for name, rows in found.items() if SECRET not in rows] == []


async def test_missing_or_wrong_keys_are_noticed_when_anything_is_read(
    written: str, tmp_path: Path
) -> None:
    make_keys(tmp_path / "other.key")
    for keys, said in ((None, "is missing"), (load_keys(tmp_path / "other.key"), "does not fit")):
        store = await Store.open(written, keys)
        with pytest.raises(KeyFileError, match=said):
            await store.read_one()
        await store.close()
