from datetime import date

import pytest

from benchmarks.rhythms import Measured, is_asked_back, is_same, measure
from content.values import Act
from nlp.rhythms.reading import Rhythms
from nlp.rhythms.values import Frequency, Pause, Request, Unclear, Wish
from nlp.understanding import Understanding


# What is not found silently is «stop det der pjat», said to nobody.
@pytest.mark.parametrize(
    ("name", "most_wrong"), [("rhythms", 0), ("rhythms_fresh", 0), ("rhythms_unseen", 1)]
)
def test_kept_wishes_are_understood_or_asked_back(
    name: str, most_wrong: int, understanding: Understanding
) -> None:
    measured = measure(Rhythms(), understanding, name)
    assert measured.right >= 0.95
    assert len(measured.wrong) <= most_wrong


@pytest.mark.parametrize(
    ("name", "least", "wrong"),
    [
        ("rhythms_strangers", 0.9, 0.05),
        ("rhythms_blind", 0.9, 0.05),
        # Below what is wanted: their stories are longer still.
        ("rhythms_eleven", 0.75, 0.1),
    ],
)
def test_most_of_what_strangers_write_with_all_they_tell_beside_it_is_understood(
    name: str, least: float, wrong: float, understanding: Understanding
) -> None:
    measured = measure(Rhythms(), understanding, name)
    assert measured.right >= least
    assert len(measured.wrong) <= wrong * measured.texts


def test_who_takes_less_asks_and_who_takes_another_is_wrong() -> None:
    weekly = Request(Act.SET, Wish(Frequency.WEEKLY, weekday=3))
    assert is_asked_back(Request(Act.SET, Wish(Frequency.WEEKLY)), weekly)
    assert is_asked_back(Request(Act.SET, unclear=frozenset({Unclear.DAY})), weekly)
    assert is_asked_back(None, weekly)
    assert not is_asked_back(Request(Act.SET, Wish(Frequency.WEEKLY, weekday=4)), weekly)
    assert not is_asked_back(weekly, None)
    assert not is_asked_back(None, Request(Act.STOP))
    assert not is_asked_back(Request(Act.SKIP), Request(Act.STOP))


def test_the_same_may_be_said_in_two_ways() -> None:
    monday, tuesday = date(2027, 3, 1), date(2027, 3, 2)
    both = Request(Act.PAUSE, pauses=(Pause(monday, tuesday),))
    assert is_same(
        Request(Act.PAUSE, pauses=(Pause(monday, monday), Pause(tuesday, tuesday))), both
    )
    assert not is_same(Request(Act.PAUSE, pauses=(Pause(monday, monday),)), both)
    assert is_same(Request(Act.SET, Wish(weekday=3)), Request(Act.CHANGE, Wish(weekday=3)))
    assert not is_same(Request(Act.SET), Request(Act.CHANGE))
    assert not is_same(None, both)
    assert is_asked_back(Request(Act.PAUSE), both)


def test_the_share_counts_all_that_is_not_right() -> None:
    assert Measured(10, ["a"], ["b"]).right == 0.8
