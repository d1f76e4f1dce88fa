"""A running bot that tests share, each with chats of its own, and a client for the others."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.coach import Delivery
from bot.telegram.parsing import CHANNEL
from models import Store
from tests.conftest import MovedClock
from tests.postgres import new_database
from tests.standin import Chat, StandIn
from tests.telegram.ports import free_port
from tests.telegram.program import WRONG_TOKEN, Program


@pytest.fixture(scope="session")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program with a wrong token, only just started."""
    folder = tmp_path_factory.mktemp("refused")
    with (
        StandIn() as server,
        Program(server, folder, TRINVIS_TELEGRAM_TOKEN=WRONG_TOKEN) as running,
    ):
        running.launch("serve")
        yield running


@pytest.fixture(scope="session")
def program(refused: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program at work; whatever the tests did to it, it must end well.

    It takes seconds to load, and so does the one that is refused: they do it side by side.
    """
    folder = tmp_path_factory.mktemp("serve")
    listen = f"127.0.0.1:{free_port()}"
    with (
        StandIn() as server,
        Program(server, folder, TRINVIS_OPERATION_LISTEN=listen) as running,
    ):
        running.start()
        yield running
        assert running.stop() == 0
        running.check_manners()


@pytest.fixture(scope="session")
def served_url(postgres_url: str) -> str:
    """A database that no other test empties."""
    return new_database(postgres_url, "served")


@pytest.fixture(scope="session")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory, served_url: str) -> Iterator[Program]:
    """The program on PostgreSQL, only just started."""
    folder = tmp_path_factory.mktemp("on_postgresql")
    with StandIn() as server, Program(server, folder, TRINVIS_DATABASE_URL=served_url) as running:
        running.launch("-v", "serve")
        yield running


@pytest.fixture
def chat(program: Program) -> Chat:
    return program.server.private_chat("Ida")


@pytest.fixture
def server() -> Iterator[StandIn]:
    """A stand-in that a test has for itself."""
    with StandIn() as running:
        yield running


@pytest.fixture
async def bot(server: StandIn) -> AsyncIterator[Bot]:
    # Loading certificates takes longer than most of these tests.
    sending, polling = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in "12")
    async with Bot(
        server.token, base_url=server.url, request=sending, get_updates_request=polling
    ) as client:
        yield client


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'telegram.db'}")
    yield opened
    opened.close()


@pytest.fixture
def delivery(own_store: Store, clock: MovedClock) -> Delivery:
    return Delivery(own_store, CHANNEL, clock)
