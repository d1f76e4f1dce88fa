"""How the real program ends, on PostgreSQL; and how it refuses to begin."""

import time
from collections.abc import Iterator

import pytest

from models import Store
from models.keys import load_keys
from tests.telegram.program import REPLIES, START_SECONDS, WRONG_TOKEN, Program, answer, placed


@pytest.fixture
def left(on_postgresql: Program, served_url: str) -> Iterator[Store]:
    """What stands in the same database."""
    on_postgresql.wait_until_at_work()
    store = Store.open(served_url, load_keys(on_postgresql.folder / "data" / "trinvis.key"))
    yield store
    store.close()


async def test_it_stops_in_time_while_telegram_is_silent_and_keeps_what_it_owes(
    on_postgresql: Program, left: Store
) -> None:
    on_postgresql.wait_until_at_work()
    server = on_postgresql.server
    chat = server.private_chat("Ida")
    answer(chat, chat.say("/start"))
    placed(chat)
    assert REPLIES.label("next_more") in answer(chat, chat.press(REPLIES.label("next"))).labels
    again = chat.say("/hjaelp")
    helped = answer(chat, again)
    server.repeat(again.update_id)

    with server.hold("sendMessage", before=True) as sending:
        chat.say("/privatliv")
        sending.wait()
        chat.say("/trin")
        server.wait_until_confirmed()
        with server.hold("*", before=True):
            began = time.monotonic()
            assert on_postgresql.stop() == 0
            assert time.monotonic() - began < 10
    on_postgresql.check_manners()
    assert chat.messages[-1] == helped
    assert len(left.unsent("telegram", str(chat.id))) == 1
    assert [row["message"]["text"] for row in left.waiting_updates()] == ["/trin"]


def test_a_wrong_token_is_a_line_and_status_2(refused: Program) -> None:
    assert refused.running.wait(START_SECONDS) == 2
    [line] = refused.log.splitlines()
    assert line.startswith("trinvis: TRINVIS_TELEGRAM_TOKEN ")
    assert WRONG_TOKEN.partition(":")[2] not in line
    assert [call.method for call in refused.server.calls] == []
