"""Put the parts together: content, language, storage, conversation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.coach import (
    Coach,
    Delivery,
    Document,
    Due,
    Lapsing,
    Message,
    Picture,
    Voice,
    paint_picture,
)
from bot.coach.calendar import Calendar
from bot.coach.coming import NobodyAsks
from bot.coach.door import Door
from bot.console import CHANNEL
from bot.settings import Settings
from content.guide import load_guide
from content.prompts import load_first_prompts
from content.redaction import load_redaction_words
from content.replies import load_replies
from content.rhythm_words import load_rhythm_words
from content.rhythms import load_proposals
from models import Store
from models.keys import KeyFileError, load_keys, make_keys
from nlp.loading import load_understanding
from nlp.redaction import open_redactor
from nlp.understanding import Understanding


class Clock:
    """Tell the time, ahead of the real one by as much as it was moved."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Give the moment in UTC."""
        return datetime.now(UTC) + self._ahead

    def advance(self, by: timedelta) -> None:
        """Move the time on."""
        self._ahead += by


@dataclass(frozen=True)
class House:
    """Hold the parts that a channel needs."""

    coach: Coach
    voice: Voice
    clock: Clock
    store: Store
    due: Due
    lapsing: Lapsing
    pictures: Path
    files: Path

    def paint(self, picture: Picture) -> Path:
        """Draw a picture and give its path."""
        return paint_picture(picture, self.voice, self.pictures)

    def save(self, document: Document) -> Path:
        """Put a person's file beside the database, for them alone to read, and give its path."""
        path = self.files / document.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(document.content, encoding="utf-8")
        return path

    def advance(self, channel: str, by: timedelta) -> list[Message]:
        """Move the time on; each prompt comes when it is due on the way."""
        until = self.clock() + by
        messages: list[Message] = []
        while (moment := self.due.next_moment(channel)) and moment <= until:
            self.clock.advance(max(moment - self.clock(), timedelta()))
            messages += self.due.ask_here(channel)
        self.clock.advance(until - self.clock())
        return messages

    def delivery(self, channel: str) -> Delivery:
        """Give a channel its inbox and outbox."""
        return Delivery(self.store, channel, self.clock)


@contextmanager
def open_house(settings: Settings) -> Iterator[House]:
    """Load and connect everything; let go of the database at the end."""
    voice = speak()
    read_content()
    understanding = understand(settings)
    clock = Clock()
    with open_store(settings) as store:
        timezone = ZoneInfo(settings.timezone)
        redactor = open_redactor(settings.spacy_model)
        door = Door(
            voice, invited_only=settings.access == "invited", always_open=frozenset({CHANNEL})
        )
        coach = Coach(
            store,
            understanding,
            voice,
            clock,
            timezone,
            redactor=redactor,
            door=door,
            operators=settings.operator_addresses,
        )
        calendar = Calendar(timezone)
        due = Due(store, coach.prompting, calendar, clock)
        erase_after = timedelta(days=settings.erase_after_days)
        lapsing = Lapsing(store, voice, calendar, clock, erase_after)
        yield House(coach, voice, clock, store, due, lapsing, settings.pictures, settings.data_dir)


@contextmanager
def open_schedule(settings: Settings) -> Iterator[tuple[Due, Calendar]]:
    """Connect what is needed to see which prompts come, and nothing that understands Danish."""
    calendar = Calendar(ZoneInfo(settings.timezone))
    with open_store(settings) as store:
        yield Due(store, NobodyAsks(), calendar, Clock()), calendar


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """Connect the database, with its keys; they are made at the first start, and never later."""
    if not settings.keys.exists():
        _begin_keys(settings)
    with _closing(Store.open(settings.database, load_keys(settings.keys))) as store:
        store.read_one()
        yield store


def _begin_keys(settings: Settings) -> None:
    try:
        with _closing(Store.open(settings.database)) as store:
            store.read_one()
    except KeyFileError as error:
        where = f"put it back at {settings.keys} from the backup"
        raise KeyFileError(f"{error}; {where}") from None
    make_keys(settings.keys)
    with _closing(Store.open(settings.database, load_keys(settings.keys))) as store:
        store.lock_again()


@contextmanager
def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.close()


def read_content() -> None:
    """Read what the parts will need, so that an error in it does not wait for a training."""
    for load in (load_first_prompts, load_proposals, load_rhythm_words, load_redaction_words):
        load()


def speak() -> Voice:
    """Load what the coach says."""
    return Voice(load_replies(), load_guide())


def understand(settings: Settings, *, anew: bool = False) -> Understanding:
    """Load what was trained; where it must be trained first, show how far it is."""
    progress = Progress(
        TextColumn("Training the classifier"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    task = progress.add_task("", visible=False)

    def report(done: int, total: int) -> None:
        progress.start()
        progress.update(task, completed=done, total=total, visible=True)

    try:
        return load_understanding(
            settings.spacy_model, report, anew=anew, embeddings=settings.embeddings
        )
    finally:
        if progress.live.is_started:
            progress.stop()
