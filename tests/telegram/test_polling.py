import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Bot, Update
from telegram.error import InvalidToken

from bot.coach import Delivery
from bot.telegram import polling
from bot.telegram.polling import Polling
from bot.telegram.receiving import Receiving
from bot.telegram.stopping import Stop
from tests.standin import Kind, StandIn
from tests.telegram.updates import said_row

# The program filters this out, but pytest has filters of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Please use 'Bot.getUpdates'")

Queue = asyncio.Queue[object]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_PAUSES", (0.1,))


@pytest.fixture
def queue() -> Queue:
    return asyncio.Queue()


@pytest.fixture
def stop() -> Iterator[Stop]:
    asked = Stop()
    yield asked
    asked.ask()


@pytest.fixture
def poller(bot: Bot, delivery: Delivery, queue: Queue, stop: Stop) -> Polling:
    return Polling(bot, Receiving(bot, delivery, queue), stop)


async def words(queue: Queue) -> Any:
    update = await asyncio.wait_for(queue.get(), 5)
    assert isinstance(update, Update)
    assert update.message
    return update.message.text


async def ended(running: "asyncio.Task[None]", stop: Stop) -> None:
    stop.ask()
    await asyncio.wait_for(running, 2)


async def test_an_update_is_kept_before_telegram_hears_that_it_arrived(
    server: StandIn, poller: Polling, delivery: Delivery, queue: Queue, stop: Stop
) -> None:
    sent = server.private_chat().say("hej")
    running = asyncio.create_task(poller.run())
    with server.hold("getUpdates") as gate:
        await asyncio.to_thread(gate.wait)
        assert delivery.waiting_updates() == []
    assert await words(queue) == "hej"
    [kept] = delivery.waiting_updates()
    assert kept["update_id"] == sent.update_id
    await asyncio.to_thread(server.wait_until_confirmed)
    offsets = [call.params.get("offset") for call in server.calls if call.method == "getUpdates"]
    assert offsets == [None, sent.update_id + 1]
    await ended(running, stop)


async def test_a_repeated_update_is_handed_on_once(
    server: StandIn, poller: Polling, queue: Queue, stop: Stop
) -> None:
    chat = server.private_chat()
    first = chat.say("en")
    running = asyncio.create_task(poller.run())
    assert await words(queue) == "en"
    server.repeat(first.update_id)
    chat.say("to")
    assert await words(queue) == "to"
    assert queue.empty()
    await ended(running, stop)


async def test_what_a_process_before_left_comes_first(
    server: StandIn, poller: Polling, delivery: Delivery, queue: Queue, stop: Stop
) -> None:
    server.private_chat().say("tre")
    for number, text in ((2, "to"), (1, "en")):
        delivery.keep_update(number, said_row(text, update_id=number))
    running = asyncio.create_task(poller.run())
    assert [await words(queue) for _ in range(3)] == ["en", "to", "tre"]
    await ended(running, stop)


@pytest.mark.parametrize(
    "kind", ["429", "500", "502", "drop_before", "drop_after", "delay", "malformed"]
)
async def test_updates_survive_a_failed_fetch(
    server: StandIn, poller: Polling, queue: Queue, stop: Stop, kind: Kind
) -> None:
    fault = server.fail("getUpdates", kind, 1 if kind == "429" else 2, seconds=0.05)
    chat = server.private_chat()
    for text in ("en", "to"):
        chat.say(text)
    running = asyncio.create_task(poller.run())
    assert [await words(queue) for _ in range(2)] == ["en", "to"]
    assert fault.hits
    await ended(running, stop)


async def test_an_update_that_can_not_be_read_is_left_out(
    server: StandIn, poller: Polling, delivery: Delivery, queue: Queue, stop: Stop
) -> None:
    server.push({"message": {"message_id": "x"}})
    server.push({"callback_query": "y"})
    server.private_chat().say("hej")
    running = asyncio.create_task(poller.run())
    assert await words(queue) == "hej"
    assert len(delivery.waiting_updates()) == 1
    await ended(running, stop)


async def test_an_update_without_a_number_is_not_asked_for_without_end(
    server: StandIn, poller: Polling, queue: Queue, stop: Stop
) -> None:
    server.push({"update_id": "seven"})
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.35)
    assert len([call for call in server.calls if call.method == "getUpdates"]) <= 5
    server.private_chat().say("hej")
    assert await words(queue) == "hej"
    await asyncio.to_thread(server.wait_until_confirmed)
    await ended(running, stop)


async def test_an_update_that_the_database_did_not_take_is_fetched_again(
    server: StandIn,
    poller: Polling,
    delivery: Delivery,
    queue: Queue,
    stop: Stop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep, failures = delivery.keep_update, iter([OperationalError("", None, Exception())])

    def failing_once(update_id: int, payload: dict[str, Any], address: str) -> bool:
        for error in failures:
            raise error
        return keep(update_id, payload, address)

    monkeypatch.setattr(delivery, "keep_update", failing_once)
    chat = server.private_chat()
    for text in ("en", "to"):
        chat.say(text)
    running = asyncio.create_task(poller.run())
    assert [await words(queue) for _ in range(2)] == ["en", "to"]
    assert queue.empty()
    await ended(running, stop)


async def test_a_token_that_was_taken_back_ends_it(
    server: StandIn, poller: Polling, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = server.private_chat()
    chat.say("hej")
    running = asyncio.create_task(poller.run())
    assert await words(queue) == "hej"
    monkeypatch.setattr(server._endpoint, "_token", "1:another")
    chat.say("farvel")
    with pytest.raises(InvalidToken):
        await asyncio.wait_for(running, 5)


async def test_a_stop_does_not_wait_for_the_long_poll(
    server: StandIn, poller: Polling, stop: Stop
) -> None:
    running = asyncio.create_task(poller.run())
    await asyncio.to_thread(server.wait_for_call, "getUpdates")
    await ended(running, stop)
