"""The real program with many people at once."""

from tests.standin import Chat
from tests.telegram.program import PATIENCE, REPLIES, Program, answer, headings, told

STALE = REPLIES.render("stale").strip()


def test_a_chats_messages_are_answered_in_order(program: Program, chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    order = [3, 1, 5, 2, 4]
    for number in order:
        chat.say(f"/trin {number}")
    told(chat, 4)
    assert headings(chat) == [f"Trin {number}" for number in order]


def test_two_chats_do_not_wait_for_each_other(program: Program) -> None:
    slow, quick = (program.server.private_chat(name) for name in ("Ane", "Bo"))
    for chat in (slow, quick):
        answer(chat, chat.say("/start"))
    fault = program.server.fail("sendMessage", "delay", seconds=1.5, chat_id=slow.id)
    for number in (1, 2):
        slow.say(f"/trin {number}")
    for number in (3, 4):
        quick.say(f"/trin {number}")
    told(quick, 4)
    assert headings(quick) == ["Trin 3", "Trin 4"]
    assert fault.hits == 1
    assert headings(slow) == ["Trin 1"]  # taken by Telegram, which does not say so yet
    told(slow, 2)
    assert headings(slow) == ["Trin 1", "Trin 2"]


def test_many_chats_are_answered_each_for_itself(program: Program) -> None:
    chats = [program.server.private_chat(f"Person {number}") for number in range(20)]
    for chat in chats:
        chat.say("/start")
    for place, chat in enumerate(chats):
        chat.say(f"/trin {place % 5 + 1}")
    for place, chat in enumerate(chats):
        told(chat, place % 5 + 1)
        assert headings(chat) == [f"Trin {place % 5 + 1}"]


def test_an_update_that_comes_twice_is_answered_once(program: Program, chat: Chat) -> None:
    welcome = answer(chat, chat.say("/start"))
    said = chat.say("/trin 3")
    pressed = chat.press_stale(welcome.message_id, "no-such-thing")
    chat.wait_for(lambda message: message.text == STALE, PATIENCE)
    for again in (said, pressed, said):
        program.server.repeat(again.update_id)
    answer(chat, chat.say("/trin 5"))
    told(chat, 5)
    assert headings(chat) == ["Trin 3", "Trin 5"]
    assert [message.text for message in chat.messages].count(STALE) == 1
