from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.assembly import Clock, open_house, understand
from bot.coach import Incoming
from bot.settings import load_settings
from nlp.learning.progress import Progress
from nlp.understanding import Understanding
from tests.command import own_settings as own_settings

pytestmark = pytest.mark.usefixtures("own_settings")


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch, understanding: Understanding) -> None:
    """Take the classifier that the tests loaded already."""
    monkeypatch.setattr("bot.assembly.load_understanding", lambda *_, **__: understanding)


def test_clock_tells_the_real_time_in_utc_until_it_is_moved() -> None:
    clock = Clock()
    before = datetime.now(UTC)
    assert before <= clock() <= datetime.now(UTC)
    assert clock().utcoffset() == timedelta()
    clock.advance(timedelta(days=7))
    clock.advance(timedelta(hours=1))
    ahead = clock() - before
    assert timedelta(days=7, hours=1) <= ahead < timedelta(days=7, hours=1, minutes=1)


def test_house_answers_and_draws_and_keeps_all_in_the_data_folder() -> None:
    settings = load_settings()
    with open_house(settings) as house:
        house.coach.handle(Incoming("test", "ida", text="/start"))
        shown = house.coach.handle(
            Incoming(
                "test", "ida", text="Forvaltningen skrev planen alene. Ingen spurgte borgerne."
            )
        )
        picture = next(message.picture for message in shown if message.picture)
        path = house.paint(picture)
    assert path.parent == settings.pictures
    kept = {entry.name for entry in settings.data_dir.iterdir()}
    assert kept == {"trinvis.db", "trinvis.key", "pictures"}


def test_clock_of_the_house_is_the_coach_s_clock() -> None:
    with open_house(load_settings()) as house:
        house.coach.handle(Incoming("test", "ida", text="/start"))
        house.clock.advance(timedelta(days=400))
        house.coach.handle(Incoming("test", "ida", text="/start"))
        with house.store.engine.connect() as connection:
            found = connection.execute(text("SELECT created_at, last_seen_at FROM person"))
            first, last = (datetime.fromisoformat(moment) for moment in found.one())
    assert timedelta(days=400) <= last - first < timedelta(days=400, minutes=1)


def test_prompts_come_by_the_clock_of_the_time_zone_that_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRINVIS_TIMEZONE", "America/Nuuk")
    with open_house(load_settings()) as house:
        for number, action in enumerate(
            ("rhythm", "rhythm_weekly", "rhythm_day:{}:3", "rhythm_time:{}:830", "rhythm_yes:{}")
        ):
            pressed = action.format(number) if "{}" in action else f"{action}:{number}"
            house.coach.handle(Incoming("test", "ida", action=pressed))
        with house.store.visit("test", "ida", house.clock()) as visit:
            rhythm = visit.schedule.rhythm()
    assert rhythm is not None
    assert rhythm.due_at is not None
    local = rhythm.due_at.astimezone(ZoneInfo("America/Nuuk"))
    assert (local.hour, local.minute) == (8, 30)


def test_channel_gets_its_own_outbox() -> None:
    with open_house(load_settings()) as house:
        delivery = house.delivery("test")
        assert delivery.keep_update(1, {})
        house.coach.handle(Incoming("test", "ida", text="/start", update_id=1))
        assert delivery.waiting_addresses() == ["ida"]
        assert house.delivery("other").waiting_addresses() == []


def test_database_is_let_go_of_also_where_the_work_failed() -> None:
    with pytest.raises(RuntimeError, match="broken off"), open_house(load_settings()) as house:
        house.coach.handle(Incoming("test", "ida", text="/start"))
        raise RuntimeError("broken off")
    assert house.store.engine.pool.checkedin() == 0  # type: ignore[attr-defined]


def test_training_shows_how_far_it_is_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    understanding: Understanding,
) -> None:
    assert understand(load_settings()) is understanding
    assert capsys.readouterr() == ("", "")

    def train(model: str, progress: Progress, *, anew: bool, embeddings: bool) -> Understanding:
        assert (model, anew, embeddings) == ("da_core_news_sm", True, False)
        for done in range(1, 4):
            progress(done, 3)
        return understanding

    monkeypatch.setattr("bot.assembly.load_understanding", train)
    monkeypatch.setenv("TRINVIS_EMBEDDINGS", "off")
    assert understand(load_settings(), anew=True) is understanding
    out, err = capsys.readouterr()
    assert out == ""
    assert "Training the classifier" in err
    assert "3/3" in err
