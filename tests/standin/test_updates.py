"""Check how updates are kept, polled for and confirmed."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from . import StandIn
from .bringing import SECRET_HEADER

pytestmark = pytest.mark.asyncio


async def ids(bot: Bot, offset: int | None = None, limit: int | None = None) -> list[int]:
    """Poll once without waiting."""
    updates = await bot.get_updates(offset=offset, limit=limit, timeout=0)
    return [update.update_id for update in updates]


async def test_offset_confirms(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    one, two, three = (chat.say(text).update_id for text in "abc")
    assert (two, three) == (one + 1, one + 2)
    assert await ids(bot) == await ids(bot, one) == [one, two, three]
    assert await ids(bot, limit=2) == [one, two]
    assert await ids(bot, two) == [two, three]
    assert await ids(bot) == server.pending == [two, three]
    assert await ids(bot, -1) == [three]
    assert await ids(bot) == [three]
    assert await ids(bot, three + 1) == []
    server.wait_until_confirmed(0)


async def test_long_poll_waits_for_news(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    started = time.monotonic()
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.to_thread(server.wait_for_call, "getUpdates")
    await asyncio.sleep(0.05)
    assert not poll.done()
    said = await asyncio.to_thread(chat.say, "hello")
    [update] = await poll
    assert time.monotonic() - started < 5
    assert update.update_id == said.update_id
    assert update.message is not None
    assert (update.message.text, update.message.message_id) == (
        "hello",
        said.message_id,
    )


async def test_long_poll_ends_empty(server: StandIn, bot: Bot) -> None:
    started = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - started < 3


async def test_older_of_two_polls_gets_conflict(server: StandIn, bot: Bot) -> None:
    async with Bot(server.token, base_url=server.url) as other:
        older = asyncio.create_task(bot.get_updates(timeout=10))
        await asyncio.to_thread(server.wait_for_call, "getUpdates")
        newer = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await older
        server.private_chat().say("x")
        assert len(await newer) == 1


async def test_abandoned_poll_loses_nothing(server: StandIn, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.to_thread(server.wait_for_call, "getUpdates")
    poll.cancel()
    said = server.private_chat().say("x")
    assert await ids(bot) == [said.update_id]


async def test_allowed_updates(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
    chat.say("unwanted")
    pressed = chat.press_stale(1, "x")
    assert await ids(bot) == [pressed.update_id]
    await bot.get_updates(timeout=0, offset=-1, allowed_updates=[])
    said = chat.say("wanted")
    assert await ids(bot, pressed.update_id + 1) == [said.update_id]


async def test_repeat_delivers_once_more(server: StandIn, bot: Bot) -> None:
    said = server.private_chat().say("x")
    assert await ids(bot, said.update_id + 1) == []
    server.repeat(said.update_id)
    assert await ids(bot, said.update_id + 1) == [said.update_id]
    assert await ids(bot, said.update_id + 1) == []


async def test_push_raw_updates(server: StandIn, bot: Bot) -> None:
    first = server.push({"message": {"nonsense": True}})
    assert server.push({"update_id": first + 10, "novelty": {}}) == first + 10
    assert server.private_chat().say("x").update_id == first + 11
    with pytest.raises(KeyError):
        await bot.get_updates(timeout=0)
    assert await ids(bot, first + 1) == [first + 10, first + 11]


class Hook:
    """Be two processes behind one address: one that is in trouble, and one that takes all."""

    def __init__(self) -> None:
        self.brought: list[tuple[str, int, str]] = []

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        secret = request.headers.get(SECRET_HEADER, "")
        self.brought.append((request.path, update["update_id"], secret))
        return web.Response(status=503 if request.path == "/in-trouble" else 200)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        application = web.Application()
        application.router.add_post("/{process}", self.take)
        runner = web.AppRunner(application)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


async def test_updates_are_brought_to_a_webhook_until_they_are_taken(
    server: StandIn, bot: Bot
) -> None:
    hook = Hook()
    chat = server.private_chat()
    early = chat.say("before there is a webhook").update_id
    async with hook.listening() as address:
        server.lead_webhook_to(f"{address}/in-trouble", f"{address}/well")
        await bot.set_webhook("https://example.org/hook", secret_token="between-us")
        others = [server.private_chat(f"Person {number}") for number in range(60)]
        late = [each.say(text).update_id for text in "ab" for each in (chat, *others)]
        await asyncio.to_thread(server.wait_until_confirmed)
    taken = [update_id for path, update_id, _ in hook.brought if path == "/well"]
    assert sorted(taken) == [early, *late]
    assert all(
        taken.index(one) < taken.index(other)
        for one, other in zip(late[:61], late[61:], strict=True)
    )
    assert {secret for _, _, secret in hook.brought} == {"between-us"}
    assert any(path == "/in-trouble" for path, _, _ in hook.brought)


async def test_webhook_excludes_polling(server: StandIn, bot: Bot) -> None:
    server.private_chat().say("x")
    await bot.set_webhook("https://example.org/hook", allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("http://example.org")
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).url == ""
    assert await ids(bot) == []
