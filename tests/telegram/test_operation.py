from collections.abc import AsyncIterator, Mapping

import pytest
from aiohttp import ClientSession

from bot.telegram.operation import Metrics, Operation
from tests.telegram.ports import free_port


class Checks:
    def __init__(self) -> None:
        self.found = {"database": True, "started": True}

    async def __call__(self) -> Mapping[str, bool]:
        return self.found


@pytest.fixture
def checks() -> Checks:
    return Checks()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def url(metrics: Metrics, checks: Checks) -> AsyncIterator[str]:
    port = free_port()
    operation = Operation(metrics, checks, "127.0.0.1", port)
    await operation.start()
    yield f"http://127.0.0.1:{port}"
    await operation.stop()


async def asked(url: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_it_is_alive_whatever_is_missing(url: str, checks: Checks) -> None:
    checks.found = {"database": False}
    assert await asked(f"{url}/healthz") == (200, '{"alive": true}')


async def test_it_is_ready_where_all_works_and_tells_what_does_not(
    url: str, checks: Checks
) -> None:
    assert await asked(f"{url}/readyz") == (200, '{"database": true, "started": true}')
    checks.found = {"database": False, "started": True}
    assert await asked(f"{url}/readyz") == (503, '{"database": false, "started": true}')


async def test_figures_are_told_as_prometheus_reads_them(url: str, metrics: Metrics) -> None:
    metrics.updates.inc()
    metrics.messages.labels("sent").inc(3)
    metrics.waiting.set(2)
    status, text = await asked(f"{url}/metrics")
    assert status == 200
    for line in (
        "trinvis_updates_total 1.0",
        'trinvis_messages_total{result="sent"} 3.0',
        "trinvis_waiting_addresses 2.0",
    ):
        assert line in text.splitlines()


async def test_there_is_nothing_else(url: str) -> None:
    assert (await asked(f"{url}/"))[0] == 404
