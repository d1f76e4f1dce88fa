from collections import Counter, defaultdict

from content.examples import load_examples
from content.guide import load_guide
from content.messages import MessageKind, load_messages
from content.values import Topic
from tests.content.reserved import reserved_in_text

# Fewer can't be shared out so that each fold has some to learn from.
_FEWEST_OF_A_CLASS = 5
_NO_STEP = {Topic.TERM, Topic.OUTSIDE}
MESSAGES = load_messages()
QUESTIONS = [message for message in MESSAGES if message.kind is MessageKind.QUESTION]


def test_every_kind_has_enough_to_learn_from() -> None:
    counts = Counter(message.kind for message in MESSAGES)
    assert set(counts) == set(MessageKind)
    assert min(counts.values()) >= 80


def test_ids_and_texts_are_unique() -> None:
    assert len({message.id for message in MESSAGES}) == len(MESSAGES)
    assert len({message.text for message in MESSAGES}) == len(MESSAGES)


def test_questions_are_about_all_topics_and_nothing_else_has_one() -> None:
    assert {message.topic for message in QUESTIONS} == set(Topic)
    assert {each.topic for each in MESSAGES if each.kind is not MessageKind.QUESTION} == {None}


def test_only_questions_are_about_a_step() -> None:
    others = [each for each in MESSAGES if each.kind is not MessageKind.QUESTION]
    assert {(each.step, each.context_step) for each in others} == {(None, None)}


def test_questions_on_the_whole_model_name_a_block_of_it_and_no_others_do() -> None:
    ids = {block.id for block in load_guide().overview.values()}
    whole = [each for each in QUESTIONS if each.topic is Topic.WHOLE_MODEL and not each.point]
    assert [each.id for each in whole if each.block not in ids] == []
    assert len({each.block for each in whole}) > 1
    assert {each.block for each in QUESTIONS if each.topic is not Topic.WHOLE_MODEL} == {None}


def test_a_question_with_a_short_answer_is_on_its_topic_and_step() -> None:
    points = {point.block.id: point for point in load_guide().points}
    asked = [each for each in QUESTIONS if each.point]
    for each in asked:
        point = points[each.point or ""]
        step = None if point.topic in _NO_STEP else point.step or "all"
        assert (each.topic, each.step) == (point.topic, step), each.id
    assert {each.point for each in asked} == set(points)


def test_every_class_has_enough_questions_of_different_groups() -> None:
    groups = defaultdict(set)
    for each in QUESTIONS:
        groups[each.block or each.topic].add(each.group or each.id)
    few = {name: len(found) for name, found in groups.items() if len(found) < _FEWEST_OF_A_CLASS}
    assert few == {}


def test_the_step_of_a_question_fits_its_topic() -> None:
    found = defaultdict(set)
    for each in QUESTIONS:
        found[each.topic].add("one" if isinstance(each.step, int) else each.step)
    assert {topic: found[topic] for topic in _NO_STEP} == {topic: {None} for topic in _NO_STEP}
    assert found[Topic.WHOLE_MODEL] == {"all"}
    rest = [found[topic] for topic in Topic if topic not in {*_NO_STEP, Topic.WHOLE_MODEL}]
    assert [steps for steps in rest if None in steps or "one" not in steps] == []


def test_why_is_asked_of_the_step_that_one_was_placed_on() -> None:
    why = [each for each in QUESTIONS if each.topic is Topic.WHY]
    assert [each.id for each in why if each.step != each.context_step] == []


def test_questions_are_asked_alone_and_in_context() -> None:
    for topic in set(Topic) - {Topic.WHY}:
        places = {each.context_step for each in QUESTIONS if each.topic is topic}
        assert None in places, topic
        assert places - {None}, topic


def test_no_message_is_a_description_too() -> None:
    descriptions = {example.text for example in load_examples()}
    assert [message.id for message in MESSAGES if message.text in descriptions] == []


def test_no_message_names_a_municipality_that_is_kept_for_measuring() -> None:
    assert [message.id for message in MESSAGES if reserved_in_text(message.text)] == []
