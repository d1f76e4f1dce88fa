"""Check faults on demand, gates and flood limits."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from . import Kind, Limits, StandIn

pytestmark = pytest.mark.asyncio


async def test_retry_after(server: StandIn, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    chat = server.private_chat()
    fault = server.fail("sendMessage", "429", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(chat.id, "x")
        assert caught.value.retry_after == timedelta(seconds=7)
    await bot.send_message(chat.id, "x")
    assert fault.hits == 2
    assert len(chat.messages) == 1
    assert server.refusals == []


@pytest.mark.parametrize(
    ("kind", "expected", "delivered"),
    [
        ("500", NetworkError, 0),
        ("502", NetworkError, 0),
        ("drop_before", NetworkError, 0),
        ("drop_after", NetworkError, 1),
        ("malformed", TelegramError, 0),
    ],
)
async def test_failures(
    server: StandIn, bot: Bot, kind: Kind, expected: type[TelegramError], delivered: int
) -> None:
    chat = server.private_chat()
    server.fail("sendMessage", kind)
    with pytest.raises(expected):
        await bot.send_message(chat.id, "x")
    assert len(chat.messages) == delivered
    await bot.send_message(chat.id, "x")
    assert len(chat.messages) == delivered + 1
    assert len(server.wait_for_call("sendMessage", 2, timeout=0)) == 2


@pytest.mark.parametrize(("processed", "delivered"), [(None, 1), (False, 0)])
async def test_delay(server: StandIn, bot: Bot, processed: bool | None, delivered: int) -> None:
    chat = server.private_chat()
    server.fail("sendMessage", "delay", seconds=0.3, processed=processed)
    started = time.monotonic()
    with pytest.raises(TimedOut):
        await bot.send_message(chat.id, "x", read_timeout=0.1)
    await asyncio.sleep(0.3)
    assert len(chat.messages) == delivered
    server.fail("sendMessage", "delay", seconds=0.1)
    await bot.send_message(chat.id, "x")
    assert time.monotonic() - started >= 0.5


async def test_faults_can_be_aimed(server: StandIn, bot: Bot) -> None:
    one, two = server.private_chat(), server.private_chat()
    server.fail("sendMessage", "500", chat_id=two.id)
    server.fail("*", "502", processed=True, skip=1, chat_id=one.id)
    cancelled = server.fail("getMe", "500")
    cancelled.cancel()
    await bot.get_me()
    await bot.send_message(one.id, "x")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(two.id, "x")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(one.id, "y")
    assert (len(one.messages), len(two.messages)) == (2, 0)


async def test_gate_holds_the_answer(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    with server.hold("sendMessage") as gate:
        sending = asyncio.create_task(bot.send_message(chat.id, "x"))
        await asyncio.to_thread(gate.wait)
        assert len(chat.wait_for(1, timeout=0)) == 1
        assert not sending.done()
    assert (await sending).text == "x"
    await bot.send_message(chat.id, "y")
    assert gate.held == 1


async def test_gate_before_processing(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    gate = server.hold("sendMessage", before=True)
    sending = asyncio.create_task(bot.send_message(chat.id, "x"))
    await asyncio.to_thread(gate.wait)
    assert chat.messages == []
    gate.release()
    await sending
    assert len(chat.messages) == 1
    with pytest.raises(AssertionError, match="expected 2"):
        gate.wait(2, timeout=0)


async def test_held_and_abandoned(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    with server.hold("sendMessage"), pytest.raises(TimedOut):
        await bot.send_message(chat.id, "x", read_timeout=0.1)
    assert len(chat.messages) == 1


async def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with StandIn(limits=Limits(a_second=3)) as server:
        chats = [server.private_chat() for _ in range(4)]
        async with Bot(server.token, base_url=server.url) as bot:
            await bot.send_message(chats[0].id, "x")
            with pytest.raises(RetryAfter):
                await bot.send_message(chats[0].id, "y")
            await bot.send_message(chats[1].id, "x")
            await bot.send_message(chats[2].id, "x")
            with pytest.raises(RetryAfter):
                await bot.send_message(chats[3].id, "x")
            await asyncio.sleep(1.05)
            await bot.send_message(chats[0].id, "y")
            await bot.send_message(chats[3].id, "x")
        assert [len(chat.messages) for chat in chats] == [2, 1, 1, 1]
        assert {refusal.code for refusal in server.refusals} == {429}


async def test_stops_with_requests_under_way() -> None:
    before = threading.active_count()
    async with asyncio.timeout(10):
        with StandIn() as server:
            server.hold("getMe")
            bot = Bot(server.token, base_url=server.url)
            starting = asyncio.create_task(bot.initialize())
            await asyncio.to_thread(server.wait_for_call, "getMe")
        with pytest.raises(NetworkError):
            await starting
        await bot.request.shutdown()
    assert threading.active_count() <= before + 1


async def test_broken_standin_is_noticed() -> None:
    server = StandIn()
    with pytest.raises(RuntimeError, match="broke"), server:
        server._plan.faults.append(None)  # type: ignore[arg-type]
        bot = Bot(server.token, base_url=server.url)
        with pytest.raises(NetworkError):
            await bot.initialize()
        await bot.request.shutdown()
