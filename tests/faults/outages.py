"""Take away what a running program needs, and give it back."""

import resource
from dataclasses import dataclass, field

from sqlalchemy.engine import make_url

from tests.postgres import as_operator
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
        self._as_operator(
            "ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        )

    def end(self) -> None:
        self._as_operator("ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def _as_operator(self, *statements: str) -> None:
        url = make_url(self.url)
        elsewhere = url.set(database="postgres").render_as_string(hide_password=False)
        as_operator(elsewhere, *(each.format(name=url.database) for each in statements))


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
