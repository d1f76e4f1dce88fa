import re

import pytest

from bot.coach import Coach
from bot.coach.markup import plain
from bot.coach.placing import MAX_QUESTIONS
from content.guide import load_guide
from content.values import Dimension
from models import PlacementRecord
from nlp.understanding import Understanding
from tests.conftest import Talk
from tests.models.tables import rows_of

from .talking import FIVE, FOUR, ONE, PLACEMENT_LABELS, THREE, TWO, VAGUE, check, memory_of, started

UNSURE = "Ved ikke"


@pytest.mark.parametrize(("text", "step"), [(ONE, 1), (TWO, 2), (THREE, 3), (FOUR, 4), (FIVE, 5)])
def test_description_is_placed_with_why_the_principle_and_a_next_step(
    coach: Coach, understanding: Understanding, text: str, step: int
) -> None:
    talk = started(coach)
    placement, *_ = talk.say(text)
    check(talk.shown)
    guide = load_guide().steps[step]
    assert (placement.kind, placement.step) == ("placement", step)
    assert f"trin {step}: {guide.name}." in placement.text
    assert " ".join(guide.principle.block.text.split()) in " ".join(talk.text.split())
    assert talk.labels == PLACEMENT_LABELS
    read = understanding.read(text).placement
    assert read
    quotes = re.findall("<blockquote>«(.*?)»</blockquote>", placement.html)
    assert quotes
    assert all(plain(quote).removesuffix(" …") in text for quote in quotes)
    offered = {
        item.text
        for dimension in read.dimensions
        for item in guide.aspects[dimension].next_steps.items
    }
    assert any(talk.text.endswith(item) for item in offered)


def test_placement_has_a_picture_told_in_words(coach: Coach) -> None:
    talk = started(coach)
    placement, *_ = talk.say(FOUR)
    assert placement.picture
    assert placement.picture.step == 4
    assert "trin 4" in placement.picture.alternative
    assert sum(placement.picture.probabilities) == pytest.approx(1, abs=0.13)


def test_placement_is_recorded_without_the_text(coach: Coach, understanding: Understanding) -> None:
    talk = started(coach)
    talk.say(THREE)
    (row,) = rows_of(coach._store, PlacementRecord)
    read = understanding.read(THREE).placement
    assert read
    assert row.step == 3
    assert row.probabilities == pytest.approx(read.probabilities)
    assert row.dimensions == [dimension.value for dimension in read.dimensions]


def test_doubt_names_the_steps_and_asks_with_ready_answers(coach: Coach, doubtful: str) -> None:
    talk = started(coach)
    (question,) = talk.say(doubtful)
    check(talk.shown)
    assert (question.kind, question.step, question.picture) == ("clarify", None, None)
    assert question.text.count("trin ") == 2
    assert any(view.question.text in question.text for view in load_guide().views.values())
    assert 3 <= len(talk.labels) <= 5
    assert talk.labels[-1] == UNSURE


def test_after_two_questions_comes_a_placement_with_its_doubt(coach: Coach, doubtful: str) -> None:
    talk = started(coach)
    talk.say(doubtful)
    first = talk.text
    talk.press(UNSURE)
    assert talk.kinds == ["clarify"]
    assert talk.text != first
    placement, *_ = talk.press(UNSURE)
    assert placement.kind == "placement"
    assert "tvivl" in placement.text or "nogenlunde" in placement.text
    assert "Det kan også være trin" in placement.text
    assert talk.labels == PLACEMENT_LABELS


def test_ready_answer_moves_the_placement_and_is_told(coach: Coach, doubtful: str) -> None:
    steps = []
    for index in (0, -2):
        talk = started(coach, f"person {index}")
        talk.say(doubtful)
        for _ in range(MAX_QUESTIONS):
            if talk.kinds == ["clarify"]:
                answer = talk.labels[index]
                talk.press(answer)
        assert set(talk.kinds) == {"placement"}
        assert f"Du svarede: «{answer}»" in talk.text
        steps.append(talk.shown[0].step or 0)
    assert steps[0] < steps[1]


def test_own_words_answer_a_question_together_with_what_was_said(
    coach: Coach, doubtful: str
) -> None:
    talk = started(coach)
    talk.say(doubtful)
    placement, *_ = talk.say(FOUR)
    assert (placement.kind, placement.step) == ("placement", 4)
    assert "læst det hele igen" in placement.text


def test_answer_to_a_question_that_is_over_says_that_it_is_old(coach: Coach, doubtful: str) -> None:
    talk = started(coach)
    talk.say(doubtful)
    old = talk.shown[0].buttons[0].action
    talk.press(UNSURE)
    question = talk.text
    talk.do(old)
    assert talk.text.startswith("Den knap hører til noget, vi talte om før.")
    talk.press("Tilbage til spørgsmålet")
    assert talk.text == question


def test_small_talk_and_side_steps_leave_the_question_open(coach: Coach, doubtful: str) -> None:
    talk = started(coach)
    talk.say(doubtful)
    question, answers = talk.text, talk.labels
    for words in ("hej", "hvorfor", "Hvad koster en liter mælk i Netto?", "trin 3", ""):
        talk.say(words)
        check(talk.shown)
    talk.do("ask_again")
    assert (talk.text, talk.labels) == (question, answers)
    talk.press(answers[0])
    assert talk.kinds in (["placement"], ["clarify"])


def test_vague_description_gets_a_request_for_an_example_and_counts_with_it(
    coach: Coach,
) -> None:
    talk = started(coach)
    talk.say(VAGUE)
    assert talk.kinds == ["clarify"]
    assert talk.labels == ["Vis et eksempel", "Spørg mig i stedet"]
    placement, *_ = talk.say(ONE)
    assert (placement.kind, placement.step) == ("placement", 1)
    assert "læst det hele igen" in placement.text


def test_new_description_is_not_said_to_be_read_with_the_one_before(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    placement, *_ = talk.say(FOUR)
    assert placement.step == 4
    assert "igen" not in placement.text.split("\n")[0]


def asked(coach: Coach) -> Talk:
    talk = started(coach)
    talk.say("/beskriv")
    talk.press("Spørg mig i stedet")
    return talk


def test_person_who_would_rather_be_asked_is_asked(coach: Coach) -> None:
    talk = asked(coach)
    check(talk.shown)
    assert talk.kinds == ["clarify"]
    assert "mellem" not in talk.text
    talk.press(talk.labels[0])
    if talk.kinds == ["clarify"]:
        talk.press(talk.labels[0])
    assert set(talk.kinds) == {"placement"}
    assert talk.shown[0].step == 1


def test_question_asked_for_twice_is_the_same_question(coach: Coach) -> None:
    talk = asked(coach)
    before = talk.shown
    assert talk.do("ask_me") == before


def test_placement_that_is_asked_about_again_holds_no_longer(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    why = talk.shown[-1].buttons[0].action
    talk.do("ask_me")
    question = talk.text
    talk.do(why)
    assert talk.text.startswith("Den knap hører til noget, vi talte om før.")
    talk.say("hvorfor")
    assert talk.text == question


def test_nothing_known_is_never_placed(coach: Coach) -> None:
    talk = asked(coach)
    for _ in range(MAX_QUESTIONS):
        assert talk.kinds == ["clarify"]
        assert "mellem" not in talk.text
        talk.press(UNSURE)
    check(talk.shown)
    assert talk.kinds == ["clarify"]
    assert UNSURE not in talk.labels
    assert rows_of(coach._store, PlacementRecord) == []


def test_correction_is_placed_again_on_all_that_was_said(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.press("Passer ikke")
    check(talk.shown)
    assert "Hvad gør I, som jeg ikke fik øje på?" in talk.text
    assert talk.labels == ["Vi er længere", "Lad det stå"]
    talk.press("Vi er længere")
    check(talk.shown)
    assert talk.labels == ["Vis et eksempel", "Lad det stå"]
    talk.say(FOUR)
    kept = memory_of(talk)
    assert "Ingen spurgte dem" in kept
    assert "brobyggere" in kept
    if talk.kinds == ["clarify"]:
        talk.press(talk.labels[-2])
    placement, *_ = talk.shown
    assert placement.kind == "placement"
    assert placement.step
    assert placement.step > 1


def test_correction_in_own_words_is_placed_again(coach: Coach) -> None:
    talk = started(coach)
    talk.say(FOUR)
    talk.press("Passer ikke")
    assert talk.labels == ["Vi er længere", "Vi er ikke så langt", "Lad det stå"]
    placement, *_ = talk.say(f"{ONE} {ONE}")
    assert placement.kind in ("placement", "clarify")
    assert placement.step != 4


def test_correction_can_be_left(coach: Coach) -> None:
    talk = started(coach)
    talk.say(FOUR)
    talk.press("Passer ikke")
    talk.press("Vi er længere")
    talk.press("Lad det stå")
    assert talk.kinds == ["receipt"]
    assert talk.labels == PLACEMENT_LABELS
    placement, *_ = talk.say(ONE)
    assert "igen" not in placement.text.split("\n")[0]


def test_disagreement_where_no_placement_stands_is_no_correction(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.say("/beskriv")
    talk.say("det er for højt, synes jeg nu")
    check(talk.shown)
    placement, *_ = talk.say(FOUR)
    assert placement.step == 4


def test_questions_offer_answers_of_the_steps_that_are_possible(
    coach: Coach, doubtful: str
) -> None:
    talk = started(coach)
    (question,) = talk.say(doubtful)
    guide = load_guide()
    (dimension,) = (key for key, view in guide.views.items() if view.question.text in question.text)
    for button in question.buttons[:-1]:
        _, _, step = button.action.split(":")
        assert button.label == guide.steps[int(step)].aspects[Dimension(dimension)].answer.text
