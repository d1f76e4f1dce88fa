"""Two real programs behind a proxy, while one of them is stopped, started and killed."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from models.post import IN_HAND
from tests.postgres import new_database
from tests.standin import Chat, StandIn
from tests.telegram.program import headings
from tests.telegram.webhooks import Hooked

ORDER = (3, 1, 5, 2, 4)
# Somebody has an update in hand for so long before another takes it up, and looks every 20 seconds.
LONGEST = IN_HAND.total_seconds() + 40


@pytest.fixture
def programs(postgres_url: str, tmp_path: Path) -> Iterator[tuple[Hooked, Hooked]]:
    database = new_database(postgres_url, "proxied")
    with StandIn() as server:
        one, two = (Hooked(server, tmp_path, database) for _ in range(2))
        server.lead_webhook_to(one.address, two.address)
        with one, two:
            for program in (one, two):
                program.begin()
                program.wait_until_at_work()
            yield one, two
            for program in (one, two):
                program.check_manners()


def told_all(chat: Chat, count: int) -> list[str]:
    """Wait until a chat was told of so many steps."""
    chat.wait_for(lambda _: len(headings(chat)) >= count, LONGEST)
    return headings(chat)


@pytest.mark.timeout(300)
def test_who_writes_notices_neither_a_restart_nor_a_kill(
    programs: tuple[Hooked, Hooked],
) -> None:
    one, two = programs
    chats = [one.server.private_chat(f"Person {number}") for number in range(8)]
    for place, step in enumerate(ORDER):
        for chat in chats:
            chat.say(f"/trin {step}")
        if place == 1:
            assert one.stop() == 0
        if place == 2:
            one.begin()
            one.wait_until_at_work(2)
        if place == 3:
            two.kill()
    expected = [f"Trin {step}" for step in ORDER]
    for chat in chats:
        found = told_all(chat, len(ORDER))
        # What Telegram took at the very moment of the kill may come twice, one after the other.
        assert [each for each, _ in groupby(found)] == expected
        assert len(found) <= len(ORDER) + 1
