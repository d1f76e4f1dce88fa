"""The real program with a Telegram that fails, and with people who leave."""

import time
from typing import Any

import pytest

from tests.standin import Chat, Kind
from tests.telegram.program import (
    DESCRIPTION,
    PATIENCE,
    REPLIES,
    Program,
    answer,
    headings,
    placed,
    placement,
    told,
)

BEFORE: tuple[Kind, ...] = ("429", "500", "502", "drop_before", "malformed")
TAKEN: tuple[Kind, ...] = ("drop_after", "malformed", "500")
HIDDEN = "natsværmer på rådhustrappen"


def test_every_answer_gets_through_a_failing_telegram_in_order(program: Program) -> None:
    server = program.server
    chats = {kind: server.private_chat(f"Person {kind}") for kind in BEFORE}
    for kind, chat in chats.items():
        server.fail("sendMessage", kind, 2, chat_id=chat.id)
        for number in (1, 2, 4):
            chat.say(f"/trin {number}")
    for chat in chats.values():
        told(chat, 4)
        assert headings(chat) == ["Trin 1", "Trin 2", "Trin 4"]


def test_a_picture_gets_through_a_failing_telegram_once(program: Program) -> None:
    server = program.server
    chats = {kind: server.private_chat(f"Person {kind}") for kind in BEFORE}
    for kind, chat in chats.items():
        server.fail("sendPhoto", kind, chat_id=chat.id)
    described = [(chat, chat.say(DESCRIPTION)) for chat in chats.values()]
    for chat, sent in described:
        placement(chat, sent)
    for chat in chats.values():
        answer(chat, chat.press(REPLIES.label("why")))
        assert len([message for message in chat.messages if message.photo]) == 1


@pytest.mark.parametrize("kind", TAKEN)
def test_an_answer_that_telegram_took_without_saying_so_is_not_lost(
    program: Program, chat: Chat, kind: Kind
) -> None:
    program.server.fail("sendMessage", kind, processed=True, chat_id=chat.id)
    chat.say("/trin 1")
    chat.say("/trin 2")
    told(chat, 2)
    assert headings(chat) in (["Trin 1", "Trin 2"], ["Trin 1", "Trin 1", "Trin 2"])


def test_updates_come_in_after_a_failed_fetch(program: Program, chat: Chat) -> None:
    program.server.fail("getUpdates", "malformed")
    answer(chat, chat.say("/start"))
    answer(chat, chat.say("/trin 2"))
    told(chat, 2)


def test_slow_courtesies_hold_nothing_up(program: Program, chat: Chat) -> None:
    began = time.monotonic()
    with program.server.hold("sendChatAction", before=True) as gate:
        for number in (1, 2):
            chat.say(f"fortæl om trin {number}")
        told(chat, 2)
        assert gate.held == 2
    assert time.monotonic() - began < 4


def test_a_person_who_blocks_the_bot_is_noted_and_disturbs_nobody(
    program: Program, chat: Chat
) -> None:
    query = "SELECT unreachable_since IS NOT NULL FROM person WHERE address = ?"
    other = program.server.private_chat("Bo")
    answer(chat, chat.say("/start"))
    refused = len(program.server.refusals)
    chat.block()
    answer(other, other.say("/start"))
    program.wait_for_rows([(1,)], query, str(chat.id))
    assert len(program.server.refusals) == refused

    late = chat.say("/trin 2")  # on its way before the block
    answer(other, other.say("/trin 2"))
    program.server.wait_for_call(
        "sendMessage", where=lambda call: call.at > late.at and call.params["chat_id"] == chat.id
    )
    answer(other, other.say("/trin 3"))
    program.wait_for_rows([], "SELECT * FROM outbox WHERE address = ?", str(chat.id))
    program.wait_for_rows([(1,)], query, str(chat.id))
    assert headings(chat) == []

    chat.unblock()
    answer(chat, chat.say("/trin 5"))
    assert program.rows(query, str(chat.id)) == [(0,)]
    assert program.rows(query, str(other.id)) == [(0,)]


def odd_updates(chat: Chat) -> list[dict[str, Any]]:
    """List what no Telegram should send, as if from this chat."""
    person = {"id": chat.user_id, "is_bot": False, "first_name": "Ida"}
    message = {
        "message_id": 1,
        "date": 0,
        "chat": {"id": chat.id, "type": "private"},
        "from": person,
    }
    press = {"id": "1", "from": person, "chat_instance": "1", "message": message}
    return [
        {"update_id": None},
        {"update_id": "seven", "message": {**message, "text": HIDDEN}},
        {},
        {"news": {"text": HIDDEN}},
        {"message": None},
        {"message": []},
        {"message": HIDDEN},
        {"message": {"text": HIDDEN}},
        {"message": {**message, "text": 5}},
        {"message": {**message, "text": [HIDDEN]}},
        {"message": {**message, "date": HIDDEN}},
        {"message": {**message, "chat": {"id": HIDDEN, "type": "private"}, "text": "x"}},
        {"message": {**message, "chat": {"id": -5, "type": "group"}, "text": {"a": 1}}},
        {"message": {**message, "from": None, "text": HIDDEN}},
        {"message": {**message, "entities": HIDDEN, "text": HIDDEN}},
        {"edited_message": {**message, "text": None}},
        {"callback_query": {"id": "2"}},
        {"callback_query": {**press, "data": 7}},
        {"callback_query": {**press, "message": None, "data": "why"}},
        {"my_chat_member": {"chat": {"id": chat.id, "type": "private"}}},
    ]


def test_updates_that_make_no_sense_are_passed_over(program: Program, chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    for update in odd_updates(chat):
        program.server.push(update)
    answer(chat, chat.say("/trin 2"))
    told(chat, 2)
    program.server.wait_until_confirmed()
    program.wait_for_rows([], "SELECT payload FROM inbox WHERE handled_at IS NULL")


def test_characters_that_exist_only_in_half_are_no_trouble(program: Program, chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    half = program.server.push(
        {
            "message": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": chat.id, "type": "private"},
                "from": {"id": chat.user_id, "is_bot": False, "first_name": "Ida"},
                "text": f"{DESCRIPTION} \ud83d",
            }
        }
    )
    chat.wait_for(lambda message: message.photo or message.labels, PATIENCE)
    answer(chat, chat.say("/trin 2"))
    assert program.rows("SELECT handled_at FROM inbox WHERE update_id = ?", half)[0][0]


def test_the_log_holds_neither_words_nor_token(program: Program, chat: Chat) -> None:
    placed(chat, f"{DESCRIPTION}, sagde {HIDDEN}")
    chat.say(HIDDEN)
    for update in odd_updates(chat):
        program.server.push(update)
    for method in ("sendMessage", "sendChatAction", "getUpdates"):
        program.server.fail(method, "malformed", processed=True)
    chat.say(f"/trin {HIDDEN}")
    answer(chat, chat.say("/trin 2"))
    told(chat, 2)
    assert "natsværmer" not in program.log
    assert "rådhustrappen" not in program.log
    program.check_manners()
