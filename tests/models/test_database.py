import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from models.database import DatabaseUrlError, migrate, open_engine, revision
from tests.at_once import at_once

MIGRATE = """
import sys
from models.database import migrate, open_engine

sys.stdin.readline()
engine = open_engine(sys.argv[1])
migrate(engine)
engine.dispose()
"""


def _tables(url: str) -> set[str]:
    engine = open_engine(url)
    wanted = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if engine.dialect.name == "postgresql":
        wanted = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with engine.connect() as connection:
        found = connection.execute(text(wanted))
        names = {row[0] for row in found if not row[0].startswith("sqlite_")}
    engine.dispose()
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


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+pysqlite"])
def test_sqlite_is_opened_by_any_of_its_names_and_its_folder_is_made(
    tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "new folder" / "trinvis.db"
    engine = open_engine(f"{scheme}:///{file}")
    with engine.connect():
        assert file.exists()
    engine.dispose()


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("synchronous", 1)],
)
def test_sqlite_is_set_up_on_every_connection(tmp_path: Path, setting: str, value: object) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'trinvis.db'}")
    for _ in range(2):
        with engine.connect() as connection:
            found = connection.execute(text(f"PRAGMA {setting}"))
            assert found.scalar_one() == value
            connection.rollback()
        engine.dispose()


def test_empty_database_is_brought_to_the_newest_revision(database_url: str) -> None:
    engine = open_engine(database_url)
    before, newest = revision(engine)
    assert (before, bool(newest)) == (None, True)
    migrate(engine)
    assert revision(engine) == (newest, newest)
    engine.dispose()
    assert _tables(database_url) == {*SQLModel.metadata.tables, "alembic_version"}


def test_migrating_again_keeps_what_is_there(database_url: str) -> None:
    engine = open_engine(database_url)
    migrate(engine)
    person = SQLModel.metadata.tables["person"]
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO person (channel, address, created_at, last_seen_at)"
                " VALUES ('test', 'ida', '2026-03-02 09:00:00', '2026-03-02 09:00:00')"
            )
        )
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(person.select()).one().address == "ida"
    engine.dispose()


def test_engines_that_migrate_at_once_do_not_disturb_each_other(database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(4)]
    at_once(partial(migrate, engine) for engine in engines)
    current, newest = revision(engines[0])
    assert current == newest
    for engine in engines:
        engine.dispose()


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
    assert _tables(database_url) > set(SQLModel.metadata.tables)


def test_failed_migration_leaves_the_database_as_it_was(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        raise RuntimeError("broken off")

    engine = open_engine(database_url)
    monkeypatch.setattr("models.database._upgrade", break_off)
    with pytest.raises(RuntimeError, match="broken off"):
        migrate(engine)
    engine.dispose()
    assert _tables(database_url) == set()


def test_sqlite_transactions_that_read_first_wait_for_each_other(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'trinvis.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE count (value INTEGER)"))
        connection.execute(text("INSERT INTO count VALUES (0)"))

    def add_one() -> None:
        with engine.begin() as connection:
            value = connection.execute(text("SELECT value FROM count")).scalar_one()
            time.sleep(0.005)
            connection.execute(text("UPDATE count SET value = :new"), {"new": value + 1})

    at_once([add_one] * 5)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT value FROM count")).scalar_one() == 5
    engine.dispose()
