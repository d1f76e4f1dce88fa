from datetime import timedelta

import pytest

from bot.coach import Coach, Message
from bot.coach.looking_back import ON_A_PAGE, standing_of
from bot.coach.messages import Profile, Timeline
from models import Agreement, PlacementRecord, Reflection
from tests.conftest import MovedClock, Talk
from tests.models.tables import rows_of

from .talking import FIRST_LABELS, check, started

SHARES = [0.1, 0.2, 0.5, 0.1, 0.1]
WORDS = (
    "Vi spurgte de frivillige på plejehjemmet",
    "Skolelederen ville gerne være med",
    "Naboerne kom med en idé til legepladsen",
    "Vi holdt møde med boligforeningen om haven",
    "De unge byggede selv en bænk",
)


def with_a_past(coach: Coach, clock: MovedClock, address: str = "ida") -> Talk:
    """Give somebody five answers, an agreement and three placements, a week apart."""
    talk = started(coach, address)
    with coach._store.visit("test", address, clock()) as visit:
        visit.keep_history()
    for number, words in enumerate(WORDS):
        clock.advance(days=7)
        with coach._store.visit("test", address, clock()) as visit:
            asked = visit.schedule.add_prompt(
                source="trin-2/ledelse/refleksion#1", kind="look", step=2, dimension="ledelse"
            )
            visit.journal.add_reflection(words, asked)
            if number == 2:
                visit.journal.add_agreement("jeg ringer til havegruppen")
            if number in (0, 2, 4):
                key = "ledelse" if number else "politik"
                visit.journal.add_placement(number // 2 + 1, SHARES, [key, "inddragelse"])
    return talk


def html(shown: list[Message]) -> str:
    return "".join(message.html for message in shown)


def test_who_has_no_past_is_asked_for_a_description(coach: Coach) -> None:
    talk = started(coach)
    for words in ("/historik", "/udvikling", "vis profilen over tid", "/kvartal"):
        talk.say(words)
        check(talk.shown)
        assert talk.labels[0] in FIRST_LABELS


def test_pages_go_from_the_newest_to_the_oldest(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    talk.say("/historik")
    check(talk.shown)
    assert "side 1 af 3" in talk.text
    pages = [talk.text]
    while "Ældre" in talk.labels:
        talk.press("Ældre")
        check(talk.shown)
        pages.append(talk.text)
    assert len(pages) == 3
    everything = "\n".join(pages)
    places = [everything.index(words) for words in reversed(WORDS)]
    assert places == sorted(places)
    assert "havegruppen" in pages[1]
    assert "Nyere" in talk.labels
    talk.press("Nyere")
    assert talk.text == pages[1]


def test_an_entry_is_read_whole_and_deleted(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    talk.say("find det jeg skrev om legepladser")
    check(talk.shown)
    assert "Naboerne kom med en idé" in talk.text
    talk.press("1")
    check(talk.shown)
    assert "Hvad skete der, sidst du eller din leder slap styringen lidt?" in talk.text
    assert "23. marts" in talk.text
    talk.press("Slet det her")
    check(talk.shown)
    assert WORDS[2] not in [row.text for row in rows_of(coach._store, Reflection)]
    assert len(rows_of(coach._store, Reflection)) == 4
    talk.say("/soeg legeplads")
    assert WORDS[2] not in talk.text


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("skoleleder", WORDS[1]),
        ("frivillig", WORDS[0]),
        ("plejehjem", WORDS[0]),
        ("baenk", WORDS[4]),
        ("nabo idé", WORDS[2]),
        ("havegruppe", "havegruppen"),
    ],
)
def test_words_are_found_in_other_forms(
    coach: Coach, clock: MovedClock, word: str, found: str
) -> None:
    talk = with_a_past(coach, clock)
    talk.say(f"/soeg {word}")
    check(talk.shown)
    assert found in talk.text


def test_a_word_that_was_asked_for_is_searched(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    talk.say("/soeg")
    check(talk.shown)
    talk.say("haven")
    assert WORDS[3] in talk.text
    talk.say("/soeg ubåd")
    check(talk.shown)
    assert "«ubåd»" in talk.text


def test_entries_of_others_are_out_of_reach(coach: Coach, clock: MovedClock) -> None:
    with_a_past(coach, clock)
    (first, *_) = rows_of(coach._store, Reflection)
    other = started(coach, "bo")
    for action in (f"entry:svar:{first.id}", f"entry_drop:svar:{first.id}", "entry:x:1", "entry"):
        other.do(action)
        check(other.shown)
        assert WORDS[0] not in other.text
    other.do("history_clear_yes")
    assert len(rows_of(coach._store, Reflection)) == 5


def test_all_of_it_is_deleted_after_one_question(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    talk.say("slet mine svar")
    check(talk.shown)
    assert "alle 9" in talk.text
    talk.press("Ja, slet det gemte")
    check(talk.shown)
    for table in (Reflection, Agreement, PlacementRecord):
        assert rows_of(coach._store, table) == []


def test_the_way_over_time_is_drawn(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    talk.say("vis udviklingen")
    check(talk.shown)
    picture = talk.shown[0].picture
    assert isinstance(picture, Timeline)
    assert [step for _, step in picture.points] == [1, 2, 3]
    assert picture.points[1][0] - picture.points[0][0] == timedelta(days=14)
    assert "først trin 1, til sidst trin 3" in picture.alternative


def test_the_profile_is_drawn_now_and_before(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    talk.say("vis profilen over tid")
    check(talk.shown)
    picture = talk.shown[0].picture
    assert isinstance(picture, Profile)
    assert {key: (now, before) for key, now, before in picture.rows} == {
        "ledelse": (3, 2),
        "inddragelse": (3, 2),
        "politik": (1, 0),
    }
    assert "Ledelse: fra trin 2 til trin 3" in talk.text


def test_three_months_are_summed_up_to_be_sent_on(coach: Coach, clock: MovedClock) -> None:
    talk = with_a_past(coach, clock)
    with coach._store.visit("test", "ida", clock()) as visit:
        (agreed,) = visit.journal.agreements()
        asked = visit.schedule.add_prompt(
            source="aftale", kind="look", step=0, dimension="", agreement_id=agreed.id
        )
        visit.journal.add_reflection("De kom <b>alle</b> sammen", asked)
    talk.say("/kvartal")
    check(talk.shown)
    assert talk.kinds == ["summary", "answer"]
    assert "Ledelse: fra trin 2 til trin 3" in talk.text
    assert "«jeg ringer til havegruppen» Det blev til: «De kom <b>alle</b> sammen»" in talk.text
    assert "&lt;b&gt;alle" in html(talk.shown)
    clock.advance(days=120)
    talk.say("/kvartal")
    assert talk.kinds == ["answer"]


def test_a_dimension_has_its_newest_step_and_the_one_before() -> None:
    def placed(step: int, *keys: str) -> PlacementRecord:
        return PlacementRecord(person_id=1, step=step, probabilities=SHARES, dimensions=list(keys))

    rows = standing_of([placed(4, "drift"), placed(2, "drift", "politik"), placed(1, "drift")])
    assert rows == [("politik", 2, 0), ("drift", 4, 2)]


def test_as_many_as_fit_stand_on_a_page() -> None:
    assert ON_A_PAGE == 4
