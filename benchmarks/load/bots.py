"""The bots that are driven: the real program in its kinds, and the bare echo bot."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.standin import StandIn
from tests.telegram.ports import free_port

_TRINVIS = Path(sys.executable).parent / "trinvis"
_RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")
_START_SECONDS = 60
_STOP_SECONDS = 15
# Limits, of Telegram and of our own, are not what is measured.
UNLIMITED = {
    "TRINVIS_MESSAGES_A_SECOND": "10000",
    "TRINVIS_MOST_A_MINUTE": "1000000",
    "TRINVIS_MOST_A_DAY": "1000000",
}


@dataclass(frozen=True)
class Kind:
    """Describe a bot to be driven."""

    name: str
    settings: Mapping[str, str] = field(default_factory=dict)
    is_echo: bool = False
    on_postgresql: bool = False
    processes: int = 1


KINDS = (
    Kind("bare echo bot", is_echo=True),
    Kind("Trinvis, words alone, SQLite", {"TRINVIS_EMBEDDINGS": "false"}),
    Kind("Trinvis, embeddings, SQLite"),
    Kind("Trinvis, words alone, PostgreSQL", {"TRINVIS_EMBEDDINGS": "false"}, on_postgresql=True),
    Kind("Trinvis, embeddings, PostgreSQL", on_postgresql=True),
    Kind("Trinvis, embeddings, PostgreSQL, two processes", on_postgresql=True, processes=2),
)
_PATH = "/trinvis"
_WEBHOOK = f"https://bot.kommune.example{_PATH}"


class Bot:
    """Run one bot against the stand-in, as a process of its own."""

    def __init__(
        self,
        kind: Kind,
        server: StandIn,
        folder: Path,
        database: str | None,
        settings: Mapping[str, str] = UNLIMITED,
        port: int | None = None,
    ) -> None:
        """Be ready to start it; with a port, updates are brought to it there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._server = server
        self._log = folder / "log"
        own = {name: value for name, value in os.environ.items() if "TRINVIS" not in name}
        self._settings = {**own, "TRINVIS_DATA_DIR": str(folder / "data")}
        self._command = [sys.executable, "-m", "benchmarks.load.echo", server.token, server.url]
        if not kind.is_echo:
            self._command = [str(_TRINVIS), "serve"]
            self._settings |= dict(settings) | dict(kind.settings)
            self._settings["TRINVIS_TELEGRAM_TOKEN"] = server.token
            self._settings["TRINVIS_TELEGRAM_API_URL"] = server.url
        if database:
            self._settings["TRINVIS_DATABASE_URL"] = database
        self._asks_for = "getUpdates"
        if port:
            self._asks_for = "setWebhook"
            self._command += ["--webhook", _WEBHOOK]
            self._settings["TRINVIS_LISTEN"] = f"127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None
        self.start_seconds = 0.0

    def __enter__(self) -> Self:
        """Start, and wait until it asks for updates, or for being brought them."""
        begun = time.monotonic()
        asked = len(self._server.calls_of(self._asks_for))
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own programs
                self._command, env=self._settings, stdout=log, stderr=log
            )
        try:
            self._server.wait_for_call(self._asks_for, asked + 1, timeout=_START_SECONDS)
        except AssertionError:
            self._process.kill()
            raise RuntimeError(f"the bot did not start:\n{self._log.read_text()}") from None
        self.start_seconds = time.monotonic() - begun
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        if self._running.poll() is not None:
            return
        self._running.terminate()
        try:
            self._running.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def kill(self, number: int) -> None:
        """End it with a signal."""
        self._running.send_signal(number)
        self._running.wait(_STOP_SECONDS)

    @property
    def megabytes(self) -> float | None:
        """Give the memory that the process holds now, where the system tells."""
        status = Path(f"/proc/{self._running.pid}/status")
        found = _RESIDENT.search(status.read_text()) if status.exists() else None
        return int(found[1]) / 1024 if found else None

    @property
    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            raise RuntimeError("the bot was not started")
        return self._process


@contextmanager
def running(
    kind: Kind, server: StandIn, folder: Path, database: str | None
) -> Iterator[Sequence[Bot]]:
    """Run a kind of bot in as many processes as it has; several share one database and its key."""
    if kind.processes == 1:
        with Bot(kind, server, folder, database) as bot:
            yield [bot]
        return
    settings = {**UNLIMITED, "TRINVIS_KEY_FILE": str(folder / "trinvis.key")}
    ports = [free_port() for _ in range(kind.processes)]
    server.lead_webhook_to(*(f"http://127.0.0.1:{port}{_PATH}" for port in ports))
    with ExitStack() as stack:
        yield [
            stack.enter_context(Bot(kind, server, folder / str(port), database, settings, port))
            for port in ports
        ]
