"""Run `trinvis serve` as people run it: as a process, with the stand-in for Telegram."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Self
from urllib.request import urlopen

from content.replies import load_replies
from tests.offline import REACHED, guarded
from tests.standin import Chat, Message, Sent, StandIn

TRINVIS = Path(sys.executable).parent / "trinvis"
# Plenty: loading the classifier takes some seconds, more where other tests run beside this one.
START_SECONDS = 90
PATIENCE = 20
AT_WORK = "The bot is at work."
WRONG_TOKEN = "424242424:no-longer-what-botfather-said"
DESCRIPTION = (
    "Vi holder møder med forældrene, før vi tegner legepladsen, dagsordenen laver vi selv, "
    "og de vælger mellem tre forslag"
)
REPLIES = load_replies()
UNSURE = REPLIES.label("unsure")


class Program:
    """Start, kill and stop the bot; its database and log stay the same."""

    command: tuple[str, ...] = (str(TRINVIS),)

    def __init__(self, server: StandIn, folder: Path, **settings: str) -> None:
        self.server = server
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        own = {name: value for name, value in os.environ.items() if "TRINVIS" not in name}
        settings = {
            "TRINVIS_DATA_DIR": str(folder / "data"),
            "TRINVIS_TELEGRAM_TOKEN": server.token,
            "TRINVIS_TELEGRAM_API_URL": server.url,
            **settings,
        }
        folder.mkdir(parents=True, exist_ok=True)
        self._environment = guarded({**own, **settings}, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process:
            self.kill()

    def start(self) -> None:
        """Start, and wait until it is at work."""
        starts = self.log.count(AT_WORK)
        self.launch("-v", "serve")
        self.wait_until_at_work(starts + 1)

    def launch(self, *arguments: str) -> None:
        """Start without waiting."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self.command, *arguments],
                env=self._environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait_until_at_work(self, times: int = 1) -> None:
        """Wait until it has said so in the log so many times."""
        until = time.monotonic() + START_SECONDS
        while self.log.count(AT_WORK) < times:
            assert self.running.poll() is None, self.log
            assert time.monotonic() < until, self.log
            time.sleep(0.05)

    @property
    def running(self) -> "subprocess.Popen[bytes]":
        """Give the process."""
        assert self._process
        return self._process

    def kill(self) -> None:
        """End it as a power cut would."""
        self.running.kill()
        self.running.wait(10)

    def stop(self) -> int:
        """Ask it to end, and give its exit status; fail where it takes ten seconds."""
        self.running.terminate()
        return self.running.wait(10)

    @property
    def log(self) -> str:
        """Read all that it has written so far."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def keys(self) -> Path:
        """Give its key file."""
        return self.folder / "data" / "trinvis.key"

    @property
    def figures(self) -> str:
        """Read what it tells of itself in figures, where it was given a port for that."""
        address = self._environment["TRINVIS_OPERATION_LISTEN"]
        with urlopen(f"http://{address}/metrics", timeout=10) as told:  # our own
            return str(told.read().decode())

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read from its SQLite database."""
        uri = f"file:{self.folder / 'data' / 'trinvis.db'}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def wait_for_rows(self, expected: list[tuple[Any, ...]], query: str, *values: object) -> None:
        """Wait until a query gives what is expected; what is sent is noted a moment later."""
        until = time.monotonic() + 5
        while (found := self.rows(query, *values)) != expected and time.monotonic() < until:
            time.sleep(0.02)
        assert found == expected

    def check_manners(self) -> None:
        """Check what must hold whatever happened: it stayed here, and kept its token."""
        assert self.server.unexpected == []
        log = self.log
        assert REACHED not in log
        assert self.server.token not in log
        assert self.server.token.partition(":")[2] not in log
        assert "Traceback" not in log
        assert "Warning: " not in log


def headings(chat: Chat) -> list[str]:
    """List the steps that a chat was told of, «Trin 3», in the order of the answers."""
    firsts = (message.text.partition(":")[0] for message in chat.messages)
    return [first for first in firsts if first.startswith("Trin ")]


def told(chat: Chat, number: int) -> Message:
    """Wait for what there is to tell of a step."""
    return chat.wait_for(lambda message: message.text.startswith(f"Trin {number}: "), PATIENCE)


def answer(chat: Chat, after: Sent) -> Message:
    """Wait for the end of an answer: what stands in several messages has its buttons last."""
    return chat.wait_for(
        lambda message: message.labels and message.sent_at >= after.at, PATIENCE, after=after
    )


def placed(chat: Chat, description: str = DESCRIPTION) -> Message:
    """Describe a practice and give the placement."""
    return placement(chat, chat.say(description))


def placement(chat: Chat, described: Sent) -> Message:
    """Wait for the placement after a description; answer what is asked back before it."""
    while True:
        message = chat.wait_for(
            lambda each: each.photo or UNSURE in each.labels, PATIENCE, after=described
        )
        if message.photo:
            return message
        described = chat.press(message.labels[0])
