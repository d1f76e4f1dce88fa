import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pace import Pace

STEPS = st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 0.2)), max_size=60)


@given(STEPS)
def test_a_chat_gets_one_message_a_second(
    steps: list[tuple[str, float]],
) -> None:
    pace, now = Pace(5), 0.0
    moments: list[tuple[float, str]] = []
    for address, passed in steps:
        now += passed
        moment = pace.take(address, now)
        assert moment >= now
        moments.append((moment, address))
    for address in "abcdef":
        own = sorted(at for at, each in moments if each == address)
        assert all(b - a >= 1 - 1e-9 for a, b in pairwise(own))


@given(st.lists(st.floats(0, 0.2), max_size=60))
def test_messages_to_many_chats_are_spread_evenly(pauses: list[float]) -> None:
    pace, now = Pace(5), 0.0
    moments = []
    for number, passed in enumerate(pauses):
        now += passed
        moments.append(pace.take(str(number), now))
    assert all(b - a >= 0.2 - 1e-9 for a, b in pairwise(moments))


def test_several_processes_share_what_is_allowed() -> None:
    pace = Pace(30)
    pace.share(3)
    moments = [pace.take(str(number), 0.0) for number in range(11)]
    assert moments[-1] == pytest.approx(1 / 0.98)


def test_a_chat_that_must_wait_waits_alone() -> None:
    pace = Pace(30)
    pace.hold("a", 5, 0.0)
    assert pace.take("a", 0.0) == 5
    assert pace.take("b", 0.0) < 1


def test_where_two_chats_must_wait_all_do() -> None:
    pace = Pace(30)
    pace.hold("a", 5, 0.0)
    pace.hold("b", 5, 1.0)
    assert pace.take("c", 1.0) == 6
    assert pace.take("d", 1.0) > 6


def test_who_must_wait_again_after_the_first_wait_waits_alone() -> None:
    pace = Pace(30)
    pace.hold("a", 1, 0.0)
    pace.hold("b", 1, 2.0)
    assert pace.take("c", 2.0) == 2.0


def test_old_chats_are_forgotten() -> None:
    pace = Pace(1_000_000)
    for number in range(10_002):
        pace.take(str(number), 0.0)
    pace.take("late", 100.0)
    assert len(pace._next_in_chat) == 1


async def test_a_turn_is_waited_for() -> None:
    pace = Pace(20)
    began = time.monotonic()
    for address in "abc":
        await pace.turn(address)
    assert 0.09 <= time.monotonic() - began < 1
