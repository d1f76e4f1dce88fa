"""Share a running stand-in and a client between its tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from . import StandIn


@pytest.fixture
def server() -> Iterator[StandIn]:
    """Run a stand-in."""
    with StandIn() as running:
        yield running


@pytest_asyncio.fixture
async def bot(server: StandIn) -> AsyncIterator[Bot]:
    """Talk to the stand-in as python-telegram-bot does."""
    # Loading certificates takes longer than most of these tests.
    sending, polling = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in "12")
    async with Bot(
        server.token,
        base_url=server.url,
        request=sending,
        get_updates_request=polling,
    ) as client:
        yield client
