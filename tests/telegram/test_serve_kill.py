"""The real program killed in the middle of six conversations, and started again."""

import time

import pytest

from tests.standin import Chat
from tests.telegram.program import PATIENCE, REPLIES, Program, answer, headings, placed, told

Chats = dict[str, Chat]


@pytest.fixture(scope="module")
def chats(program: Program, on_postgresql: Program) -> Chats:
    """Bring chats into different states, kill the bot at that moment, and start it again.

    The one on PostgreSQL, for another test, loads meanwhile.
    """
    server = program.server
    names = ("finished", "between", "taken", "confirmed", "unconfirmed", "unfetched")
    chats = {name: server.private_chat(name) for name in names}
    for chat in chats.values():
        answer(chat, chat.say("/start"))
    answer(chats["finished"], chats["finished"].say("/trin 1"))
    placed(chats["between"])

    # Telegram takes the answer, but the bot never hears of it.
    server.fail("sendMessage", "delay", seconds=60, chat_id=chats["taken"].id)
    chats["taken"].say("/trin 2")
    told(chats["taken"], 2)
    # Telegram does not take these two; of the first it knows that the question arrived.
    with server.hold("sendMessage", before=True) as sending:
        chats["confirmed"].say("/trin 3")
        sending.wait(1)
        server.wait_until_confirmed()
        with server.hold("getUpdates", before=True) as fetching:
            chats["unconfirmed"].say("/trin 4")
            sending.wait(2)
            fetching.wait(1)
            chats["unfetched"].say("/trin 5")
            program.kill()
            time.sleep(0.3)  # until the stand-in sees that nobody waits any more

    chats["between"].say("hvorfor")
    server.fail("getMe", "502")
    program.start()
    told(chats["unfetched"], 5)
    return chats


@pytest.mark.parametrize(("name", "step"), [("confirmed", 3), ("unconfirmed", 4), ("unfetched", 5)])
def test_what_telegram_did_not_take_is_answered_once(chats: Chats, name: str, step: int) -> None:
    told(chats[name], step)
    assert headings(chats[name]) == [f"Trin {step}"]


def test_what_telegram_took_without_our_knowing_is_at_most_repeated(chats: Chats) -> None:
    assert headings(chats["taken"]) in (["Trin 2"], ["Trin 2", "Trin 2"])


def test_the_conversation_goes_on_where_it_was(chats: Chats) -> None:
    why = chats["between"].wait_for(
        lambda message: REPLIES.label("wrong") in message.labels and "«" in message.text, PATIENCE
    )
    assert why.text.startswith("Derfor trin ")


def test_what_was_finished_stays_so(program: Program, chats: Chats) -> None:
    answer(chats["unfetched"], chats["unfetched"].say("/trin 1"))
    assert headings(chats["finished"]) == ["Trin 1"]
    for table in ("outbox", "inbox WHERE handled_at IS NULL"):
        program.wait_for_rows([], f"SELECT * FROM {table}")
