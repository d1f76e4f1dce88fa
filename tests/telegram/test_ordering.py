import asyncio
import gc

import pytest

from bot.telegram import ordering
from bot.telegram.ordering import ChatLocks, OneChatAtATime
from tests.telegram.updates import Row, read, said_row


async def handle(order: OneChatAtATime, rows: list[Row], seen: list[str]) -> None:
    """Hand updates on as the application does: at once, each in a task of its own."""

    async def work(row: Row) -> None:
        name = f"{row['message']['chat']['id']}:{row['update_id']}"
        seen.append(f"+{name}")
        await asyncio.sleep(0.02 / row["update_id"])  # the later, the quicker
        seen.append(f"-{name}")

    await asyncio.gather(*(order.process_update(read(row), work(row)) for row in rows))


async def test_a_chats_updates_are_handled_one_after_the_other() -> None:
    seen: list[str] = []
    rows = [said_row("hej", update_id=number) for number in range(1, 6)]
    await handle(OneChatAtATime(), rows, seen)
    assert seen == [f"{sign}7:{number}" for number in range(1, 6) for sign in "+-"]


async def test_chats_do_not_wait_for_each_other() -> None:
    seen: list[str] = []
    rows = [said_row("hej", update_id=chat, chat=chat) for chat in (1, 2, 3)]
    await handle(OneChatAtATime(), rows, seen)
    assert seen == ["+1:1", "+2:2", "+3:3", "-3:3", "-2:2", "-1:1"]


async def test_one_that_fails_lets_the_next_one_in() -> None:
    order = OneChatAtATime()

    async def fail() -> None:
        raise RuntimeError

    async def work() -> str:
        return "done"

    first, second = await asyncio.gather(
        order.process_update(read(said_row("a")), fail()),
        order.process_update(read(said_row("b")), work()),
        return_exceptions=True,
    )
    assert isinstance(first, RuntimeError)
    assert second is None


async def test_what_comes_from_no_chat_is_handled() -> None:
    done: list[object] = []

    async def work(what: object) -> None:
        done.append(what)

    for thing in (read({"update_id": 1}), "no update"):
        await OneChatAtATime().process_update(thing, work(thing))
    assert len(done) == 2


async def test_a_lock_stays_the_same_while_anybody_waits_for_it() -> None:
    locks = ChatLocks()
    waiting = asyncio.Event()

    async def wait() -> None:
        async with locks.of("7"):
            await waiting.wait()

    async with locks.of("7"):
        waiter = asyncio.create_task(wait())
        await asyncio.sleep(0)
    newcomer = locks.of("7")  # the first has let go, the second has not got it yet
    await asyncio.sleep(0)
    assert newcomer.locked()
    assert locks.of("8") is not newcomer
    waiting.set()
    await waiter


async def test_locks_are_let_go() -> None:
    locks = ChatLocks()
    for number in range(50):
        async with locks.of(str(number)):
            pass
    gc.collect()
    assert len(locks._locks) == 0


async def test_one_chats_flood_takes_no_place_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ordering, "MAX_AT_ONCE", 2)
    order, free, done = OneChatAtATime(), asyncio.Event(), asyncio.Event()

    async def work(row: Row) -> None:
        if row["message"]["chat"]["id"] == 1:
            await free.wait()
        else:
            done.set()

    rows = [said_row("hej", update_id=number, chat=1) for number in range(1, 10)]
    rows.append(said_row("hej", update_id=10, chat=2))
    tasks = [asyncio.create_task(order.process_update(read(row), work(row))) for row in rows]
    await asyncio.wait_for(done.wait(), 1)
    free.set()
    await asyncio.gather(*tasks)
