"""The real program on a machine whose clock is set ahead and back while it runs."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.coach.coach import HOME
from tests.faults.moved_clock import FILE
from tests.faults.people import LATER, agree_to_prompts, prompts
from tests.standin import Chat, StandIn
from tests.telegram.program import PATIENCE, Program, answer, headings, told

# A working Tuesday; everything that happens here happens after it.
BEGIN = datetime(2027, 3, 2, 10, 0, tzinfo=HOME)
_LONG_ENOUGH = 3.0


class MovedProgram(Program):
    """Run it with the clock that a file moves."""

    command = (sys.executable, "-m", "tests.faults.moved_clock")

    def __init__(self, server: StandIn, folder: Path) -> None:
        self._file = folder / "clock"
        super().__init__(server, folder, **{FILE: str(self._file)})
        self.set(BEGIN)

    def set(self, moment: datetime) -> None:
        """Set its clock to a moment."""
        ahead = moment - datetime.now(UTC)
        replacement = self._file.with_suffix(".new")
        replacement.write_text(str(ahead.total_seconds()))
        replacement.replace(self._file)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MovedProgram]:
    with StandIn() as server, MovedProgram(server, tmp_path_factory.mktemp("moved")) as program:
        program.start()
        yield program
        assert program.stop() == 0
        program.check_manners()


@pytest.fixture
def chat(moved: MovedProgram) -> Chat:
    """A person whose prompt is due half an hour after the beginning."""
    moved.set(BEGIN)
    chat = moved.server.private_chat("Ida")
    answer(chat, chat.say("/start"))
    url = f"sqlite:///{moved.folder / 'data' / 'trinvis.db'}"
    agree_to_prompts(url, moved.keys, chat, BEGIN + timedelta(minutes=30))
    return chat


def prompted(chat: Chat, number: int) -> None:
    """Wait for so many prompts, and see that no more come."""
    until = time.monotonic() + PATIENCE
    while len(prompts(chat)) < number and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(_LONG_ENOUGH)
    assert len(prompts(chat)) == number


def test_a_prompt_comes_once_however_the_clock_is_set_about_its_moment(
    moved: MovedProgram, chat: Chat
) -> None:
    prompted(chat, 0)
    moved.set(BEGIN + timedelta(minutes=31))
    prompted(chat, 1)
    for minutes in (-120, 29, 45):
        moved.set(BEGIN + timedelta(minutes=minutes))
        prompted(chat, 1)
    moved.set(BEGIN + timedelta(days=7, minutes=31))
    prompted(chat, 2)


def test_a_clock_that_jumps_over_months_brings_one_prompt_and_no_pile(
    moved: MovedProgram, chat: Chat
) -> None:
    moved.set(BEGIN + timedelta(days=70, minutes=5))
    prompted(chat, 1)
    moved.set(BEGIN + timedelta(minutes=45))
    prompted(chat, 1)


@pytest.mark.parametrize("days", [-400, -1, 1, 3])
def test_messages_are_answered_once_while_the_clock_is_wrong(
    moved: MovedProgram, chat: Chat, days: int
) -> None:
    chat.say("/trin 2")
    moved.set(BEGIN + timedelta(days=days))
    chat.say("/trin 4")
    told(chat, 4)
    moved.set(BEGIN)
    chat.say("/trin 5")
    told(chat, 5)
    assert headings(chat) == ["Trin 2", "Trin 4", "Trin 5"]
    assert LATER not in chat.messages[-1].labels
