"""Take away what a running program needs, and give it back."""

import resource
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from tests.standin import Fault, StandIn
from tests.telegram.program import Program

# Less than a transaction writes, more than the log grows to.
_ROOM_BYTES = 24_000


@dataclass
class TelegramGone:
    """Let nothing through to Telegram and back."""

    server: StandIn
    _fault: Fault | None = None

    def begin(self) -> None:
        self._fault = self.server.fail("*", "drop_before", 1_000_000)

    def end(self) -> None:
        assert self._fault
        self._fault.cancel()
        assert self._fault.hits


@dataclass
class DatabaseGone:
    """Break all connections to one database of a real PostgreSQL, and let no new ones in."""

    url: str

    def begin(self) -> None:
        self._as_operator(_shut)

    def end(self) -> None:
        self._as_operator(_open)

    def _as_operator(self, act: Callable[[Connection, str], None]) -> None:
        url = make_url(self.url)
        engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            act(connection, url.database or "")
        engine.dispose()


def _shut(connection: Connection, name: str) -> None:
    connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'))
    ended = connection.scalars(
        text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
        {"name": name},
    )
    assert all(ended)


def _open(connection: Connection, name: str) -> None:
    connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))


@dataclass
class DiskFull:
    """Let a running program write nothing more to its database, as if the disk were full.

    The system refuses what would make a file longer than so much; the log, which is shorter, can
    still be written.
    """

    program: Program
    _before: tuple[int, int] = field(default=(0, 0))

    def begin(self) -> None:
        pid = self.program.running.pid
        self._before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (_ROOM_BYTES, self._before[1]))

    def end(self) -> None:
        resource.prlimit(self.program.running.pid, resource.RLIMIT_FSIZE, self._before)
