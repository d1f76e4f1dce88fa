import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from models.database import DatabaseUrlError, migrate, open_engine, revision

MIGRATE = """
import asyncio, sys
from models.database import migrate, open_engine

async def main():
    engine = open_engine(sys.argv[1])
    await migrate(engine)
    await engine.dispose()

sys.stdin.readline()
asyncio.run(main())
"""


async def _tables(url: str) -> set[str]:
    engine = open_engine(url)
    wanted = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if engine.dialect.name == "postgresql":
        wanted = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    async with engine.connect() as connection:
        found = await connection.execute(text(wanted))
        names = {row[0] for row in found if not row[0].startswith("sqlite_")}
    await engine.dispose()
    return names


@pytest.mark.parametrize(
    "url",
    [
        "",
        "trinvis.db",
        "/var/lib/trinvis.db",
        "mysql://localhost/trinvis",
        "postgresql://localhost/trinvis",
        "postgresql+asyncpg://localhost/trinvis",
        "postgresql+psycopg://localhost:port/trinvis",
        "https://localhost/",
    ],
)
def test_address_of_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlError, match="database address"):
        open_engine(url)


def test_refusal_of_an_address_does_not_repeat_its_password() -> None:
    with pytest.raises(DatabaseUrlError) as caught:
        open_engine("mysql://ida:hemmelig@localhost/trinvis")
    assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"])
async def test_sqlite_is_opened_by_any_of_its_names_and_its_folder_is_made(
    tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "new folder" / "trinvis.db"
    engine = open_engine(f"{scheme}:///{file}")
    async with engine.connect():
        assert file.exists()
    await engine.dispose()


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("synchronous", 1)],
)
async def test_sqlite_is_set_up_on_every_connection(
    tmp_path: Path, setting: str, value: object
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'trinvis.db'}")
    for _ in range(2):
        async with engine.connect() as connection:
            found = await connection.execute(text(f"PRAGMA {setting}"))
            assert found.scalar_one() == value
            await connection.rollback()
        await engine.dispose()


async def test_empty_database_is_brought_to_the_newest_revision(database_url: str) -> None:
    engine = open_engine(database_url)
    before, newest = await revision(engine)
    assert (before, bool(newest)) == (None, True)
    await migrate(engine)
    assert await revision(engine) == (newest, newest)
    await engine.dispose()
    assert await _tables(database_url) == {*SQLModel.metadata.tables, "alembic_version"}


async def test_migrating_again_keeps_what_is_there(database_url: str) -> None:
    engine = open_engine(database_url)
    await migrate(engine)
    person = SQLModel.metadata.tables["person"]
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO person (channel, address, created_at, last_seen_at)"
                " VALUES ('test', 'ida', '2026-03-02 09:00:00', '2026-03-02 09:00:00')"
            )
        )
    await migrate(engine)
    async with engine.connect() as connection:
        assert (await connection.execute(person.select())).one().address == "ida"
    await engine.dispose()


async def test_engines_that_migrate_at_once_do_not_disturb_each_other(database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(4)]
    await asyncio.gather(*(migrate(engine) for engine in engines))
    current, newest = await revision(engines[0])
    assert current == newest
    for engine in engines:
        await engine.dispose()


def test_processes_that_migrate_at_once_do_not_disturb_each_other(database_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    errors = [process.communicate(timeout=60)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], errors
    assert asyncio.run(_tables(database_url)) > set(SQLModel.metadata.tables)


async def test_failed_migration_leaves_the_database_as_it_was(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise RuntimeError("broken off")

    engine = open_engine(database_url)
    monkeypatch.setattr("models.database._upgrade", break_off)
    with pytest.raises(RuntimeError, match="broken off"):
        await migrate(engine)
    await engine.dispose()
    assert await _tables(database_url) == set()


async def test_sqlite_transactions_that_read_first_wait_for_each_other(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'trinvis.db'}")
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE count (value INTEGER)"))
        await connection.execute(text("INSERT INTO count VALUES (0)"))

    async def add_one() -> None:
        async with engine.begin() as connection:
            value = (await connection.execute(text("SELECT value FROM count"))).scalar_one()
            await asyncio.sleep(0.005)
            await connection.execute(text("UPDATE count SET value = :new"), {"new": value + 1})

    await asyncio.gather(*(add_one() for _ in range(5)))
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT value FROM count"))).scalar_one() == 5
    await engine.dispose()
