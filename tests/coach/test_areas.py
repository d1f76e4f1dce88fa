import re

import pytest

from bot.coach import Coach
from bot.coach.areas import keep_area, profile, turn_to_area
from bot.coach.markup import plain
from bot.coach.state import Memory, State
from content.values import Dimension
from nlp.normalise import compact

from .people import placed, told
from .talking import check, started

SCHOOL = (
    "På skolerne henter lærerne elever og forældre ind, før de beslutter noget, "
    "og alle er med til at prøve det af."
)
ROADS = (
    "I vej og park laver forvaltningen planen selv, og borgerne får den at se, når den er vedtaget."
)


def of(name: str, said: str, step: int, words: str) -> tuple[State, Memory]:
    state, memory = placed(step, Dimension.LEADERSHIP), told(Dimension.LEADERSHIP, words=words)
    state.area, memory.area_said = name, said
    return state, memory


def test_department_comes_back_as_it_was_kept() -> None:
    state, memory = of("skole", "skolerne", 4, "skolens ord")
    state.given = ["4:ledelse:0"]
    keep_area(state, memory)
    state.start_description()
    state.area, memory.area_said = "vej og trafik", "vej og park"
    state.probabilities, state.dimensions, state.placement = [0.9, 0.1, 0, 0, 0], ["drift"], 2
    memory.text, memory.evidence = "vejens ord", [{"text": "vejens ord", "dimension": "drift"}]
    assert turn_to_area(state, memory, "skole")
    assert (state.area, memory.area_said, state.step, state.last_step) == (
        "skole",
        "skolerne",
        4,
        4,
    )
    assert memory.text == "skolens ord"
    assert [piece["text"] for piece in memory.evidence] == ["skolens ord"]
    assert (state.placement, state.given, state.dimensions) == (1, ["4:ledelse:0"], ["ledelse"])
    assert turn_to_area(state, memory, "vej og trafik")
    assert (state.step, memory.text) == (1, "vejens ord")


def test_departments_are_listed_in_the_order_they_came_with_their_own_names() -> None:
    memory = Memory()
    for name, said, step in (("skole", "skolerne", 4), ("ældre", "plejehjemmet", 2)):
        state, own = of(name, said, step, said)
        memory.text, memory.evidence, memory.area_said = own.text, own.evidence, said
        keep_area(state, memory)
    assert profile(memory) == [
        {"name": "skolerne", "step": 4},
        {"name": "plejehjemmet", "step": 2},
    ]


@pytest.mark.parametrize("missing", ["area", "placement", "text"])
def test_what_is_of_no_department_or_not_placed_or_forgotten_is_not_kept(missing: str) -> None:
    state, memory = of("skole", "skolerne", 4, "ord")
    if missing == "area":
        state.area = ""
    elif missing == "placement":
        state.placement = 0
    else:
        memory.forget()
    keep_area(state, memory)
    assert memory.areas == {}


def test_department_never_spoken_of_changes_nothing() -> None:
    state, memory = of("skole", "skolerne", 4, "ord")
    assert not turn_to_area(state, memory, "ældre")
    assert (state.area, state.step, memory.text) == ("skole", 4, "ord")


@pytest.mark.parametrize("texts", [(f"{SCHOOL} {ROADS}",), (SCHOOL, ROADS), (ROADS, SCHOOL)])
def test_two_departments_stand_apart_whether_told_at_once_or_one_by_one(
    coach: Coach, texts: tuple[str, ...]
) -> None:
    talk = started(coach)
    for text in texts:
        talk.say(text)
        check(talk.shown)
        while talk.kinds == ["clarify"]:
            talk.press("Ved ikke")
    talk.say("hvem er længst fremme?")
    check(talk.shown)
    lines = [line for line in talk.text.splitlines() if line.startswith("• ")]
    assert len(lines) == 2
    assert len({line[-1] for line in lines}) == 2
    for name, own in (("skole", SCHOOL), ("vej og trafik", ROADS)):
        talk.do(f"area:{name}")
        check(talk.shown)
        step = talk.shown[0].step
        talk.say("hvorfor")
        assert talk.shown[0].step == step
        html = "".join(message.html for message in talk.shown)
        quotes = re.findall("<blockquote>«(.*?)»</blockquote>", html)
        assert quotes
        assert all(compact(plain(quote)) in compact(own) for quote in quotes)


def test_button_of_a_department_nobody_told_of_is_old(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ROADS)
    shown = talk.labels
    for action in ("area:ældre", "area:", "area", "area:x:y"):
        talk.do(action)
        check(talk.shown)
        assert talk.labels == shown
