import asyncio
import time

import pytest

from bot.telegram.stopping import Stop, StoppedError


async def test_a_pause_lasts_until_the_stop() -> None:
    stop = Stop()
    asyncio.get_running_loop().call_later(0.02, stop.ask)
    began = time.monotonic()
    await stop.pause(10)
    assert time.monotonic() - began < 5
    assert stop.asked


async def test_without_a_stop_a_pause_takes_its_time() -> None:
    stop = Stop()
    began = time.monotonic()
    await stop.pause(0.05)
    assert time.monotonic() - began >= 0.05
    assert not stop.asked


async def test_a_call_gives_its_answer_or_its_error() -> None:
    async def call(answer: int) -> int:
        if not answer:
            raise ValueError("no answer")
        return answer

    assert await Stop().cut_short(call(3)) == 3
    with pytest.raises(ValueError, match="no answer"):
        await Stop().cut_short(call(0))


async def test_a_call_is_cancelled_at_the_stop() -> None:
    ended: list[str] = []

    async def call() -> None:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    stop = Stop()
    asyncio.get_running_loop().call_later(0.02, stop.ask)
    with pytest.raises(StoppedError):
        await stop.cut_short(call())
    await asyncio.sleep(0)
    assert ended == ["cancelled"]


async def test_after_the_stop_no_call_is_begun() -> None:
    begun: list[str] = []

    async def call() -> None:
        begun.append("call")

    stop = Stop()
    stop.ask()
    with pytest.raises(StoppedError):
        await stop.cut_short(call())
    await asyncio.sleep(0)
    assert begun == []


async def test_whoever_cancels_the_waiting_cancels_the_call() -> None:
    call = asyncio.Event()
    waiting = asyncio.create_task(Stop().cut_short(call.wait()))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
