import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy.exc import OperationalError
from telegram import Bot, Update

from bot.coach import Delivery
from bot.telegram.receiving import Receiving
from bot.telegram.stopping import Stop
from bot.telegram.webhook import MOST_BYTES, SECRET_HEADER, Webhook, WebhookAddress, secret_of
from tests.standin import StandIn
from tests.telegram.ports import free_port
from tests.telegram.updates import said_row

URL = "https://bot.kommune.example/trinvis"


@pytest.fixture
def address() -> WebhookAddress:
    return WebhookAddress(URL, "127.0.0.1", free_port())


@pytest.fixture
def queue() -> "asyncio.Queue[object]":
    return asyncio.Queue()


@pytest.fixture
async def webhook(
    server: StandIn,
    bot: Bot,
    delivery: Delivery,
    queue: "asyncio.Queue[object]",
    address: WebhookAddress,
) -> AsyncIterator[Webhook]:
    stop = Stop()
    hook = Webhook(bot, Receiving(bot, delivery, queue), stop, address)
    running = asyncio.create_task(hook.run())
    await asyncio.to_thread(server.wait_for_call, "setWebhook")
    yield hook
    stop.ask()
    await asyncio.wait_for(running, 5)


@pytest.fixture
async def bring(webhook: Webhook, bot: Bot, address: WebhookAddress) -> AsyncIterator[Any]:
    async with ClientSession() as session:

        async def post(
            path: str = "/trinvis", secret: str = secret_of(bot.token), **what: Any
        ) -> int:
            headers = {SECRET_HEADER: secret, **what.pop("headers", {})}
            url = f"http://{address.host}:{address.port}{path}"
            async with session.post(url, headers=headers, **what) as answer:
                return answer.status

        yield post


async def test_telegram_is_told_where_and_with_which_secret(
    server: StandIn, bot: Bot, webhook: Webhook
) -> None:
    (call,) = [call for call in server.calls if call.method == "setWebhook"]
    assert call.params["url"] == URL
    assert call.params["secret_token"] == secret_of(bot.token)
    assert bot.token.partition(":")[2] not in call.params["secret_token"]
    assert "my_chat_member" in str(call.params["allowed_updates"])


async def test_an_update_is_kept_and_handed_on_once(
    bring: Any, delivery: Delivery, queue: "asyncio.Queue[object]"
) -> None:
    for _ in range(2):
        assert await bring(json=said_row("hej", 7)) == 200
    update = queue.get_nowait()
    assert isinstance(update, Update)
    assert update.update_id == 7
    assert queue.empty()
    assert [row["update_id"] for row in delivery.waiting_updates()] == [7]


@pytest.mark.parametrize("secret", ["", "wrong", "æøå"])
async def test_who_does_not_know_the_secret_is_refused(
    bring: Any, delivery: Delivery, secret: str
) -> None:
    assert await bring(json=said_row("hej"), secret=secret) == 403
    assert delivery.waiting_updates() == []


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ({"data": b"{"}, 400),
        ({"data": b"[" * 200_000}, 400),
        ({"data": b"\xff\xfe"}, 400),
        ({"data": b"x" * (MOST_BYTES + 1)}, 413),
        ({"data": b"[]"}, 200),
        ({"data": b'{"update_id": "7"}'}, 200),
        ({"data": b'{"update_id": 7, "message": 5}'}, 200),
        ({"data": b'{"update_id": 8, "unknown": {"a": [1]}}'}, 200),
    ],
)
async def test_odd_bodies_do_no_harm(
    bring: Any, queue: "asyncio.Queue[object]", what: dict[str, Any], status: int
) -> None:
    assert await bring(headers={"Content-Type": "application/json"}, **what) == status
    assert await bring(json=said_row("hej", 99)) == 200
    found = [queue.get_nowait() for _ in range(queue.qsize())]
    assert 99 in [update.update_id for update in found if isinstance(update, Update)]


async def test_other_types_and_other_paths_are_refused(bring: Any) -> None:
    assert await bring(data=b"{}", headers={"Content-Type": "text/plain"}) == 415
    assert await bring("/other", json={}) == 404


async def test_what_can_not_be_kept_is_asked_for_again(
    bring: Any, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> bool:
        raise OperationalError("insert", {}, Exception("gone"))

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "keep_update", gone)
        assert await bring(json=said_row("hej", 7)) == 503
    assert await bring(json=said_row("hej", 7)) == 200


async def test_a_webhook_that_can_not_be_set_is_tried_again(
    server: StandIn,
    bot: Bot,
    delivery: Delivery,
    queue: "asyncio.Queue[object]",
    address: WebhookAddress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram.webhook._PAUSES", (0.05,))
    server.fail("setWebhook", "500", 2)
    stop = Stop()
    running = asyncio.create_task(
        Webhook(bot, Receiving(bot, delivery, queue), stop, address).run()
    )
    await asyncio.to_thread(server.wait_for_call, "setWebhook", 3)
    stop.ask()
    await asyncio.wait_for(running, 5)


async def test_what_a_process_before_left_is_taken_up(
    server: StandIn,
    bot: Bot,
    delivery: Delivery,
    queue: "asyncio.Queue[object]",
    address: WebhookAddress,
) -> None:
    delivery.keep_update(3, said_row("hej", 3))
    stop = Stop()
    running = asyncio.create_task(
        Webhook(bot, Receiving(bot, delivery, queue), stop, address).run()
    )
    update = await asyncio.wait_for(queue.get(), 5)
    assert isinstance(update, Update)
    stop.ask()
    await asyncio.wait_for(running, 5)


def test_the_secret_is_the_same_for_all_processes_of_a_bot_and_no_other() -> None:
    assert secret_of("1:a") == secret_of("1:a") != secret_of("1:b")
    assert len(secret_of("1:a")) == 64
