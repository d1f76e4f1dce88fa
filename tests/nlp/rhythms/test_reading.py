import time as clock
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.values import Act
from nlp.rhythms.acts import Learnt
from nlp.rhythms.reading import Rhythms
from nlp.rhythms.values import Frequency, PartOfDay, Pause, Request, Unclear, Wish

MONDAY = date(2026, 3, 2)
RHYTHMS = Rhythms()
PIECES = (
    *("hver", "anden", "uge", "torsdag", "kl.", "8.30", "halv ni", "den", "15.", "første", "måned"),
    *(
        "pause",
        "til",
        "1/8",
        "31/2",
        "uge 29",
        "og",
        "30",
        "uge 99",
        "fra",
        "ikke",
        "spring",
        "over",
    ),
    *("om eftermiddagen", "hellere", "stop", "i stedet for", "99", "kl 77", "juli", "naeste uge"),
)


def wish(text: str, *, arranging: bool = False) -> Wish:
    found = RHYTHMS.read(text, MONDAY, arranging=arranging)
    assert found is not None
    assert not found.unclear
    return found.wish


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("8.30", time(8, 30)),
        ("kl 8:30", time(8, 30)),
        ("kl. 830", time(8, 30)),
        ("halv ni", time(8, 30)),
        ("kvart over otte", time(8, 15)),
        ("kvart i ni", time(8, 45)),
        ("ti minutter over ni", time(9, 10)),
        ("klokken otte", time(8)),
        ("kl. 3 om eftermiddagen", time(15)),
        ("tre om eftermiddagen", time(15)),
        ("kl 21", time(21)),
        ("kl. 12", time(12)),
        ("16", time(16)),
        ("ved 14-tiden", time(14)),
    ],
)
def test_a_time_is_said_in_many_ways(said: str, at: time) -> None:
    assert wish(said, arranging=True).at == at


@pytest.mark.parametrize(
    "said", ["kl. 3", "halv fire", "kl. 25", "kl 8 og kl 14", "mellem 9 og 11"]
)
def test_a_time_that_can_be_two_or_is_none_is_asked_back(said: str) -> None:
    found = RHYTHMS.read(said, MONDAY, arranging=True)
    assert found == Request(Act.SET, unclear=frozenset({Unclear.TIME}))


@pytest.mark.parametrize(
    "said", ["HVER ANDEN TORSDAG KL 8.30", "hvr anden torsdg kl. 8.30", "hveranden torsdag 8:30"]
)
def test_errors_and_capitals_do_no_harm(said: str) -> None:
    assert wish(said) == Wish(Frequency.BIWEEKLY, weekday=3, at=time(8, 30))


def test_a_part_of_the_day_stays_one() -> None:
    assert wish("hver mandag morgen").part is PartOfDay.MORNING


@pytest.mark.parametrize(
    ("text", "pauses"),
    [
        ("ikke i uge 29 og 30", [(7, 13, 7, 19), (7, 20, 7, 26)]),
        ("jeg har ferie i uge 28-31", [(7, 6, 8, 2)]),
        ("hold pause til 1. maj", [(3, 2, 4, 30)]),
        ("pause fra 1/7 til 15/8", [(7, 1, 8, 15)]),
        ("pause hele juli", [(7, 1, 7, 31)]),
        ("pause i to uger", [(3, 2, 3, 15)]),
        ("pause en måned", [(3, 2, 4, 1)]),
        ("jeg er væk i næste uge", [(3, 9, 3, 15)]),
        ("hold pause i tre uger fra på mandag", [(3, 9, 3, 29)]),
        ("hold pause i to uger fra den 1. juni", [(6, 1, 6, 14)]),
        ("vent med at skrive fra i morgen og 14 dage frem", [(3, 3, 3, 16)]),
        ("jeg opereres 3. juni, hold pause de næste tre uger derfra", [(6, 3, 6, 23)]),
        ("pause indtil jeg er tilbage fra ferie den 4. maj", [(3, 2, 5, 3)]),
        ("jeg er tilbage 7. august, hold pause indtil da", [(3, 2, 8, 6)]),
    ],
)
def test_days_off_are_counted_from_today(
    text: str, pauses: list[tuple[int, int, int, int]]
) -> None:
    expected = tuple(Pause(date(2026, a, b), date(2026, c, d)) for a, b, c, d in pauses)
    assert RHYTHMS.read(text, MONDAY) == Request(Act.PAUSE, pauses=expected)


def test_a_week_that_is_over_is_next_years() -> None:
    found = RHYTHMS.read("ikke i uge 8", MONDAY)
    assert found == Request(Act.PAUSE, pauses=(Pause(date(2027, 2, 22), date(2027, 2, 28)),))


def test_a_month_after_the_last_of_january_ends_in_february() -> None:
    found = RHYTHMS.read("pause en måned", date(2026, 1, 31))
    assert found == Request(Act.PAUSE, pauses=(Pause(date(2026, 1, 31), date(2026, 2, 28)),))


@pytest.mark.parametrize(
    "text",
    ["hold pause til den 30. februar", "pause uge 54", "pause i påsken", "pause til 1/1 2020"],
)
def test_days_that_there_are_not_or_that_nobody_knows_are_asked_back(text: str) -> None:
    found = RHYTHMS.read(text, MONDAY)
    assert found == Request(Act.PAUSE, unclear=frozenset({Unclear.PAUSE}))


@pytest.mark.parametrize(
    "text",
    [
        "vi mødes hver torsdag kl. 9 med foreningerne",
        "borgerrådet holder møde den første mandag i måneden",
        "vi holdt pause i juli med projektet, fordi de frivillige var på ferie",
        "kan du skrive det kort til min chef",
        "jeg vil flytte mødet til fredag",
        "stop det der pjat",
        "torsdag",
        "",
    ],
)
def test_what_is_not_said_to_the_coach_is_no_wish(text: str) -> None:
    assert RHYTHMS.read(text, MONDAY) is None


@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_text_breaks_it(text: str) -> None:
    for arranging in (False, True):
        found = RHYTHMS.read(text, MONDAY, arranging=arranging)
        for pause in found.pauses if found and Unclear.PAUSE not in found.unclear else ():
            assert pause.first <= pause.last


@pytest.mark.parametrize("piece", ["hver ", "uge 29 og ", "den 15. og ", "a", "1 ", "kl 8 ", "| "])
def test_no_long_text_is_slow(piece: str) -> None:
    text = (piece * 4096)[:4096]
    began = clock.perf_counter()
    for _ in range(3):
        RHYTHMS.read(text, MONDAY)
    assert (clock.perf_counter() - began) / 3 < 0.1


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("klokken fjorten hver torsdag", Wish(Frequency.WEEKLY, weekday=3, at=time(14))),
        ("tors kl 13 hver uge ok?", Wish(Frequency.WEEKLY, weekday=3, at=time(13))),
        ("1) Hver uge\n2) Mandag\n3) Kl. 9.30", Wish(Frequency.WEEKLY, weekday=0, at=time(9, 30))),
        ("Tidspunktet ændres fra kl. 9.00 til kl. 10.30", Wish(at=time(10, 30))),
        ("flyt det til kl. 15, for klokken 14 står jeg i en kloak", Wish(at=time(15))),
        (
            "hver onsdag kl. 10 med start i uge 15",
            Wish(Frequency.WEEKLY, 2, at=time(10), start=date(2026, 4, 6)),
        ),
        (
            "hver onsdag kl. 10, første gang den 8. april",
            Wish(Frequency.WEEKLY, 2, at=time(10), start=date(2026, 4, 8)),
        ),
        (
            "et spørgsmål hver mandag, tidligt om morgenen",
            Wish(Frequency.WEEKLY, 0, part=PartOfDay.MORNING),
        ),
    ],
)
def test_what_stands_beside_a_wish_changes_nothing(said: str, wanted: Wish) -> None:
    assert wish(said, arranging=True) == wanted


def test_a_time_that_is_only_a_bound_is_unclear() -> None:
    found = RHYTHMS.read("helst ikke før kl. 11", MONDAY, arranging=True)
    assert found is not None
    assert found.unclear == {Unclear.TIME}


def test_days_of_one_month_are_a_pause() -> None:
    found = RHYTHMS.read("jeg holder ferie fra den 5. til den 19. juni", MONDAY)
    assert found == Request(Act.PAUSE, pauses=(Pause(date(2026, 6, 5), date(2026, 6, 19)),))
    unreadable = RHYTHMS.read("jeg holder ferie den 31.-30. juni", MONDAY)
    assert unreadable is not None
    assert Unclear.PAUSE in unreadable.unclear


@pytest.mark.parametrize(
    ("said", "is_wish"),
    [
        ("Mon ikke vi skulle sige tirsdag formiddag, når jeg har læst avis? Du må gerne", True),
        ("klubben har åbent hver torsdag, og de unge laver selv vagtplanen", False),
    ],
)
def test_what_sounds_like_a_wish_counts_where_a_word_is_a_sign_of_one(
    said: str, is_wish: bool
) -> None:
    assert (RHYTHMS.read(said, MONDAY, likely=True) is not None) is is_wish
    assert RHYTHMS.read(said, MONDAY, arranging=True) is not None


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("lad den gå mig forbi", Act.SKIP),
        ("slip mig fri", Act.STOP),
        ("jeg er frisk igen", Act.RESUME),
        ("går det mod en ny omgang snart?", Act.SHOW),
    ],
)
def test_what_was_learnt_to_be_wanted_counts_where_no_word_is_known(said: str, act: Act) -> None:
    assert RHYTHMS.read(said, MONDAY) is None
    assert RHYTHMS.read(said, MONDAY, learnt=Learnt(act, act)) == Request(act)
    assert RHYTHMS.read(said, MONDAY, learnt=Learnt(Act.OTHER, Act.OTHER)) is None


def test_words_that_are_known_count_more_than_what_was_learnt() -> None:
    found = RHYTHMS.read("spring uge 42 over", MONDAY, learnt=Learnt(Act.SKIP, Act.SKIP))
    assert found == Request(Act.PAUSE, pauses=(Pause(date(2026, 10, 12), date(2026, 10, 18)),))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("torsdag dur ikke mere. Tag onsdag i stedet", Wish(weekday=2)),
        ("ku vi ta det onsdag i stedet, torsdag er der møde", Wish(weekday=2)),
        ("kl 8 er alt for tidligt, ryk den til 9.30", Wish(at=time(9, 30))),
    ],
)
def test_the_clause_that_wishes_counts_where_the_whole_is_unclear(said: str, wanted: Wish) -> None:
    found = RHYTHMS.read(said, MONDAY, likely=True)
    assert found == Request(Act.CHANGE, wanted)


def test_a_clause_does_not_hide_what_is_unclear_in_another() -> None:
    found = RHYTHMS.read("du må spørge hver mandag, bare ikke i påsken", MONDAY, likely=True)
    assert found is not None
    assert found.unclear == {Unclear.PAUSE}


@pytest.mark.parametrize(
    "said",
    [
        "hver torsdag kl. 16, men hold dig væk i juli",
        "Undtagen i juli vil jeg gerne have et spørgsmål hver torsdag kl. 16",
    ],
)
def test_days_off_may_stand_before_or_behind_the_wish(said: str) -> None:
    found = RHYTHMS.read(said, MONDAY, likely=True)
    assert found is not None
    assert found.wish == Wish(Frequency.WEEKLY, weekday=3, at=time(16))
    assert found.pauses == (Pause(date(2026, 7, 1), date(2026, 7, 31)),)


@pytest.mark.parametrize(
    ("text", "weekday", "at"),
    [
        ("mandag duer ikke mere, tag torsdag i stedet", 3, None),
        ("tirsdag er helt død for mig, ryk den til torsdag kl. 11", 3, time(11)),
        ("flyt det til fredag, jeg har fri om torsdagen", 4, None),
        ("ikke kl 9 men kl 10", None, time(10)),
        ("Hvorfor skriver du kl. 6? Jeg møder kl. 8. Send det 8.30 fremover.", None, time(8, 30)),
    ],
)
def test_what_is_done_without_is_not_what_is_wanted(
    text: str, weekday: int | None, at: time | None
) -> None:
    found = RHYTHMS.read(text, MONDAY, likely=True)
    assert found == Request(Act.CHANGE, Wish(weekday=weekday, at=at))


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("hver uge er lige i overkanten, kan det være hver 14. dag?", Frequency.BIWEEKLY),
        ("nøjes med én gang om måneden og ikke længere én gang om ugen", Frequency.MONTHLY),
    ],
)
def test_how_often_it_was_too_much_is_not_how_often_it_is_to_be(
    text: str, frequency: Frequency
) -> None:
    found = RHYTHMS.read(text, MONDAY, likely=True)
    assert found is not None
    assert (found.wish.frequency, found.unclear) == (frequency, frozenset())


@pytest.mark.parametrize(
    "text", ["jeg har vagter i lige uger så send i de ulige", "en gang imellem, kl. 9"]
)
def test_how_often_is_asked_where_two_are_named_or_none(text: str) -> None:
    found = RHYTHMS.read(text, MONDAY, arranging=True)
    assert found is not None
    assert Unclear.FREQUENCY in found.unclear


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("genoptag spørgsmålene fra den 17. marts", date(2026, 3, 17)),
        ("du må gerne skrive igen fra på torsdag", date(2026, 3, 5)),
        ("du må gerne skrive igen", None),
        ("genoptag spørgsmålene fra den 32. marts", None),
    ],
)
def test_to_go_on_may_begin_later(text: str, start: date | None) -> None:
    found = RHYTHMS.read(text, MONDAY)
    assert found == Request(Act.RESUME, Wish(start=start))
