from datetime import date

import pytest

from content.values import Act
from nlp.rhythms.acts import Learnt
from nlp.rhythms.reading import Rhythms
from nlp.rhythms.values import Pause, Request, Unclear

WEDNESDAY = date(2027, 3, 10)
RHYTHMS = Rhythms()


def paused(said: str) -> Request | None:
    return RHYTHMS.read(said, WEDNESDAY, learnt=Learnt(Act.PAUSE, Act.PAUSE))


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("ti stille til mandag", date(2027, 3, 14)),
        ("lad mig være i fred til på onsdag", date(2027, 3, 16)),
        ("kom igen om en måned", date(2027, 4, 9)),
        ("ses om 14 dage", date(2027, 3, 23)),
        ("læg mig på hylden til uge 40", date(2027, 10, 3)),
        ("læg mig på hylden til og med uge 40", date(2027, 10, 10)),
        ("gå i hi til august", date(2027, 7, 31)),
        ("gå i hi til udgangen af juni", date(2027, 6, 30)),
        ("jeg orker intet før den 1.", date(2027, 3, 31)),
        ("sov godt til d. 12", date(2027, 3, 11)),
        ("sov godt til den 9", date(2027, 4, 8)),
        ("ingenting til og med den 5. april", date(2027, 4, 5)),
        ("ingenting frem til 1. september", date(2027, 8, 31)),
        ("vi ses, til efter nytår", date(2027, 12, 31)),
        ("luk ned resten af måneden", date(2027, 3, 31)),
        ("ro på denne uge", date(2027, 3, 14)),
        ("ro på til efter weekenden", date(2027, 3, 14)),
        ("fred året ud", date(2027, 12, 31)),
    ],
)
def test_a_silence_ends_before_what_it_is_said_to_last_to(said: str, last: date) -> None:
    assert paused(said) == Request(Act.PAUSE, pauses=(Pause(WEDNESDAY, last),))


@pytest.mark.parametrize("said", ["sov godt til den 31.", "læg mig væk til uge 77"])
def test_an_end_that_there_is_not_is_asked_back(said: str) -> None:
    asked = RHYTHMS.read(said, date(2027, 2, 28), learnt=Learnt(Act.PAUSE, Act.PAUSE))
    assert asked == Request(Act.PAUSE, unclear=frozenset({Unclear.PAUSE}))


def test_a_silence_without_an_end_lasts_until_the_person_says_so() -> None:
    assert paused("sluk for snakken indtil videre") == Request(Act.PAUSE, open_pause=True)


@pytest.mark.parametrize("said", ["jeg trænger til ro", "træk stikket"])
def test_a_silence_of_which_no_end_is_said_has_none_that_is_made_up(said: str) -> None:
    assert paused(said) == Request(Act.PAUSE)
