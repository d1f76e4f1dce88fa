"""Real programs to which updates are brought, on one database and with one key."""

from pathlib import Path

from tests.standin import StandIn
from tests.telegram.ports import free_port
from tests.telegram.program import Program

PATH = "/trinvis"
URL = f"https://bot.kommune.example{PATH}"


class Hooked(Program):
    """Listen at one address for updates, at another for who asks how it is."""

    def __init__(self, server: StandIn, folder: Path, database: str) -> None:
        listen, operation = (f"127.0.0.1:{free_port()}" for _ in range(2))
        self.address, self.operation = f"http://{listen}{PATH}", f"http://{operation}"
        super().__init__(
            server,
            folder / listen.replace(":", "-"),
            TRINVIS_DATABASE_URL=database,
            TRINVIS_KEY_FILE=str(folder / "trinvis.key"),
            TRINVIS_LISTEN=listen,
            TRINVIS_OPERATION_LISTEN=operation,
        )

    def begin(self) -> None:
        """Start without waiting."""
        self.launch("-v", "serve", "--webhook", URL)
