import pytest

from content.guide import load_guide
from content.values import Dimension, Role, Topic
from nlp.questions import DOUBT, DOUBTS, Marker
from tests.nlp.asking import BLOCK, NOWHERE, ON_TWO, Fixed, Told, ask, asking_of


def test_a_question_is_understood_whole(marker: Marker) -> None:
    text = "Jeg er leder i ældreplejen. Hvad er en silo, og hvad gør politikerne på trin 3?"
    question = ask(marker, text, ON_TWO, politik=0.6, begreb=0.35, ledelse=0.05)
    assert question.topics == (Topic.POLITICS, Topic.TERM)
    assert question.step == 3
    assert question.step_for(Topic.TERM) is None
    assert question.named[0] is Topic.POLITICS
    assert {Topic.POLITICS, Topic.LEADERSHIP} <= set(question.named)
    assert Dimension.LEADERSHIP in question.dimensions
    assert "Silo" in question.terms
    assert question.fields == ("ældre",)
    assert question.role is Role.LEADER
    assert (question.start, question.steps) == (2, (2, 3))
    assert question.place == ON_TWO
    assert question.block == BLOCK
    assert question.probability == 0.6
    assert not question.demands


@pytest.mark.parametrize("text", ["hvad kræver trin 3 af os", "Hvad skal der til på trin 3?"])
def test_what_a_step_demands_is_asked_for(marker: Marker, text: str) -> None:
    assert ask(marker, text, kendetegn=1).demands


def test_the_probability_is_of_the_likeliest_also_off_the_subject(marker: Marker) -> None:
    assert ask(marker, "i vejret", offtopic=0.7, ledelse=0.3).probability == 0.7


@pytest.mark.parametrize(
    ("chances", "topics"),
    [
        ({"drift": 0.9, "ledelse": 0.1}, (Topic.OPERATION,)),
        ({"drift": 0.6, "ledelse": 0.4}, (Topic.OPERATION, Topic.LEADERSHIP)),
        ({"drift": 0.7, "ledelse": 0.3}, (Topic.OPERATION, Topic.LEADERSHIP)),
        ({"drift": 0.71, "ledelse": 0.29}, (Topic.OPERATION,)),
        ({"ledelse": 0.6, "offtopic": 0.4}, (Topic.LEADERSHIP,)),
        ({"offtopic": 0.6, "ledelse": 0.4}, ()),
        ({"offtopic": 0.5, "ledelse": 0.25, "drift": 0.25}, ()),
        ({"drift": 0.34, "ledelse": 0.33, "politik": 0.33}, (Topic.OPERATION, Topic.LEADERSHIP)),
        # What the model does not tell weighs more, and is never half of an answer.
        ({"drift": 0.55, "uden_for": 0.45}, (Topic.OUTSIDE,)),
        ({"drift": 0.65, "uden_for": 0.35}, (Topic.OPERATION,)),
        ({"offtopic": 0.55, "uden_for": 0.45, "drift": 0}, (Topic.OUTSIDE,)),
    ],
)
def test_a_second_topic_counts_where_it_is_nearly_as_likely(
    marker: Marker, chances: dict[str, float], topics: tuple[Topic, ...]
) -> None:
    question = ask(marker, "hvad siger loven om drift, ledelse og politik", **chances)
    assert question.topics == topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("hvad med lederne", (Topic.OPERATION, Topic.LEADERSHIP)),
        ("hvad med driften", (Topic.OPERATION,)),
        ("hvad med politikerne", (Topic.OPERATION,)),
        ("hvad så", (Topic.OPERATION,)),
    ],
)
def test_a_second_topic_counts_only_where_a_word_of_its_own_is_said(
    marker: Marker, text: str, topics: tuple[Topic, ...]
) -> None:
    assert ask(marker, text, drift=0.6, ledelse=0.4).topics == topics


@pytest.mark.parametrize("text", ["trin 3 i vejret", "den næste i vejret", "en silo i vejret"])
def test_who_names_a_step_or_a_term_is_on_the_subject(marker: Marker, text: str) -> None:
    chances = {"offtopic": 0.9, "ledelse": 0.1}
    assert ask(marker, text, **chances).topics == (Topic.LEADERSHIP,)
    off = ask(marker, "i vejret", ON_TWO, **chances)
    assert (off.topics, off.step) == ((), None)


def test_only_the_beginning_of_a_long_question_is_read(marker: Marker) -> None:
    question = ask(marker, "hvad så " * 100 + "trin 3, silo, jeg er leder", drift=1)
    assert question.pointing.nothing
    assert (question.terms, question.role) == ((), None)


def test_a_doubt_is_answered_as_one_and_not_in_short(marker: Marker) -> None:
    assert set(DOUBTS) <= {block.id for block in load_guide().overview.values()}
    whole = {"hele_modellen": 0.9, "uden_for": 0.1}
    told = Told(whole, {"loeser-samskabelse-alt": 0.9})
    asked = asking_of(marker, told).read("Er det bare varm luft?", None, NOWHERE)
    assert asked.point is not None
    assert not asked.doubts
    told.topics = Fixed({"hele_modellen": 0.2, "ledelse": 0.2, DOUBT: 0.6})
    told.blocks = Fixed({BLOCK: 0.6, DOUBTS[1]: 0.3, DOUBTS[0]: 0.1})
    doubted = asking_of(marker, told).read("Er det bare varm luft?", None, NOWHERE)
    assert (doubted.point, doubted.block, doubted.doubts) == (None, DOUBTS[1], True)
    assert doubted.topics == (Topic.WHOLE_MODEL,)


@pytest.mark.parametrize("doubt", [0.1, 0.45])
def test_what_is_perhaps_a_doubt_is_asked_of_the_whole_model(marker: Marker, doubt: float) -> None:
    told = Told({"hele_modellen": 0.5 - doubt, "ledelse": 0.5, DOUBT: doubt})
    asked = asking_of(marker, told).read("Er det bare varm luft?", None, NOWHERE)
    assert not asked.doubts
    assert set(asked.topics) <= {Topic.WHOLE_MODEL, Topic.LEADERSHIP}
