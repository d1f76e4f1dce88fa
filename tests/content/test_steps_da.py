import re
from statistics import mean

import pytest

from content.cues import load_cues
from content.guide import STEPS_FILE, VIEWS, load_guide
from content.values import STEP_NUMBERS, Block, Dimension, Role, Source, Step
from tests.content.lix import lix

GUIDE = load_guide()
STEPS = list(GUIDE.steps.values())
ASPECTS = [(step, aspect) for step in STEPS for aspect in step.aspects.values()]
BLOCKS = list(GUIDE.blocks)
LONGEST_ANSWER = 44


def _is_answer(block: Block) -> bool:
    return block.id.endswith("/svar")


def test_every_step_has_every_dimension() -> None:
    assert list(GUIDE.steps) == list(STEP_NUMBERS)
    assert len(ASPECTS) == 35
    assert all(list(step.aspects) == list(Dimension) for step in STEPS)


def test_the_steps_bear_the_names_of_the_model() -> None:
    assert [step.name for step in STEPS] == [
        f"Den {name} kommune"
        for name in ("nysgerrige", "inddragende", "ambitiøse", "modne", "samskabende")
    ]


def test_ids_are_unique_and_plain() -> None:
    ids = [block.id for block in BLOCKS]
    assert len(ids) == len(set(ids))
    assert [each for each in ids if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)+", each)] == []


def test_the_id_of_the_contract_is_there() -> None:
    block = next(block for block in BLOCKS if block.id == "trin-2/ledelse/kendetegn")
    assert block is GUIDE.steps[2].aspects[Dimension.LEADERSHIP].traits


def test_only_terms_cite_general_knowledge() -> None:
    general = {block.id for block in BLOCKS if block.source is Source.GENERAL}
    assert general
    assert general <= {term.general.id for term in GUIDE.terms}


def test_the_coachs_advice_is_never_marked_as_the_models() -> None:
    own = [passage.advice for step in STEPS for passage in step.passages if passage.advice]
    own += [example for step in STEPS for example in step.examples]
    for _, aspect in ASPECTS:
        own += [aspect.example, aspect.next_steps, aspect.reflection, aspect.answer]
    assert {block.source for block in own} == {Source.COACH}


def test_the_overview_is_the_models_but_for_what_the_coach_adds() -> None:
    coach = {title for title, block in GUIDE.overview.items() if block.source is Source.COACH}
    assert coach == {
        "Et trin er ikke en karakter",
        "Den røde tråd",
        "Sådan kan I tale om jeres trin",
        "Når samskabelse ikke er svaret",
        "Når I falder et trin tilbage",
        "Til dig, der tvivler",
        "Når chef eller kolleger ikke vil",
        "Når borgerne bliver væk",
        "Når I står på flere trin",
        "De syv dimensioner",
        "Sådan placerer jeg",
        "Det går modellen ikke ind i",
    }
    rest = {block.source for title, block in GUIDE.overview.items() if title not in coach}
    assert rest == {Source.MODEL}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"trin-{step.number}")
def test_principle_and_picture_are_the_models(step: Step) -> None:
    assert step.principle.block.source is Source.MODEL
    assert step.picture.block.source is Source.MODEL
    sentences = re.findall(r"(?<!stk)[.?!](?=\s|$)", step.picture.block.text)
    assert 5 <= len(sentences) <= 8


def test_where_the_coach_speaks_for_a_silent_model_it_says_so() -> None:
    speaking = [passage.block for step in STEPS for passage in step.passages]
    speaking += [aspect.traits for _, aspect in ASPECTS]
    coach = [block for block in speaking if block.source is Source.COACH]
    assert coach
    not_said = re.compile("Modellen (siger|har) ikke")
    assert [each.id for each in coach if not not_said.match(each.text)] == []


def test_the_model_says_nothing_of_politicians_at_the_first_two_steps() -> None:
    silent = {(step.number, aspect.dimension) for step, aspect in ASPECTS if aspect.silent}
    assert {(1, Dimension.POLITICS), (2, Dimension.POLITICS)} <= silent
    assert (5, Dimension.POLITICS) not in silent


def test_every_answer_fits_a_button() -> None:
    answers = [aspect.answer.text for _, aspect in ASPECTS]
    assert [each for each in answers if not 0 < len(each) <= LONGEST_ANSWER] == []
    assert [each for each in answers if "\n" in each or each.endswith(".")] == []


@pytest.mark.parametrize("dimension", list(Dimension))
def test_the_answers_of_a_dimension_can_be_told_apart(dimension: Dimension) -> None:
    assert len({step.aspects[dimension].answer.text.lower() for step in STEPS}) == len(STEPS)


def test_next_steps_suit_everybody_first_and_other_roles_too() -> None:
    for _, aspect in ASPECTS:
        items = aspect.next_steps.items
        roles = [item.role for item in items]
        assert len({item.text for item in items}) == len(items) >= 3, aspect.next_steps.id
        assert roles[0] is Role.ANYONE, aspect.next_steps.id
        assert {Role.LEADER, Role.POLITICIAN} & set(roles), aspect.next_steps.id


def test_reflections_are_questions() -> None:
    for _, aspect in ASPECTS:
        questions = [item.text for item in aspect.reflection.items]
        assert len(questions) >= 2, aspect.reflection.id
        assert [each for each in questions if not each.endswith("?")] == []


def test_an_example_names_its_field_and_tells_something() -> None:
    odd = [
        aspect.example.id
        for _, aspect in ASPECTS
        if not aspect.example.field or not aspect.example.paragraphs
    ]
    assert odd == []


def test_examples_come_from_many_fields() -> None:
    assert len({aspect.example.field for _, aspect in ASPECTS}) >= 15


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"trin-{step.number}")
def test_a_step_has_examples_from_fields_of_their_own(step: Step) -> None:
    fields = [example.field for example in step.examples]
    assert len(set(fields)) == len(fields) >= 10
    assert [each.id for each in step.examples if each.title.lower() != each.field] == []


def test_every_field_of_an_example_can_be_asked_for() -> None:
    examples = [example for step in STEPS for example in step.examples]
    examples += [aspect.example for _, aspect in ASPECTS]
    assert {example.field for example in examples} <= set(load_cues().fields)


def test_no_news_is_told_twice() -> None:
    news = [step.news for step in STEPS] + [aspect.news for _, aspect in ASPECTS]
    texts = [block.text for block in news if block]
    assert len(set(texts)) == len(texts) == 4 * (1 + len(Dimension))


def test_the_question_of_each_dimension_is_one_question() -> None:
    for view in GUIDE.views.values():
        assert view.question.text.count("?") == 1
        assert view.question.text.endswith("?")
        assert VIEWS[view.name] is view.dimension


def test_there_are_terms_enough_and_each_name_means_one() -> None:
    assert len(GUIDE.terms) >= 25
    names = [name.lower() for term in GUIDE.terms for name in (term.name, *term.variants)]
    assert [name for name in names if names.count(name) > 1] == []


def test_terms_tell_the_models_word_from_what_is_generally_known() -> None:
    assert {term.general.source for term in GUIDE.terms} == {Source.GENERAL}
    assert {term.model.source for term in GUIDE.terms} <= {Source.MODEL, Source.COACH}


def test_the_content_is_easy_to_read() -> None:
    assert mean(lix(block.text) for block in BLOCKS) < 40


def test_no_block_is_hard_to_read() -> None:
    # Six words on a button are no text to measure.
    hard = {block.id: lix(block.text) for block in BLOCKS if not _is_answer(block)}
    assert {key: value for key, value in hard.items() if value > 50} == {}


def test_no_exclamation_marks_and_no_emoji() -> None:
    text = STEPS_FILE.read_text(encoding="utf-8")
    assert "!" not in text
    assert re.findall(r"[\U0001F000-\U0001FAFF\u2600-\u27BF]", text) == []
