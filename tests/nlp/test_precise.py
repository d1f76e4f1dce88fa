"""Precise questions are answered in short."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from content.values import Says, Topic
from nlp.place import Place
from nlp.questions import Marker
from tests.nlp.asking import NOWHERE, ON_TWO, Told, asking_of

ORGANISATION = {"organisation": 0.95, "offtopic": 0.01, "uden_for": 0.04}
SILOS_ON_ONE, SILOS_ON_TWO = "siloer-paa-trin-1", "siloer-paa-trin-2"


def _point(
    marker: Marker,
    text: str,
    fits: Mapping[str, float],
    place: Place = NOWHERE,
    chances: Mapping[str, float] = MappingProxyType(ORGANISATION),
) -> str | None:
    question = asking_of(marker, Told(chances, fits)).read(text, None, place)
    if question.point is None:
        return None
    assert question.topics == (question.point.topic,)
    assert question.step == (question.point.step or "all")
    return question.point.block.id.removeprefix("korte-svar/")


def test_a_precise_question_has_the_short_answer_that_fits_best(marker: Marker) -> None:
    fits = {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.4}
    assert _point(marker, "Skal siloerne rives ned?", fits) == SILOS_ON_TWO
    assert _point(marker, "Skal siloerne rives ned?", {SILOS_ON_TWO: 0.05}) is None


def test_a_short_answer_stands_on_a_step_that_is_pointed_at(marker: Marker) -> None:
    fits = {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.6}
    assert _point(marker, "Er der siloer på trin 1?", fits) == SILOS_ON_ONE
    assert _point(marker, "Er der siloer på trin 4?", fits) is None
    assert _point(marker, "Er der siloer på trinnet under os?", fits, ON_TWO) == SILOS_ON_ONE
    assert _point(marker, "Hvordan er siloerne på alle trin?", fits) is None
    assert _point(marker, "På hvilket trin er der flest siloer?", fits) == SILOS_ON_TWO


def test_the_step_spoken_of_goes_before_what_fits_little_better(marker: Marker) -> None:
    place = Place(own=1)
    text = "Er der da siloer i sådan en kommune?"
    assert _point(marker, text, {SILOS_ON_ONE: 0.35, SILOS_ON_TWO: 0.4}, place) == SILOS_ON_ONE
    assert _point(marker, text, {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.6}, place) == SILOS_ON_TWO
    few = {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.6}
    assert _point(marker, "og siloerne?", few, place) == SILOS_ON_ONE


def test_what_is_told_of_all_steps_is_no_answer_on_one_of_them(marker: Marker) -> None:
    fits = {"hvor-lang-tid-trinnene-tager": 0.6}
    assert _point(marker, "Hvor lang tid tager det?", fits) == "hvor-lang-tid-trinnene-tager"
    assert _point(marker, "Hvor lang tid tager trin 3?", fits) is None
    assert _point(marker, "Hvor lang tid tager det her?", fits, ON_TWO) is None
    assert _point(marker, "Skal alle til trin 5?", {"skal-alle-helt-op": 0.6}) is not None


@pytest.mark.parametrize(
    "chances",
    [
        {"sammenligning": 0.9, "organisation": 0.1},
        {"begreb": 0.9, "organisation": 0.1},
        {"naeste_skridt": 0.9, "organisation": 0.1},
    ],
)
def test_what_has_an_answer_of_its_own_making_is_not_answered_in_short(
    marker: Marker, chances: dict[str, float]
) -> None:
    text, fits = "Skal siloerne rives ned?", {SILOS_ON_TWO: 0.9}
    assert _point(marker, text, fits, chances={**chances, "uden_for": 0.0}) is None


def test_a_short_answer_on_another_topic_must_fit_better(marker: Marker) -> None:
    outside = {"uden_for": 0.95, "organisation": 0.05}
    text = "Skal siloerne rives ned?"
    assert _point(marker, text, {SILOS_ON_TWO: 0.25}) == SILOS_ON_TWO
    assert _point(marker, text, {SILOS_ON_TWO: 0.25}, chances=outside) is None
    assert _point(marker, text, {SILOS_ON_TWO: 0.4}, chances=outside) == SILOS_ON_TWO
    # What the model is known to leave out is not answered, however near it sounds.
    law = "Skal siloerne rives ned ifølge loven?"
    assert _point(marker, law, {SILOS_ON_TWO: 0.4}, chances=outside) is None


def test_a_short_answer_says_yes_or_no_where_that_is_asked_for(marker: Marker) -> None:
    asking = asking_of(marker, Told(ORGANISATION, {SILOS_ON_TWO: 0.6}))
    assert asking.read("Skal siloerne brydes ned?", None, NOWHERE).says is Says.NO
    assert asking.read("Hvorfor brydes siloerne ikke ned?", None, NOWHERE).says is None


def test_a_short_answer_on_a_term_is_about_no_step(marker: Marker) -> None:
    told = Told({"begreb": 0.9, "uden_for": 0.1}, {"hvad-en-samskabelseskommune-er": 0.9})
    question = asking_of(marker, told).read("Hvornår kan man kalde sig det?", None, NOWHERE)
    assert question.point is not None
    assert (question.topics, question.step) == ((Topic.TERM,), None)
