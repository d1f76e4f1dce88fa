from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.allowance import DAY, MINUTE, Allowance, Verdict


class Time:
    """Tell a time that only the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_a_minute_are_answered_and_it_is_said_once() -> None:
    time = Time()
    allowance = Allowance(3, 100, time)
    found = [allowance.take("ida") for _ in range(6)]
    assert found == [*[Verdict.ANSWERED] * 3, Verdict.TOO_FAST, *[Verdict.LEFT_OUT] * 2]
    assert allowance.take("bo") is Verdict.ANSWERED
    time.now += MINUTE
    assert allowance.take("ida") is Verdict.ANSWERED


def test_so_many_a_day_are_answered_and_it_is_said_once() -> None:
    time = Time()
    allowance = Allowance(3, 4, time)
    found = []
    for _ in range(7):
        found.append(allowance.take("ida"))
        time.now += MINUTE
    assert found == [*[Verdict.ANSWERED] * 4, Verdict.ENOUGH_TODAY, *[Verdict.LEFT_OUT] * 2]
    time.now += DAY
    assert allowance.take("ida") is Verdict.ANSWERED


def test_slower_than_the_limit_all_are_answered() -> None:
    time = Time()
    allowance = Allowance(3, 100, time)
    for _ in range(50):
        assert allowance.take("ida") is Verdict.ANSWERED
        time.now += MINUTE / 3


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 40)), max_size=60))
def test_never_more_than_so_many_in_any_minute(steps: list[tuple[str, float]]) -> None:
    time = Time()
    allowance = Allowance(4, 20, time)
    answered: dict[str, list[float]] = {"a": [], "b": []}
    for chat, pause in steps:
        time.now += pause
        if allowance.take(chat) is Verdict.ANSWERED:
            answered[chat].append(time.now)
    for times in answered.values():
        assert len(times) <= 20
        for first, fifth in zip(times, times[4:], strict=False):
            assert fifth - first >= MINUTE


def test_who_was_silent_for_a_day_is_forgotten() -> None:
    time = Time()
    allowance = Allowance(3, 100, time)
    for number in range(10_002):
        allowance.take(str(number))
    time.now += DAY
    allowance.take("ida")
    assert len(allowance._answered) == 1
