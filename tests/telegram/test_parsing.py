import pytest

from bot.coach import Incoming
from bot.telegram.parsing import address_of, calls_in_group, in_group, incoming, shut_out
from tests.telegram.updates import (
    BOT,
    Row,
    membership_row,
    message_row,
    pressed_row,
    read,
    said_row,
)

NAME = "trinvis_bot"


def event(**fields: object) -> Incoming:
    return Incoming(**{"channel": "telegram", "address": "7", "update_id": 1, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (said_row("hej"), event(text="hej")),
        (said_row("<b>&amp;</b>"), event(text="<b>&amp;</b>")),
        (
            said_row("svar", reply_to_message=message_row(text="et spørgsmål", message_id=77)),
            event(text="svar", reply_to="77"),
        ),
        ({"update_id": 1, "message": message_row(caption="under")}, event(text="under")),
        ({"update_id": 1, "message": message_row()}, event(text="")),
        (
            {"update_id": 1, "edited_message": message_row(text="nu", edit_date=5)},
            event(text="nu", edited=True),
        ),
        (pressed_row("why:3"), event(action="why:3")),
        (pressed_row(None), event(action="")),
    ],
)
def test_what_a_person_did_reaches_the_coach(row: Row, expected: Incoming) -> None:
    assert incoming(read(row)) == expected


@pytest.mark.parametrize(
    "row",
    [
        {"update_id": 1},
        {"update_id": 1, "something_new": {"text": "hej"}},
        said_row("hej", kind="group", chat=-7),
        said_row("hej", kind="supergroup", chat=-7),
        said_row("hej", kind="channel", chat=-7),
        pressed_row("why:3", kind="group", chat=-7),
        said_row("hej", **{"from": BOT}),
        said_row("hej", **{"from": None}),
        {"update_id": 1, "message": message_row(pinned_message=message_row())},
        {"update_id": 1, "message": message_row(delete_chat_photo=True)},
        {"update_id": 1, "edited_message": message_row(edit_date=5)},
        membership_row("kicked"),
    ],
)
def test_the_rest_needs_no_answer(row: Row) -> None:
    assert incoming(read(row)) is None


def test_an_address_is_the_chats_number() -> None:
    assert address_of(read(said_row("hej"))) == "7"
    assert address_of(read(pressed_row("why", chat=-9, kind="group"))) == "-9"
    assert address_of(read({"update_id": 1})) is None


@pytest.mark.parametrize("chat", ["7", None, [7], {"id": 7}])
def test_a_chat_without_a_number_has_no_address(chat: object) -> None:
    update = read({"update_id": 1, "message": {**message_row(), "chat": {"id": chat, "type": "x"}}})
    assert address_of(update) is None
    assert incoming(update) is None


@pytest.mark.parametrize("text", [5, ["hej"], {"a": 1}, True])
def test_a_text_that_is_none_counts_as_nothing_written(text: object) -> None:
    assert incoming(read(said_row(text))) == event(text="")
    assert incoming(read(pressed_row(text))) == event(action="")


def test_half_a_character_becomes_a_question_mark() -> None:
    found = incoming(read(said_row("a\ud83db 😀")))
    assert found
    assert found.text == "a?b 😀"


@pytest.mark.parametrize(
    ("row", "called"),
    [
        (said_row("/start", kind="group"), True),
        (said_row("/start@Trinvis_Bot 3", kind="supergroup"), True),
        (said_row("/start@other_bot", kind="group"), False),
        (said_row("tak /start", kind="group"), False),
        (said_row("hej", kind="group"), False),
        (said_row(" ", kind="group"), False),
        (said_row(5, kind="group"), False),
        (said_row("/start"), False),
        (pressed_row("/start", kind="group"), False),
    ],
)
def test_a_group_calls_by_a_command_for_this_bot(row: Row, called: bool) -> None:
    assert calls_in_group(read(row), NAME) is called


def test_only_a_private_chat_is_no_group() -> None:
    assert not in_group(read(said_row("hej")))
    assert in_group(read(said_row("hej", kind="channel")))
    assert not in_group(read({"update_id": 1}))


def test_being_blocked_is_told_from_other_changes() -> None:
    assert shut_out(read(membership_row("kicked")))
    assert not shut_out(read(membership_row("left")))
    assert not shut_out(read(said_row("hej")))
    chat_alone = {"chat": {"id": 7, "type": "private"}}
    assert not shut_out(read({"update_id": 1, "my_chat_member": chat_alone}))
