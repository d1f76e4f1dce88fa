from itertools import combinations

import pytest

from bot.coach import Message, Voice
from bot.coach.answering import Answering, with_last_buttons
from bot.coach.explaining import Explaining
from bot.coach.messages import Button, labelled
from bot.coach.state import Memory, State
from content.cues import load_cues
from content.values import STEP_NUMBERS, Dimension, Says, Source, Topic
from nlp.terms import Terms

from .people import placed
from .questions import OF_A_STEP, Finding, asked, heads, nothing_near
from .talking import check

PLACES = {
    Topic.PRINCIPLE: "princip",
    Topic.TRAITS: "billede",
    Topic.DURATION: "varighed",
    Topic.PITFALLS: "faldgruber",
    Topic.SIGNS: "tegn",
}


@pytest.fixture
def answering(voice: Voice) -> Answering:
    return Answering(voice, Explaining(voice))


def sources(shown: list[Message]) -> list[str]:
    return [source for message in shown for source in message.sources]


def said(shown: list[Message]) -> str:
    return " ".join(" ".join(message.text for message in shown).split())


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("topic", OF_A_STEP)
def test_topic_at_a_step_is_told_from_there_and_offered_at_the_neighbours(
    answering: Answering, topic: Topic, step: int
) -> None:
    state = State()
    shown = answering.answer(asked(topic, where=f"trin {step}"), nothing_near, state, Memory())
    check(shown)
    place = f"trin-{step}/{PLACES.get(topic, topic.value)}"
    assert sources(shown)[0].startswith(place)
    assert {source.split("/")[0] for source in sources(shown)} == {f"trin-{step}"}
    assert {message.kind for message in shown} == {"answer"}
    assert (state.topic, state.step) == (topic, None)
    offered = {action for action in labelled(shown).values() if action[-1].isdigit()}
    others = {other for other in (step - 1, step + 1) if other in STEP_NUMBERS}
    assert {int(action.split(":")[-1]) for action in offered} - {step} == others


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("topic", [*OF_A_STEP, Topic.NEXT_STEP, Topic.EXAMPLE])
def test_button_tells_of_its_topic_at_its_step(
    answering: Answering, topic: Topic, step: int
) -> None:
    shown = answering.about(topic, step, nothing_near, State())
    check(shown)
    assert {source.split("/")[0] for source in sources(shown)} == heads(topic, step)
    parts = {part for source in sources(shown) for part in source.split("/")[1:]}
    if topic is Topic.NEXT_STEP:
        assert "naeste-skridt" in parts
    elif topic is Topic.EXAMPLE:
        assert parts & {"eksempel", "eksempler"}
    else:
        assert PLACES.get(topic, topic.value) in parts


@pytest.mark.parametrize("topic", OF_A_STEP)
def test_topic_where_no_step_is_known_is_told_for_all_five(
    answering: Answering, topic: Topic
) -> None:
    shown = answering.answer(asked(topic), nothing_near, State(), Memory())
    check(shown)
    if topic is Topic.TRAITS:
        assert sources(shown) == ["modellen/de-fem-trin-kort"]
    else:
        place = PLACES.get(topic, topic.value)
        heads = [source.split("/")[:2] for source in sources(shown)]
        assert heads == [[f"trin-{step}", place] for step in STEP_NUMBERS]
    assert len(shown[-1].buttons) == 5


def test_what_a_step_demands_is_told_with_its_own_block(answering: Answering) -> None:
    for step in STEP_NUMBERS:
        question = asked(Topic.TRAITS, where=f"trin {step}", demands=True)
        shown = answering.answer(question, nothing_near, State(), Memory())
        check(shown)
        assert sources(shown)[0] == f"trin-{step}/det-kraever"


@pytest.mark.parametrize(("low", "high"), list(combinations(STEP_NUMBERS, 2)))
@pytest.mark.parametrize("dimension", [*Dimension, None])
def test_comparison_sets_both_steps_side_by_side(
    answering: Answering, low: int, high: int, dimension: Dimension | None
) -> None:
    named = (Topic.COMPARISON, *([Topic(dimension)] if dimension else []))
    question = asked(Topic.COMPARISON, where=f"trin {high} og trin {low}", named=named)
    state = State()
    shown = answering.answer(question, nothing_near, state, Memory())
    check(shown)
    for step in (low, high):
        found = [source for source in sources(shown) if source.startswith(f"trin-{step}/")]
        assert found
        assert not dimension or all(f"/{dimension}/" in source for source in found)
        assert f"trin {step}" in said(shown).lower()
    assert state.compared == [low, high]
    assert state.compared_view == (dimension or "")


def test_few_words_after_a_comparison_compare_the_same_steps(answering: Answering) -> None:
    state = State()
    first = asked(Topic.COMPARISON, where="trin 1 og trin 4")
    answering.answer(first, nothing_near, state, Memory())
    then = asked(Topic.COMPARISON, named=(Topic.POLITICS,), before=(Topic.COMPARISON, 4))
    shown = answering.answer(then, nothing_near, state, Memory())
    assert {source.rsplit("/", 1)[0] for source in sources(shown)} == {
        "trin-1/politik", "trin-4/politik"
    }  # fmt: skip


def test_comparison_of_nothing_known_shows_the_five_steps(answering: Answering) -> None:
    shown = answering.answer(asked(Topic.COMPARISON), nothing_near, State(), Memory())
    assert sources(shown) == ["modellen/de-fem-trin-kort"]


def test_two_terms_that_are_compared_are_explained(answering: Answering, voice: Voice) -> None:
    one, other = voice.guide.terms[0], voice.guide.terms[5]
    question = asked(Topic.COMPARISON, terms=(one.name, other.name))
    shown = answering.answer(question, nothing_near, State(), Memory())
    check(shown)
    assert {one.model.id, other.model.id} <= set(sources(shown))


def test_every_term_is_explained_by_every_name_it_has(answering: Answering, voice: Voice) -> None:
    terms = Terms(voice.guide.terms)
    assert len(voice.guide.terms) > 20
    for term in voice.guide.terms:
        for name in (term.name, *term.variants):
            question = asked(Topic.TERM, terms=tuple(terms.find(name)))
            shown = answering.answer(question, nothing_near, State(), Memory())
            check(shown)
            assert term.model.id in sources(shown), name
            assert term.general.id in sources(shown), name


@pytest.mark.parametrize("terms", [(), ("intet begreb",)])
def test_term_that_is_none_is_not_known(answering: Answering, terms: tuple[str, ...]) -> None:
    shown = answering.answer(asked(Topic.TERM, terms=terms), nothing_near, State(), Memory())
    check(shown)
    assert [message.kind for message in shown] == ["unknown"]


def test_unknown_cites_only_what_the_model_says(answering: Answering, voice: Voice) -> None:
    of_model = {block.id for block in voice.guide.blocks if block.source is Source.MODEL}
    cited = set()
    for block in voice.guide.blocks:
        shown = answering.unknown(None, Finding(block), State())
        check(shown)
        assert [message.kind for message in shown] == ["unknown"]
        (source,) = sources(shown)
        if source != "modellen/det-gaar-modellen-ikke-ind-i":
            assert source in of_model
            assert source == block.id
            assert any(each.text in said(shown) for each in Finding(block)([block.id]))
        cited.add(source)
    assert len(cited) > 50


def test_unknown_with_nothing_near_says_what_the_model_leaves_out(answering: Answering) -> None:
    far = answering.unknown(None, nothing_near, State())
    assert sources(far) == ["modellen/det-gaar-modellen-ikke-ind-i"]


def test_what_the_model_leaves_out_is_named_with_whom_to_ask(
    answering: Answering, voice: Voice
) -> None:
    beyond = "modellen/det-gaar-modellen-ikke-ind-i"
    (lines,) = [block.items for block in voice.guide.overview.values() if block.id == beyond]
    for matter in load_cues().matters:
        shown = answering.unknown(matter, nothing_near, State())
        (line,) = [item.text for item in lines if item.text.startswith(matter)]
        assert line in said(shown)
        assert sources(shown) == [beyond]
    assert len(load_cues().matters) == len(lines)


def test_each_block_on_the_whole_model_can_be_told(answering: Answering, voice: Voice) -> None:
    for block in voice.guide.overview.values():
        question = asked(Topic.WHOLE_MODEL, block=block.id)
        shown = answering.answer(question, nothing_near, State(), Memory())
        check(shown)
        assert set(sources(shown)) == {block.id}


def test_question_off_the_subject_gets_a_way_back(answering: Answering) -> None:
    shown = answering.answer(asked(), nothing_near, placed(3), Memory())
    check(shown)
    assert [message.kind for message in shown] == ["offtopic"]
    assert "back" in labelled(shown).values()


def test_step_that_is_none_is_said_to_be_none(answering: Answering) -> None:
    for topic in OF_A_STEP:
        shown = answering.answer(asked(topic, where="trin 7"), nothing_near, State(), Memory())
        assert sources(shown) == ["modellen/de-fem-trin-kort"]
        assert "fem trin" in said(shown)


def test_second_topic_is_answered_too_with_the_buttons_at_the_end(answering: Answering) -> None:
    question = asked(Topic.DURATION, Topic.PITFALLS, where="trin 2")
    shown = answering.answer(question, nothing_near, State(), Memory())
    check(shown)
    assert sources(shown)[0] == "trin-2/varighed"
    assert "trin-2/faldgruber" in sources(shown)


def test_second_topic_that_is_not_known_is_left_out(answering: Answering) -> None:
    question = asked(Topic.DURATION, Topic.OUTSIDE, where="trin 2")
    shown = answering.answer(question, nothing_near, State(), Memory())
    assert {message.kind for message in shown} == {"answer"}


def test_a_term_is_explained_without_a_tour_of_what_it_touches(answering: Answering) -> None:
    question = asked(Topic.TERM, Topic.EMPLOYEES, terms=("Proceskonsulent",))
    shown = answering.answer(question, nothing_near, State(), Memory())
    assert {source.split("/")[0] for source in sources(shown)} == {"begreber"}


def test_only_the_last_message_keeps_its_buttons() -> None:
    one, other = (Message("answer", name, (Button(name, name),)) for name in "ab")
    assert with_last_buttons([one, other]) == [Message("answer", "a"), other]


@pytest.mark.parametrize("says", [None, Says.YES, Says.NO])
def test_each_short_answer_is_told_with_yes_or_no_and_a_way_on(
    answering: Answering, voice: Voice, says: Says | None
) -> None:
    begins = {None: "", Says.YES: "Ja. ", Says.NO: "Nej. "}[says]
    for point in voice.guide.points:
        state = State()
        question = asked(point.topic, point=point, says=says)
        shown = answering.answer(question, nothing_near, state, Memory())
        check(shown)
        assert said(shown) == f"{begins}{point.block.text}"
        assert sources(shown) == [point.block.id]
        assert (state.topic, state.about) == (point.topic, point.step or 0)
        at_step = point.step and point.topic is not Topic.TERM
        offered = {action.split(":")[0] for action in labelled(shown).values()}
        assert ("about" in offered) == bool(at_step)


def test_where_it_is_known_whom_to_ask_nothing_else_is_told(
    answering: Answering, voice: Voice
) -> None:
    near = Finding(voice.step(3).principle.block)
    matter = next(iter(load_cues().matters))
    assert "Det nærmeste" in said(answering.unknown(None, near, State()))
    assert "Det nærmeste" not in said(answering.unknown(matter, near, State()))
