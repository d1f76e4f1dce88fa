from collections import Counter

from content.examples import MessageKind, load_examples, load_messages
from tests.content.reserved import reserved_in_text

_TOPICS = (
    "princip kendetegn afsaet organisation ledelse inddragelse medarbejdere politik drift varighed "
    "faldgruber tegn naeste_skridt eksempel begreb sammenligning hvorfor_placering hele_modellen "
    "uden_for"
)
MESSAGES = load_messages()
QUESTIONS = [message for message in MESSAGES if message.kind is MessageKind.QUESTION]


def test_every_kind_has_enough_to_learn_from() -> None:
    counts = Counter(message.kind for message in MESSAGES)
    assert set(counts) == set(MessageKind)
    assert min(counts.values()) >= 80


def test_ids_and_texts_are_unique() -> None:
    assert len({message.id for message in MESSAGES}) == len(MESSAGES)
    assert len({message.text for message in MESSAGES}) == len(MESSAGES)


def test_questions_have_a_topic_of_the_contract_and_nothing_else_has() -> None:
    assert {message.topic for message in QUESTIONS} == set(_TOPICS.split())
    assert {each.topic for each in MESSAGES if each.kind is not MessageKind.QUESTION} == {None}


def test_only_questions_are_about_a_step() -> None:
    others = [each for each in MESSAGES if each.kind is not MessageKind.QUESTION]
    assert {(each.step, each.context_step) for each in others} == {(None, None)}


def test_no_message_is_a_description_too() -> None:
    descriptions = {example.text for example in load_examples()}
    assert [message.id for message in MESSAGES if message.text in descriptions] == []


def test_no_message_names_a_municipality_that_is_kept_for_measuring() -> None:
    assert [message.id for message in MESSAGES if reserved_in_text(message.text)] == []
