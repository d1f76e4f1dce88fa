"""Real programs whose Telegram, database or disk is gone for a while; they wait side by side."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.faults.outages import DatabaseGone, DiskFull, TelegramGone
from tests.faults.people import agree_to_prompts, prompts
from tests.postgres import new_database
from tests.standin import Chat, StandIn
from tests.telegram.ports import free_port
from tests.telegram.program import PATIENCE, REPLIES, Program, answer, headings, told

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets one process limit another's files"
)

DISK_SECONDS, DATABASE_SECONDS = 12, 30
# By then each pause between two tries is at its longest, as it would be after ten minutes.
TELEGRAM_SECONDS = 40
CROWD = [f"one of many {place}" for place in range(12)]
FAILED = REPLIES.render("failed").strip()
# After an outage the next try may be as far away as the longest pause.
SOON = 40 + PATIENCE


@dataclass
class Struck:
    """Hold a program that was struck, who wrote before and meanwhile, and what was seen."""

    program: Program
    url: str
    chats: dict[str, Chat] = field(default_factory=dict)
    ready: list[int] = field(default_factory=list)
    port: int = 0

    def known(self, *names: str) -> None:
        """Let people say hello."""
        for name in names:
            self.chats[name] = self.program.server.private_chat(name)
            answer(self.chats[name], self.chats[name].say("/start"))

    @property
    def crowd(self) -> list[Chat]:
        """Give those who all write at the same moment."""
        return [self.chats[name] for name in CROWD]

    def look(self) -> None:
        """Ask whether it is ready."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=10) as told_so:
                self.ready.append(told_so.status)
        except HTTPError as error:
            with error:
                self.ready.append(error.code)

    def words_of_failure(self) -> int:
        return sum(
            message.text == FAILED for chat in self.chats.values() for message in chat.messages
        )


@dataclass
class Aftermath:
    """Hold the three programs after everything is back."""

    telegram: Struck
    database: Struck
    disk: Struck


@pytest.fixture(scope="module")
def outage_url(postgres_url: str) -> str:
    return new_database(postgres_url, "outage")


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory, outage_url: str) -> Iterator[Aftermath]:
    with ExitStack() as stack:
        struck = []
        for name in ("telegram", "database", "disk"):
            port = free_port()
            settings = {"TRINVIS_OPERATION_LISTEN": f"127.0.0.1:{port}"}
            folder = tmp_path_factory.mktemp(name)
            url = f"sqlite:///{folder / 'data' / 'trinvis.db'}"
            if name == "database":
                url = settings["TRINVIS_DATABASE_URL"] = outage_url
            server = stack.enter_context(StandIn())
            program = stack.enter_context(Program(server, folder, **settings))
            program.launch("-v", "serve")
            struck.append(Struck(program, url, port=port))
        for each in struck:
            each.program.wait_until_at_work()
            each.known("in hand", "meanwhile", "prompted", *CROWD)
        after = Aftermath(*struck)
        _strike(after)
        yield after
        for each in struck:
            assert each.program.stop() == 0
            each.program.check_manners()


def _strike(after: Aftermath) -> None:
    """Let everything be gone at once, each for its time."""
    telegram, database, disk = after.telegram, after.database, after.disk
    due = datetime.now(UTC) + timedelta(seconds=6)
    for struck in (telegram, database, disk):
        agree_to_prompts(struck.url, struck.program.keys, struck.chats["prompted"], due)
    gates = []
    for struck in (telegram, database, disk):
        # Telegram takes the answer; before it says so, the outage begins.
        server = struck.program.server
        if struck is not telegram:
            gates.append(server.hold("sendMessage"))
        else:
            server.fail("sendMessage", "drop_before", 5, chat_id=struck.chats["in hand"].id)
        struck.chats["in hand"].say("/trin 2")
    for gate in gates:
        gate.wait(1)
    for struck in (telegram, database, disk):
        for place, chat in enumerate(struck.crowd):
            chat.say(f"/trin {place % 5 + 1}")
    outages = [
        (DISK_SECONDS, disk, DiskFull(disk.program)),
        (DATABASE_SECONDS, database, DatabaseGone(database.url)),
        (TELEGRAM_SECONDS, telegram, TelegramGone(telegram.program.server)),
    ]
    begun = time.monotonic()
    for _, _, outage in outages:
        outage.begin()
    for gate in gates:
        gate.release()
    for _, struck, _ in outages:
        struck.chats["meanwhile"].say("/trin 3")
    time.sleep(2)
    for struck in (telegram, database, disk):
        struck.look()
    for seconds, _, outage in outages:
        time.sleep(max(0.0, begun + seconds - time.monotonic()))
        outage.end()


@pytest.fixture(params=["telegram", "database", "disk"])
def struck(request: pytest.FixtureRequest, aftermath: Aftermath) -> Struck:
    found: Struck = getattr(aftermath, request.param)
    return found


def test_what_was_written_meanwhile_is_answered_once(struck: Struck) -> None:
    chat = struck.chats["meanwhile"]
    chat.wait_for(lambda message: message.text.startswith("Trin 3: "), SOON)
    answer(chat, chat.say("/trin 1"))
    told(chat, 1)
    assert headings(chat) == ["Trin 3", "Trin 1"]


def test_what_telegram_had_taken_is_not_sent_again_and_the_chat_goes_on(struck: Struck) -> None:
    chat = struck.chats["in hand"]
    chat.wait_for(lambda message: message.text.startswith("Trin 2: "), SOON)
    chat.say("/trin 4")
    chat.wait_for(lambda message: message.text.startswith("Trin 4: "), SOON)
    assert headings(chat) == ["Trin 2", "Trin 4"]


def test_whatever_was_being_done_for_many_people_is_done_once(struck: Struck) -> None:
    for place, chat in enumerate(struck.crowd):
        heading = f"Trin {place % 5 + 1}: "
        chat.wait_for(lambda message, wanted=heading: message.text.startswith(wanted), SOON)
    for place, chat in enumerate(struck.crowd):
        assert headings(chat) == [f"Trin {place % 5 + 1}"]


def test_a_prompt_that_came_due_meanwhile_comes_once(struck: Struck) -> None:
    chat = struck.chats["prompted"]
    until = time.monotonic() + SOON
    while not prompts(chat) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)
    assert len(prompts(chat)) == 1


def test_nobody_is_told_to_write_again_for_what_was_answered_later(struck: Struck) -> None:
    assert struck.words_of_failure() == 0


@pytest.mark.parametrize(
    ("name", "error"),
    [("telegram", "NetworkError"), ("database", "OperationalError"), ("disk", "OperationalError")],
)
def test_the_outage_is_in_the_log_and_words_are_not(
    aftermath: Aftermath, name: str, error: str
) -> None:
    log = getattr(aftermath, name).program.log
    assert f"Can't fetch updates ({error})" in log
    assert "/trin" not in log


def test_readiness_tells_of_the_database(aftermath: Aftermath) -> None:
    assert aftermath.telegram.ready == [200]
    assert aftermath.database.ready == [503]
    aftermath.database.look()
    assert aftermath.database.ready == [503, 200]
