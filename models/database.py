"""Open a database and bring its tables up to date."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

Transaction = Callable[[], AbstractContextManager[Session]]

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 0x7219715
_BUSY_SECONDS = 20
_LONGEST_QUEUE_SECONDS = 60
# Who waits for a database that says nothing keeps a thread, and the stop, waiting.
_POSTGRESQL = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
_ATTEMPTS, _BETWEEN_ATTEMPTS = 40, 0.05


class DatabaseUrlError(ValueError):
    """Tell that the database address can't be used."""


def open_engine(url: str) -> Engine:
    """Make an engine for SQLite or PostgreSQL; raise DatabaseUrlError for anything else."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise DatabaseUrlError("the database address is no valid URL") from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed.set(drivername="sqlite+pysqlite"))
    if parsed.drivername == "postgresql+psycopg":
        return create_engine(url, pool_pre_ping=True, connect_args=_POSTGRESQL)
    raise DatabaseUrlError(
        "the database address must begin with sqlite:/// or postgresql+psycopg://"
    )


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # One writer at a time is all that SQLite has; who waits here waits in turn, and not in naps.
    engine = create_engine(
        url,
        connect_args={"timeout": _BUSY_SECONDS},
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_LONGEST_QUEUE_SECONDS,
        # Every transaction here ends by itself; to end it once more costs as much as to read a row.
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy, not the driver, begins transactions
        cursor = connection.cursor()
        _write_ahead(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A read that becomes a write fails in WAL mode when another wrote meanwhile.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _write_ahead(cursor: Any) -> None:
    """Switch to WAL; where another process does so now, SQLite gives up at once, so try again."""
    for _ in range(_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            time.sleep(_BETWEEN_ATTEMPTS)
    cursor.execute("PRAGMA journal_mode=WAL")


def copy_sqlite(url: str, path: Path) -> None:
    """Write a consistent copy of a SQLite database for its owner alone; never over another file.

    Raises DatabaseUrlError for another database, or where there is none yet.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseUrlError("only SQLite is copied so; for PostgreSQL use pg_dump")
    if not parsed.database or not Path(parsed.database).exists():
        raise DatabaseUrlError(f"there is no database at {parsed.database} yet")
    path.touch(mode=0o600, exist_ok=False)
    with (
        closing(sqlite3.connect(parsed.database, timeout=_BUSY_SECONDS)) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)


def migrate(engine: Engine) -> None:
    """Apply the migrations that are missing; of several processes only one does it at a time."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        _upgrade(connection)


def revision(engine: Engine) -> tuple[str | None, str | None]:
    """Tell the revision that the database has and the newest one there is."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current, ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
