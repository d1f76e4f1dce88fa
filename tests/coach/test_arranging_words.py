"""What is said of a rhythm in words, as it was read; reading itself is tested in `tests/nlp`."""

from datetime import UTC, date, datetime, time

import pytest

from bot.coach import Coach, Voice
from bot.coach.turn import Turn
from content.values import Act
from models import Store
from models.schedule import PauseRecord, RhythmRecord
from nlp.rhythms.acts import Learnt
from nlp.rhythms.values import Frequency, PartOfDay, Pause, Request, Unclear, Wish
from nlp.understanding import Understanding
from tests.conftest import MovedClock, Talk
from tests.models.tables import rows_of

from .talking import FOUR, check, started

THURSDAY = Wish(frequency=Frequency.WEEKLY, weekday=3, at=time(8, 30))
ALL = "skriv til mig hver torsdag kl. 8.30"
SUMMER = Pause(date(2026, 7, 13), date(2026, 7, 26))
OFFERED = ["Ja, skriv til mig", "Ret noget", "Ikke alligevel"]
NOTHING = "Vi har ikke aftalt nogen faste spørgsmål"


class ReadAloud:
    """Read each text as the test says, and note whether a rhythm was being arranged."""

    def __init__(self) -> None:
        self.texts: dict[str, Request] = {}
        self.noted: list[tuple[str, date, bool]] = []

    def read(
        self,
        text: str,
        today: date,
        *,
        arranging: bool = False,
        likely: bool = False,
        learnt: Learnt | None = None,
    ) -> Request | None:
        self.noted.append((text, today, arranging))
        return self.texts.get(text)


@pytest.fixture
def reading() -> ReadAloud:
    return ReadAloud()


@pytest.fixture
def talk(
    store_of_coach: Store,
    understanding: Understanding,
    voice: Voice,
    clock: MovedClock,
    reading: ReadAloud,
) -> Talk:
    return started(Coach(store_of_coach, understanding, voice, clock, rhythms=reading))


def hear(talk: Talk, reading: ReadAloud, words: str, act: Act = Act.SET, **values: object) -> None:
    reading.texts[words] = Request(act, **values)  # type: ignore[arg-type]
    talk.say(words)
    check(talk.shown)


def rhythms_of(talk: Talk) -> list[tuple[str, int | None, int | None, time]]:
    rows = rows_of(talk.coach._store, RhythmRecord)
    return [(row.frequency, row.weekday, row.ordinal, row.at) for row in rows]


def due_of(talk: Talk) -> datetime | None:
    (row,) = rows_of(talk.coach._store, RhythmRecord)
    return row.due_at


def agreed(talk: Talk, reading: ReadAloud, wish: Wish = THURSDAY) -> None:
    hear(talk, reading, ALL, wish=wish)
    talk.press("Ja, skriv til mig")


def test_all_of_it_in_one_sentence_needs_only_the_yes(talk: Talk, reading: ReadAloud) -> None:
    hear(talk, reading, ALL, wish=THURSDAY)
    assert "hver torsdag kl. 8.30" in talk.text
    for day in ("5. marts", "12. marts", "19. marts"):
        assert f"torsdag {day} kl. 8.30" in talk.text
    assert talk.labels == OFFERED
    assert rhythms_of(talk) == []
    talk.say("ja")
    assert rhythms_of(talk) == [("weekly", 3, None, time(8, 30))]


@pytest.mark.parametrize(
    ("wish", "question", "labels"),
    [
        (Wish(), "Hvor tit skal jeg skrive?", ["Hver uge", "Hver anden uge", "Hver måned"]),
        (Wish(weekday=3, at=time(9)), "Hvor tit skal jeg skrive?", ["Hver uge"]),
        (Wish(frequency=Frequency.WEEKLY), "Hvilken dag passer bedst?", ["Mandag", "En anden dag"]),
        (Wish(frequency=Frequency.MONTHLY, weekday=3), "Hvilken dag passer bedst?",
         ["Den første torsdag", "Den sidste torsdag"]),
        (Wish(frequency=Frequency.BIWEEKLY, weekday=3), "Hvornår på dagen?", ["Kl. 8.30"]),
        (Wish(month_day=15), "Hvornår på dagen?", ["Kl. 15.00", "Et andet tidspunkt"]),
    ],
)  # fmt: skip
def test_only_what_is_missing_is_asked(
    talk: Talk, reading: ReadAloud, wish: Wish, question: str, labels: list[str]
) -> None:
    hear(talk, reading, "skriv til mig engang imellem", wish=wish)
    assert question in talk.text
    assert set(labels) <= set(talk.labels)
    assert 2 <= len(talk.labels) <= 4


def test_words_and_buttons_go_together(talk: Talk, reading: ReadAloud) -> None:
    talk.say("/rytme")
    hear(talk, reading, "hver anden uge", wish=Wish(frequency=Frequency.BIWEEKLY))
    hear(talk, reading, "tirsdag", wish=Wish(weekday=1))
    assert ("tirsdag", date(2026, 3, 2), True) in reading.noted
    talk.press("Kl. 12.30")
    assert "hver anden tirsdag kl. 12.30" in talk.text
    hear(talk, reading, "hellere om onsdagen", Act.CHANGE, wish=Wish(weekday=2))
    assert "hver anden onsdag kl. 12.30" in talk.text
    assert "onsdag 4. marts" in talk.text
    talk.press("Ja, skriv til mig")
    assert rhythms_of(talk) == [("biweekly", 2, None, time(12, 30))]


@pytest.mark.parametrize("typed", ["kl. 8.00", "kl 8.31", "tirsdag", "hver 2. uge"])
def test_what_is_typed_never_presses_a_button_that_is_only_like_it(
    talk: Talk, reading: ReadAloud, typed: str
) -> None:
    hear(talk, reading, "hver torsdag", wish=Wish(frequency=Frequency.WEEKLY, weekday=3))
    assert "Kl. 8.30" in talk.labels
    hear(talk, reading, typed, wish=Wish(at=time(16, 45)))
    assert "kl. 16.45" in talk.text


@pytest.mark.parametrize("part", PartOfDay)
def test_part_of_the_day_gets_a_time_that_is_named(
    talk: Talk, reading: ReadAloud, part: PartOfDay
) -> None:
    wish = Wish(frequency=Frequency.WEEKLY, weekday=3, part=part)
    hear(talk, reading, "hver torsdag på den tid", wish=wish)
    assert "er mit forslag" in talk.text
    assert "uden for dagtimerne" not in talk.text
    hear(talk, reading, "kl. 11.11", wish=Wish(at=time(11, 11)))
    assert "er mit forslag" not in talk.text
    assert "kl. 11.11" in talk.text


@pytest.mark.parametrize("at", [time(6, 30), time(21)])
def test_time_outside_of_the_day_is_taken_and_said(
    talk: Talk, reading: ReadAloud, at: time
) -> None:
    wish = Wish(frequency=Frequency.WEEKLY, weekday=3, at=at)
    hear(talk, reading, ALL, wish=wish)
    assert "er uden for dagtimerne, men du bad om det" in talk.text
    talk.press("Ja, skriv til mig")
    assert rhythms_of(talk) == [("weekly", 3, None, at)]


@pytest.mark.parametrize(
    ("unclear", "says", "label"),
    [
        (Unclear.FREQUENCY, "Så tit kan jeg ikke skrive", "Hver uge"),
        (Unclear.DAY, "Dagen er jeg ikke sikker på", "Torsdag"),
        (Unclear.TIME, "Tidspunktet er jeg ikke sikker på", "Kl. 8.30"),
    ],
)
@pytest.mark.parametrize("before", [False, True])
def test_what_was_unclear_is_asked_first(
    talk: Talk, reading: ReadAloud, unclear: Unclear, says: str, label: str, before: bool
) -> None:
    if before:
        agreed(talk, reading)
    words = "skriv til mig lidt anderledes"
    hear(talk, reading, words, Act.CHANGE, unclear=frozenset({unclear}))
    assert talk.text.startswith(says)
    assert label in talk.labels
    assert len(rhythms_of(talk)) == before


@pytest.mark.parametrize(
    ("parity", "first"), [(None, "torsdag 5. marts"), (0, "torsdag 5. marts"), (1, "torsdag 12.")]
)
def test_every_other_week_keeps_the_weeks_that_were_named(
    talk: Talk, reading: ReadAloud, parity: int | None, first: str
) -> None:
    wish = Wish(frequency=Frequency.BIWEEKLY, weekday=3, at=time(8, 30), parity=parity)
    hear(talk, reading, ALL, wish=wish)
    assert f"Første gang bliver {first}" in talk.text
    assert ("Ugen efter" in talk.labels) is (parity is None)


def test_start_that_was_named_is_kept(talk: Talk, reading: ReadAloud) -> None:
    wish = Wish(frequency=Frequency.WEEKLY, weekday=3, at=time(8, 30), start=date(2026, 5, 1))
    agreed(talk, reading, wish)
    assert "torsdag 7. maj kl. 8.30" in talk.text
    assert due_of(talk) == datetime(2026, 5, 7, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wish", "line", "row"),
    [
        (Wish(part=PartOfDay.AFTERNOON), "hver torsdag kl. 14.30",
         ("weekly", 3, None, time(14, 30))),
        (Wish(weekday=4), "hver fredag kl. 8.30", ("weekly", 4, None, time(8, 30))),
        (Wish(frequency=Frequency.MONTHLY), "den første torsdag i måneden kl. 8.30",
         ("monthly", 3, 1, time(8, 30))),
        (Wish(frequency=Frequency.BIWEEKLY), "hver anden torsdag kl. 8.30",
         ("biweekly", 3, None, time(8, 30))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("act", [Act.CHANGE, Act.SET])
def test_change_in_words_needs_one_yes_and_the_old_one_stays_until_then(
    talk: Talk,
    reading: ReadAloud,
    wish: Wish,
    line: str,
    row: tuple[str, int | None, int | None, time],
    act: Act,
) -> None:
    agreed(talk, reading)
    hear(talk, reading, "kan vi lave det om", act, wish=wish)
    assert f"Den nye rytme bliver {line}." in talk.text
    assert rhythms_of(talk) == [("weekly", 3, None, time(8, 30))]
    talk.press("Ja, skriv til mig")
    assert rhythms_of(talk) == [row]


def test_change_that_says_nothing_asks_what(talk: Talk, reading: ReadAloud) -> None:
    agreed(talk, reading)
    hear(talk, reading, "lav lidt om på det", Act.CHANGE)
    assert talk.labels == ["Hvor tit", "Dagen", "Tidspunktet", "Ikke alligevel"]


def test_weeks_off_come_with_the_rhythm(talk: Talk, reading: ReadAloud) -> None:
    hear(talk, reading, ALL, wish=THURSDAY, pauses=(SUMMER,))
    assert "fra mandag 13. juli til og med søndag 26. juli" in talk.text
    talk.press("Ja, skriv til mig")
    (pause,) = rows_of(talk.coach._store, PauseRecord)
    assert (pause.first, pause.last) == (SUMMER.first, SUMMER.last)


def test_weeks_off_are_added_to_what_is_being_agreed(talk: Talk, reading: ReadAloud) -> None:
    hear(talk, reading, "hver torsdag", wish=Wish(frequency=Frequency.WEEKLY, weekday=3))
    hear(talk, reading, "ikke i uge 29 og 30", Act.PAUSE, pauses=(SUMMER,))
    assert "Hvornår på dagen?" in talk.text
    talk.press("Kl. 8.30")
    assert "fra mandag 13. juli" in talk.text


def test_pause_that_was_unclear_is_not_dropped_silently(talk: Talk, reading: ReadAloud) -> None:
    unclear = frozenset({Unclear.PAUSE})
    hear(talk, reading, ALL, wish=THURSDAY, unclear=unclear)
    assert "Pausen forstod jeg ikke." in talk.text
    talk.press("Ja, skriv til mig")
    hear(talk, reading, "hold fri i noget tid", Act.PAUSE, unclear=unclear)
    assert talk.text.startswith("Jeg forstod ikke, hvor længe.")
    assert "I 2 uger" in talk.labels


def test_pause_of_an_agreed_rhythm_is_done_at_once(talk: Talk, reading: ReadAloud) -> None:
    agreed(talk, reading)
    march = Pause(date(2026, 3, 2), date(2026, 3, 31))
    hear(talk, reading, "hold fri", Act.PAUSE, pauses=(march, SUMMER))
    assert "til og med tirsdag 31. marts og fra mandag 13. juli" in talk.text
    due = due_of(talk)
    assert due is not None
    assert due.date() >= date(2026, 4, 1)
    assert "Drop pausen" in talk.labels
    hear(talk, reading, "vi går i gang nu", Act.RESUME)
    assert due_of(talk) == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)
    (left,) = rows_of(talk.coach._store, PauseRecord)
    assert left.first == SUMMER.first


def test_pause_with_no_end_said_has_none(talk: Talk, reading: ReadAloud) -> None:
    agreed(talk, reading)
    hear(talk, reading, "hold fri indtil videre", Act.PAUSE, open_pause=True)
    assert talk.text.startswith("Jeg holder pause, til du siger til.")
    assert due_of(talk) is None


def test_to_go_on_from_a_day_is_to_be_silent_until_then(talk: Talk, reading: ReadAloud) -> None:
    agreed(talk, reading)
    hear(talk, reading, "hold fri indtil videre", Act.PAUSE, open_pause=True)
    hear(talk, reading, "start igen 20. april", Act.RESUME, wish=Wish(start=date(2026, 4, 20)))
    assert "til og med søndag 19. april" in talk.text
    (left,) = rows_of(talk.coach._store, PauseRecord)
    assert left.last == date(2026, 4, 19)
    due = due_of(talk)
    assert due is not None
    assert due.date() == date(2026, 4, 20)
    hear(talk, reading, "start igen nu", Act.RESUME, wish=Wish(start=date(2026, 3, 1)))
    assert rows_of(talk.coach._store, PauseRecord) == []


def test_how_long_is_understood_as_an_answer(talk: Talk, reading: ReadAloud) -> None:
    agreed(talk, reading)
    talk.say("/pause")
    reading.texts["til den 15."] = Request(Act.SET, wish=Wish(month_day=15))
    march = Pause(date(2026, 3, 2), date(2026, 3, 14))
    reading.texts["hold pause til den 15."] = Request(Act.PAUSE, pauses=(march,))
    talk.say("til den 15.")
    check(talk.shown)
    assert "til og med lørdag 14. marts" in talk.text
    assert rhythms_of(talk) == [("weekly", 3, None, time(8, 30))]


def test_skip_show_and_stop_in_words(talk: Talk, reading: ReadAloud) -> None:
    agreed(talk, reading)
    hear(talk, reading, "jeg kan ikke på torsdag", Act.SKIP)
    assert "torsdag 12. marts kl. 8.30" in talk.text
    hear(talk, reading, "hvornår er det så", Act.SHOW)
    assert "Den næste kommer torsdag 12. marts kl. 8.30" in talk.text
    hear(talk, reading, "nu er det nok med alt det", Act.STOP)
    assert rhythms_of(talk) == []


@pytest.mark.parametrize("act", [Act.SKIP, Act.STOP, Act.PAUSE])
def test_where_nothing_is_agreed_words_say_so_too(talk: Talk, reading: ReadAloud, act: Act) -> None:
    hear(talk, reading, "hold fri fra alt det med spørgsmål", act)
    assert talk.text.startswith(NOTHING)


def test_description_is_no_rhythm_whatever_days_it_names(talk: Talk, reading: ReadAloud) -> None:
    for before in (None, "/rytme"):
        if before:
            talk.say(before)
        reading.texts[FOUR] = Request(Act.SET, wish=THURSDAY)
        talk.say(FOUR)
        check(talk.shown)
        assert "placement" in talk.kinds
    assert rhythms_of(talk) == []


@pytest.mark.parametrize("words", ["skriv til mig en gang imellem", "kan du minde mig om det?"])
def test_wish_for_prompts_that_says_no_more_leads_to_the_first_question(
    talk: Talk, words: str
) -> None:
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == ["rhythm"]
    assert "Hver anden uge" in talk.labels


def test_answer_to_a_prompt_is_no_wish_whatever_days_it_names(
    talk: Talk, reading: ReadAloud
) -> None:
    agreed(talk, reading)
    coach = talk.coach
    with coach._store.visit("test", "ida", coach._clock()) as visit:
        turn = Turn(visit)
        asked = coach.prompting.prompt(turn)
        assert asked is not None
        turn.keep(asked[1])
    answer = "Vi spurgte beboerne, og nu mødes de selv hver tirsdag kl. 10 i køkkenet"
    hear(talk, reading, answer, wish=Wish(weekday=1, at=time(10)))
    assert "rhythm" not in talk.kinds
    with coach._store.visit("test", "ida", coach._clock()) as visit:
        (kept,) = visit.journal.reflections()
        assert kept.text == answer
    assert rhythms_of(talk) == [("weekly", 3, None, time(8, 30))]
    hear(talk, reading, "skriv til mig hver fredag i stedet", wish=Wish(weekday=4))
    assert "Den nye rytme bliver hver fredag kl. 8.30" in talk.text
