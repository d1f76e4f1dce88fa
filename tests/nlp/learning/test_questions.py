from collections.abc import Sequence
from dataclasses import replace

import pytest

from content.messages import MessageExample, MessageKind
from content.values import Topic
from nlp.artefact import Artefact
from nlp.blend import Blend, Seen
from nlp.danish import Danish
from nlp.learning.fitting import FEW_FOLDS
from nlp.learning.questions import asked, measured_questions, train_questions
from nlp.learning.training import Lessons
from nlp.questions import OFFTOPIC, Marker

QUESTION = MessageExample(
    "q-1", "hvad gør lederne på trin 3", MessageKind.QUESTION, Topic.LEADERSHIP, 3
)
IN_CONTEXT = replace(QUESTION, text="hvad gør vores ledere", context_step=3)
COMPARED = replace(QUESTION, text="trin 2 og trin 3", topic=Topic.COMPARISON)
TERM = replace(QUESTION, text="hvad er en silo på trin 2", topic=Topic.TERM, step=None)
OUTSIDE = replace(QUESTION, topic=Topic.OUTSIDE, step=None)
CHAT = MessageExample("m-1", "hvad er klokken", MessageKind.OFFTOPIC)

ODD = "bak dol fim gup hyt jav kes lir mop nud pyf rab set vig zok bym duf gal kip tev"


@pytest.fixture(scope="module")
def marker(small: Lessons, rules: Danish) -> Marker:
    return Marker(rules, small.guide, small.cues, small.pointing)


@pytest.fixture(scope="module")
def learnt(small: Lessons) -> list[MessageExample]:
    return asked(small.messages)


def test_questions_and_what_is_off_the_subject_are_learnt_from() -> None:
    messages = [replace(CHAT, id=f"m-{kind}", kind=kind) for kind in MessageKind]
    assert {message.kind for message in asked(messages)} == {
        "question",
        "offtopic",
        "offtopic_near",
        "hostile",
        "smalltalk",
    }


@pytest.mark.parametrize(
    ("message", "found", "figures"),
    [
        (
            QUESTION,
            "ledelse",
            {"answerable_refused": 0, "right_topic": 1, "alone": 1},
        ),
        # The right topic with another step is not right.
        (
            replace(QUESTION, step=4),
            "ledelse",
            {"answerable_refused": 0, "right_topic": 1, "alone": 0},
        ),
        (QUESTION, "drift", {"answerable_refused": 0, "right_topic": 0, "alone": 0}),
        (QUESTION, OFFTOPIC, {"answerable_refused": 1, "right_topic": 0, "alone": 0}),
        (QUESTION, "uden_for", {"answerable_refused": 1, "right_topic": 0, "alone": 0}),
        (
            IN_CONTEXT,
            "ledelse",
            {"answerable_refused": 0, "right_topic": 1, "in_context": 1},
        ),
        (
            COMPARED,
            "sammenligning",
            {"answerable_refused": 0, "right_topic": 1, "alone": 1, "comparisons": 1},
        ),
        (
            COMPARED,
            "ledelse",
            {"answerable_refused": 0, "right_topic": 0, "alone": 0, "comparisons": 0},
        ),
        # A term belongs to no step.
        (TERM, "begreb", {"answerable_refused": 0, "right_topic": 1, "alone": 1}),
        (OUTSIDE, "uden_for", {"unanswerable_refused": 1}),
        (OUTSIDE, OFFTOPIC, {"unanswerable_refused": 1}),
        (OUTSIDE, "drift", {"unanswerable_refused": 0}),
        (CHAT, OFFTOPIC, {"offtopic_refused": 1}),
        (CHAT, "drift", {"offtopic_refused": 0}),
    ],
)
def test_topic_and_step_must_both_be_right(
    marker: Marker, message: MessageExample, found: str, figures: dict[str, float]
) -> None:
    assert measured_questions([message], [found], marker) == figures


def test_figures_are_shares_of_each_kind(marker: Marker) -> None:
    messages = [QUESTION, QUESTION, QUESTION, IN_CONTEXT, CHAT]
    found = ["ledelse", "ledelse", "drift", "drift", OFFTOPIC]
    assert measured_questions(messages, found, marker) == {
        "alone": 0.6667,
        "answerable_refused": 0,
        "in_context": 0,
        "offtopic_refused": 1,
        "right_topic": 0.5,
    }


def test_what_is_learnt_knows_topics_blocks_and_what_is_off_the_subject(
    small_artefact: Artefact, learnt: Sequence[MessageExample]
) -> None:
    blocks = {message.block for message in learnt if message.block}
    assert len(blocks) > 1
    assert set(small_artefact.questions.topics.classes) == {*Topic, OFFTOPIC}
    assert set(small_artefact.questions.blocks.classes) == blocks


def test_what_is_learnt_is_known_again(
    small_artefact: Artefact, learnt: Sequence[MessageExample], marker: Marker
) -> None:
    model, right = small_artefact.questions, []
    for message in learnt:
        analysis = marker.analyse(message.text, placed=message.context_step is not None)
        seen = model.see(analysis, None)
        right.append(_likeliest(model.topics, seen) == (message.topic or OFFTOPIC))
        if message.block:
            right.append(_likeliest(model.blocks, seen) == message.block)
    assert sum(right) / len(right) > 0.95


def test_what_was_measured_are_shares(small_artefact: Artefact) -> None:
    measured = small_artefact.measured["questions"]
    assert set(measured) == {
        "alone",
        "answerable_refused",
        "comparisons",
        "in_context",
        "offtopic_refused",
        "right_block",
        "right_point",
        "right_topic",
        "unanswerable_refused",
    }
    assert all(0 <= share <= 1 for share in measured.values())


def test_training_tells_how_far_it_is_and_no_wording_is_measured_by_one_who_saw_another(
    small: Lessons, marker: Marker
) -> None:
    told: list[None] = []
    messages = [*_in_two_wordings(), *(row for row in asked(small.messages) if row.block)]
    model, figures = train_questions(messages, None, marker, small.guide, lambda: told.append(None))
    # Each fold and a fit on all, of the topics and of the blocks.
    assert len(told) == 2 * (FEW_FOLDS + 1)
    seen = [model.see(marker.analyse(row.text, placed=False), None) for row in messages]
    found = [_likeliest(model.topics, each) for each in seen]
    assert found == [row.topic for row in messages]
    assert figures["right_topic"] < 0.75


def _in_two_wordings() -> list[MessageExample]:
    """Ask each question twice in words that no other question has.

    Only who saw one of the two could tell what the other is about.
    """
    topics = (Topic.LEADERSHIP, Topic.OPERATION)
    return [
        replace(QUESTION, id=f"{word}-{end}", text=f"{word} {word}{end}", topic=topic, group=word)
        for number, word in enumerate(ODD.split())
        for topic in [topics[number % 2]]
        for end in ("", "x")
    ]


def _likeliest(model: Blend, seen: Seen) -> object:
    return model.classes[int(model.probabilities(seen).argmax())]
