import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, Update

from bot.coach import Delivery
from bot.telegram.parsing import CHANNEL
from bot.telegram.receiving import Receiving
from models import IN_HAND, Inbox, Store
from tests.conftest import MovedClock
from tests.models.tables import rows_of
from tests.telegram.updates import said_row


@pytest.fixture
def queue() -> "asyncio.Queue[object]":
    return asyncio.Queue()


@pytest.fixture
def receiving(bot: Bot, delivery: Delivery, queue: "asyncio.Queue[object]") -> Receiving:
    return Receiving(bot, delivery, queue)


def numbers(queue: "asyncio.Queue[object]") -> list[int]:
    found = []
    while not queue.empty():
        update = queue.get_nowait()
        assert isinstance(update, Update)
        found.append(update.update_id)
    return found


async def test_an_update_is_kept_with_its_chat(receiving: Receiving, own_store: Store) -> None:
    await receiving.take(said_row("hej", update_id=3, chat=77))
    (row,) = rows_of(own_store, Inbox)
    assert row.address == "77"


async def test_what_another_process_left_is_taken_over_once(
    receiving: Receiving,
    queue: "asyncio.Queue[object]",
    own_store: Store,
    bot: Bot,
    clock: MovedClock,
) -> None:
    another: asyncio.Queue[object] = asyncio.Queue()
    await Receiving(bot, Delivery(own_store, CHANNEL, clock), another).take(said_row("hej", 5))
    await receiving.take_over()
    assert numbers(queue) == []
    clock.now += IN_HAND
    await receiving.take_over()
    await receiving.take_over()
    assert numbers(queue) == [5]


async def test_what_this_process_has_in_hand_is_not_taken_again(
    receiving: Receiving, queue: "asyncio.Queue[object]", clock: MovedClock
) -> None:
    await receiving.take(said_row("hej", 5))
    clock.now += IN_HAND + timedelta(seconds=1)
    await receiving.take_over()
    assert numbers(queue) == [5]


async def test_what_can_not_be_read_is_left_out(
    receiving: Receiving, queue: "asyncio.Queue[object]", delivery: Delivery
) -> None:
    broken: dict[str, Any] = {"update_id": 6, "message": {"date": "never"}}
    assert await receiving.take(broken) == 6
    assert numbers(queue) == []
    assert delivery.waiting_updates() == []
