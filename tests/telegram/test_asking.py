import asyncio
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.coach import Delivery, Due, Message
from bot.coach.calendar import Calendar
from bot.coach.coach import HOME
from bot.coach.turn import Turn
from bot.telegram import asking, pace, sending
from bot.telegram.asking import Asking
from bot.telegram.pace import Pace
from bot.telegram.parsing import CHANNEL
from bot.telegram.sending import Sending
from bot.telegram.stopping import Stop
from models import Outbox, PromptRecord, RhythmRecord, Store
from tests.conftest import MovedClock
from tests.models.tables import rows_of
from tests.standin import Chat, StandIn


class Asks:
    def prompt(self, turn: Turn) -> tuple[int, list[Message]]:
        number = turn.visit.schedule.add_prompt(
            source="x#1", kind="look", step=1, dimension="drift"
        )
        return number, [Message("prompt", "<b>Hvordan gik det?</b>")]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PAUSES", (0.01, 0.01))
    monkeypatch.setattr(asking, "BATCH", 4)
    monkeypatch.setattr(pace, "SECONDS_BETWEEN_IN_CHAT", 0.01)


@pytest.fixture
def stop() -> Stop:
    return Stop()


@pytest.fixture
def asker(bot: Bot, delivery: Delivery, own_store: Store, clock: MovedClock, stop: Stop) -> Asking:
    clock.now = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)

    def paint(_: object) -> Any:
        raise AssertionError("no picture is asked for here")

    due = Due(own_store, Asks(), Calendar(HOME), clock)
    return Asking(due, Sending(bot, delivery, paint, stop, Pace(10_000)), stop)


@pytest.fixture
def agree(own_store: Store, clock: MovedClock, asker: Asking) -> Any:
    def make(*chats: Chat) -> None:
        for chat in chats:
            with own_store.visit(CHANNEL, str(chat.id), clock()) as visit:
                visit.schedule.set_rhythm(
                    frequency="weekly", weekday=3, at=time(8, 30), due_at=clock()
                )

    return make


async def ask(asker: Asking) -> None:
    await asker.ask()
    await asker.finish()


async def test_all_who_are_due_get_one_prompt(
    server: StandIn, asker: Asking, agree: Any, own_store: Store
) -> None:
    chats = [server.private_chat() for _ in range(11)]
    agree(*chats)
    await ask(asker)
    await ask(asker)
    assert [[each.text for each in chat.messages] for chat in chats] == [["Hvordan gik det?"]] * 11
    assert rows_of(own_store, Outbox) == []


async def test_the_number_of_the_message_is_known_for_replies(
    server: StandIn, asker: Asking, agree: Any, own_store: Store
) -> None:
    chat = server.private_chat()
    agree(chat)
    await ask(asker)
    (prompt,) = rows_of(own_store, PromptRecord)
    assert prompt.sent_as == str(chat.messages[0].message_id)


async def test_who_left_is_asked_no_more_and_nobody_else_is_disturbed(
    server: StandIn, asker: Asking, agree: Any, own_store: Store, clock: MovedClock
) -> None:
    gone, there = server.private_chat(), server.private_chat()
    agree(gone, there)
    gone.block()
    for _ in range(3):
        await ask(asker)
        clock.advance(days=7)
    assert len(there.messages) == 3
    tried = [call for call in server.calls if str(call.params.get("chat_id")) == str(gone.id)]
    assert len(tried) == 1
    assert len(rows_of(own_store, RhythmRecord)) == 2


@pytest.mark.parametrize("kind", ["429", "500", "drop_before"])
async def test_trouble_at_telegram_loses_and_doubles_nothing(
    server: StandIn, asker: Asking, agree: Any, kind: Any
) -> None:
    chats = [server.private_chat() for _ in range(6)]
    agree(*chats)
    server.fail("sendMessage", kind, 2, retry_after=1)
    await ask(asker)
    assert [len(chat.messages) for chat in chats] == [1] * 6


async def test_a_stop_lets_the_rest_be_due_later(
    server: StandIn, asker: Asking, agree: Any, own_store: Store, stop: Stop, clock: MovedClock
) -> None:
    chats = [server.private_chat() for _ in range(3)]
    agree(*chats)
    stop.ask()
    await ask(asker)
    assert [chat.messages for chat in chats] == [[], [], []]
    due = {row.due_at for row in rows_of(own_store, RhythmRecord)}
    assert due == {clock()}


async def test_two_processes_ask_nobody_twice(
    server: StandIn,
    bot: Bot,
    asker: Asking,
    agree: Any,
    own_store: Store,
    clock: MovedClock,
    stop: Stop,
    tmp_path: Path,
) -> None:
    other_store = Store.open(f"sqlite:///{tmp_path / 'telegram.db'}")
    delivery = Delivery(other_store, CHANNEL, clock)
    due = Due(other_store, Asks(), Calendar(HOME), clock)
    other = Asking(due, Sending(bot, delivery, lambda _: tmp_path, stop, Pace(10_000)), stop)
    chats = [server.private_chat() for _ in range(16)]
    agree(*chats)
    await asyncio.gather(ask(asker), ask(other))
    assert [len(chat.messages) for chat in chats] == [1] * 16
    other_store.close()
