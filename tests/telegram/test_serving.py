import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.coach import Delivery, Due, Voice
from bot.coach.calendar import Calendar
from bot.coach.coach import HOME
from bot.telegram import serving
from bot.telegram.allowance import Allowance
from bot.telegram.serving import Server
from models import Store
from tests.conftest import MovedClock
from tests.standin import StandIn
from tests.telegram.broken import broken_coach

pytestmark = pytest.mark.filterwarnings("ignore:Please use 'Bot.getUpdates'")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_START_PAUSES", (0.1,))
    monkeypatch.setattr(serving, "STOP_SECONDS", 0.3)


@pytest.fixture
def served(
    server: StandIn, own_store: Store, delivery: Delivery, voice: Voice, clock: MovedClock
) -> Server:
    def paint(_: object) -> Any:
        raise AssertionError("no picture is asked for here")

    coach = broken_coach(own_store, voice, clock)
    due = Due(own_store, coach.prompting, Calendar(HOME), clock)
    return Server(coach, delivery, due, paint, server.token, server.url, Allowance(20, 400))


@pytest.fixture
async def running(served: Server) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(served.run())
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def terminated(running: "asyncio.Task[None]") -> float:
    """Send the signal to this very process, and give the seconds until the end."""
    began = time.monotonic()
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 5)
    return time.monotonic() - began


async def test_it_answers_until_it_is_told_to_stop(
    server: StandIn, running: "asyncio.Task[None]"
) -> None:
    chat = server.private_chat()
    chat.press_stale(1, "steps")
    await asyncio.to_thread(chat.wait_for, 1)
    assert await terminated(running) < 2


@pytest.mark.parametrize("kind", ["500", "502", "drop_before", "malformed"])
async def test_it_waits_for_telegram_to_come_back(
    server: StandIn, running: "asyncio.Task[None]", kind: Any
) -> None:
    fault = server.fail("getMe", kind, 2)
    chat = server.private_chat()
    chat.press_stale(1, "steps")
    await asyncio.to_thread(chat.wait_for, 1)
    assert fault.hits == 2
    await terminated(running)


async def test_it_stops_while_telegram_is_silent_from_the_beginning(
    server: StandIn, running: "asyncio.Task[None]"
) -> None:
    with server.hold("getMe", before=True) as gate:
        await asyncio.to_thread(gate.wait)
        assert await terminated(running) < 2


async def test_it_stops_while_it_must_not_ask_for_long(
    server: StandIn, running: "asyncio.Task[None]"
) -> None:
    server.fail("getMe", "429", 9, retry_after=60)
    await asyncio.to_thread(server.wait_for_call, "getMe")
    assert await terminated(running) < 2


async def test_an_answer_that_telegram_does_not_take_waits_in_the_outbox(
    server: StandIn, running: "asyncio.Task[None]", delivery: Delivery
) -> None:
    chat = server.private_chat()
    with server.hold("sendMessage", before=True) as gate:
        chat.press_stale(1, "steps")
        await asyncio.to_thread(gate.wait)
        assert await terminated(running) < 3
    assert delivery.waiting_addresses() == [str(chat.id)]


async def test_what_the_process_before_did_not_send_goes_out(
    server: StandIn, own_store: Store, clock: MovedClock, served: Server
) -> None:
    chat = server.private_chat()
    message = {"kind": "answer", "html": "hej", "buttons": [], "picture": None, "step": None}
    with own_store.visit("telegram", str(chat.id), clock()) as visit:
        visit.write(message)
    task = asyncio.create_task(served.run())
    await asyncio.to_thread(chat.wait_for, 1)
    await terminated(task)
    assert [message.text for message in chat.messages] == ["hej"]


async def test_a_webhook_of_before_is_taken_away(server: StandIn, bot: Bot, served: Server) -> None:
    await bot.set_webhook("https://example.dk/hook")
    task = asyncio.create_task(served.run())
    await asyncio.to_thread(server.wait_for_call, "getUpdates")
    assert (await bot.get_webhook_info()).url == ""
    await terminated(task)


async def test_a_token_that_telegram_does_not_know_ends_it(
    server: StandIn, running: "asyncio.Task[None]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server._endpoint, "_token", "1:another")
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(running, 5)


async def test_a_token_that_is_taken_back_ends_it(
    server: StandIn, running: "asyncio.Task[None]", monkeypatch: pytest.MonkeyPatch
) -> None:
    await asyncio.to_thread(server.wait_for_call, "getUpdates")
    monkeypatch.setattr(server._endpoint, "_token", "1:another")
    server.private_chat().press_stale(1, "steps")
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(running, 5)
