import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Bot, Update

from bot.coach import Coach, Delivery, Voice
from bot.telegram import handling, pace, sending
from bot.telegram.allowance import Allowance
from bot.telegram.handling import Handling, on_error
from bot.telegram.pace import Pace
from bot.telegram.sending import Sending
from bot.telegram.stopping import Stop
from models import Store
from tests.conftest import MovedClock
from tests.standin import Chat, StandIn
from tests.telegram.broken import broken_coach
from tests.telegram.program import REPLIES
from tests.telegram.updates import Row, membership_row, pressed_row, said_row


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "PAUSES", (0.01, 0.01))
    monkeypatch.setattr(pace, "SECONDS_BETWEEN_IN_CHAT", 0.01)
    monkeypatch.setattr(sending, "PAUSES", (0.01,))


@pytest.fixture
def chat(server: StandIn) -> Chat:
    return server.private_chat()


@pytest.fixture
def late() -> Stop:
    return Stop()


@pytest.fixture
def coach(own_store: Store, voice: Voice, clock: MovedClock) -> Coach:
    return broken_coach(own_store, voice, clock)


@pytest.fixture
def handle(bot: Bot, coach: Coach, delivery: Delivery, late: Stop) -> Any:
    def paint(_: object) -> Any:
        raise AssertionError("no picture is asked for here")

    sending = Sending(bot, delivery, paint, late, Pace(10_000))
    handler = Handling(coach, delivery, sending, late, allowance=Allowance(5, 100))

    async def keep_and_handle(row: Row) -> None:
        delivery.keep_update(row["update_id"], row)
        update = Update.de_json(row, bot)
        context: Any = SimpleNamespace(bot=bot)
        await handler.handle(update, context)

    return keep_and_handle


def texts(chat: Chat) -> list[str]:
    return [message.text for message in chat.messages]


async def test_an_answer_goes_out_and_the_update_is_done_with(
    handle: Any, delivery: Delivery, chat: Chat
) -> None:
    await handle(pressed_row("steps", chat=chat.id))
    assert [message.labels[0] for message in chat.messages][-1:] == [
        REPLIES.label("step", number=1)
    ]
    assert delivery.waiting_updates() == []


async def test_what_was_handled_is_not_handled_again(handle: Any, chat: Chat) -> None:
    for _ in range(2):
        await handle(pressed_row("erase_yes", chat=chat.id))
    assert texts(chat) == [REPLIES.render("erased").strip()]


async def test_who_gets_no_answer_is_told_and_may_write_again(
    handle: Any, delivery: Delivery, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    await handle(said_row("natsværmer på rådhustrappen", chat=chat.id))
    assert texts(chat) == [REPLIES.render("failed").strip()]
    assert delivery.waiting_updates() == []
    logged = [record.getMessage() for record in caplog.records]
    assert len(logged) == 3
    assert all("RuntimeError at " in line and "natsværmer" not in line for line in logged)


async def test_who_can_not_be_told_is_answered_after_the_next_start(
    server: StandIn, handle: Any, delivery: Delivery, chat: Chat
) -> None:
    server.fail("sendMessage", "500", 99)
    row = said_row("hej", chat=chat.id)
    await handle(row)
    assert texts(chat) == []
    assert delivery.waiting_updates() == [row]


async def test_a_late_stop_leaves_an_update_in_the_inbox(
    handle: Any, delivery: Delivery, chat: Chat, late: Stop
) -> None:
    late.ask()
    row = pressed_row("steps", chat=chat.id)
    await handle(row)
    assert texts(chat) == []
    assert delivery.waiting_updates() == [row]


async def test_a_late_stop_cuts_the_trying_short(
    handle: Any,
    delivery: Delivery,
    chat: Chat,
    late: Stop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(handling, "PAUSES", (60,))
    row = said_row("hej", chat=chat.id)
    handled = asyncio.create_task(handle(row))
    await asyncio.sleep(0.2)
    late.ask()
    await asyncio.wait_for(handled, 2)
    assert texts(chat) == []
    assert delivery.waiting_updates() == [row]


async def test_what_needs_no_answer_is_done_with(
    server: StandIn, handle: Any, delivery: Delivery
) -> None:
    group = server.group_chat()
    for number, row in enumerate(
        (
            {},
            said_row("hej", chat=group.id, kind="group"),
            pressed_row("steps", chat=group.id, kind="group"),
            membership_row("left"),
        ),
        start=1,
    ):
        await handle({**row, "update_id": number})
    assert group.messages == []
    assert delivery.waiting_updates() == []


async def test_a_group_is_told_where_to_write(
    server: StandIn, handle: Any, delivery: Delivery
) -> None:
    group = server.group_chat()
    await handle(said_row("/start", chat=group.id, kind="group"))
    assert texts(group) == [REPLIES.render("group").strip()]
    assert delivery.waiting_updates() == []


async def test_a_block_lets_go_of_what_waits(
    handle: Any, delivery: Delivery, own_store: Store, clock: MovedClock
) -> None:
    with own_store.visit("telegram", "7", clock()) as visit:
        visit.write({"html": "x"})
    await handle(membership_row("kicked"))
    assert delivery.waiting_addresses() == []


async def test_the_log_of_an_unexpected_error_holds_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    update = Update.de_json(said_row("natsværmer", update_id=12), None)
    context: Any = SimpleNamespace(error=ValueError("natsværmer"))
    await on_error(update, context)
    [record] = caplog.records
    assert "12" in record.getMessage()
    assert "ValueError" in record.getMessage()
    assert "natsværmer" not in caplog.text


async def test_flood_of_one_is_told_once_and_left_out_and_the_others_are_answered(
    handle: Any, delivery: Delivery, chat: Chat, server: StandIn
) -> None:
    other = server.private_chat()
    for number in range(9):
        await handle(pressed_row("steps", chat=chat.id, update_id=100 + number))
    await handle(pressed_row("steps", chat=other.id, update_id=200))
    slower = REPLIES.render("too_fast", today=False).strip()
    assert texts(chat).count(slower) == 1
    assert texts(chat)[-1] == slower
    assert delivery.waiting_updates() == []
    assert slower not in texts(other)
    assert texts(other)
