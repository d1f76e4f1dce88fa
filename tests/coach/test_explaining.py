import pytest

from bot.coach import Coach, Voice
from bot.coach.explaining import Explaining
from bot.coach.state import Memory, State
from content.values import STEP_NUMBERS, Dimension
from tests.conftest import MovedClock, Talk

from .talking import FIVE, FOUR, ONE, THREE, check, started

NO_MORE = "Nu har du fået alle mine forslag"


@pytest.fixture
def explaining(voice: Voice) -> Explaining:
    return Explaining(voice)


def placed(step: int, *dimensions: Dimension) -> State:
    probabilities = [0.05] * 5
    probabilities[step - 1] = 0.8
    keys = [dimension.value for dimension in dimensions]
    return State(placement=1, probabilities=probabilities, dimensions=keys)


def bullets(text: str) -> list[str]:
    return [line.removeprefix("• ") for line in text.splitlines() if line.startswith("• ")]


def talk_at(coach: Coach, text: str) -> Talk:
    talk = started(coach)
    talk.say(text)
    assert set(talk.kinds) == {"placement"}
    return talk


def test_why_quotes_the_words_and_says_what_would_point_higher(coach: Coach) -> None:
    talk = talk_at(coach, ONE)
    (why,) = talk.press("Hvorfor?")
    check(talk.shown)
    assert (why.kind, why.step) == ("answer", 1)
    assert "«Ingen spurgte dem, før den var vedtaget»" in why.text
    assert "Næst mest ligner det trin 2" in why.text
    assert "På trin 2 er svaret tit" in why.text
    assert talk.labels == ["Næste skridt", "Mere om trinnet", "Passer ikke", "Kort til at sende"]


def test_why_at_the_top_points_no_higher(coach: Coach) -> None:
    talk = talk_at(coach, FIVE)
    talk.press("Hvorfor?")
    check(talk.shown)
    assert "trin 6" not in talk.text
    assert "er svaret tit" not in talk.text


def test_why_can_be_asked_after_the_words_are_forgotten(coach: Coach, clock: MovedClock) -> None:
    talk = talk_at(coach, ONE)
    clock.advance(days=7)
    (why,) = talk.say("hvordan kan du se det?")
    check(talk.shown)
    assert why.step == 1
    assert "Ingen spurgte dem" not in why.text


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("dimension", Dimension)
def test_every_reason_can_be_given(explaining: Explaining, step: int, dimension: Dimension) -> None:
    words = [{"text": "x", "dimension": each.value} for each in (dimension, Dimension.OPERATION)]
    for memory in (Memory(), Memory(text="x", evidence=words)):
        shown = explaining.why(placed(step, dimension), memory)
        check(shown)
        assert f"Derfor trin {step}" in shown[0].text


def test_next_steps_asked_for_again_and_again_never_repeat(coach: Coach) -> None:
    talk = talk_at(coach, THREE)
    said = [talk.text.splitlines()[-1]]
    talk.press("Næste skridt")
    while "Andre forslag" in talk.labels:
        check(talk.shown)
        assert talk.shown[0].step == 3
        assert "trin 4" in talk.text
        said += [line.split(": ", 1)[-1] for line in bullets(talk.text)]
        (talk.press("Andre forslag") if len(said) % 4 else talk.say("flere forslag"))
    assert NO_MORE in talk.text
    assert len(said) > 5
    assert len(set(said)) == len(said)
    talk.say("giv mig et andet")
    assert NO_MORE in talk.text


def test_next_steps_at_the_top_are_for_staying_there(coach: Coach) -> None:
    talk = talk_at(coach, FIVE)
    assert "For at blive der" in talk.text
    talk.press("Næste skridt")
    assert talk.text.startswith("For at blive på trin 5")


@pytest.mark.parametrize(("words", "side"), [("vi er længere", 5), ("vi er ikke så langt", 3)])
def test_side_of_a_correction_is_asked_about_with_the_step_on_that_side(
    coach: Coach, words: str, side: int
) -> None:
    talk = started(coach)
    talk.say(FOUR)
    talk.say(words)
    assert talk.kinds == ["clarify"]
    assert f"På trin {side} er svaret tit" in talk.text


@pytest.mark.parametrize(("text", "words"), [(FIVE, "vi er længere"), (ONE, "vi er ikke så langt")])
def test_correction_beyond_the_ends_asks_without_an_example(
    coach: Coach, text: str, words: str
) -> None:
    talk = started(coach)
    talk.say(text)
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == ["clarify"]
    assert "er svaret tit" not in talk.text


def test_more_about_the_step_shows_the_step(coach: Coach) -> None:
    talk = talk_at(coach, FOUR)
    talk.press("Mere om trinnet")
    check(talk.shown)
    assert talk.text.startswith("Trin 4: Den modne kommune")
    assert talk.labels == ["Trin 3", "Trin 5", "Se de fem trin", "Beskriv noget, I gør"]


def test_five_steps_are_shown_in_a_line_each(explaining: Explaining, voice: Voice) -> None:
    shown = explaining.steps()
    check(shown)
    text = "\n\n".join(message.text for message in shown)
    for number, step in voice.guide.steps.items():
        assert f"{number}. {step.name}\n{voice.short_steps()[number]}" in text
    assert [button.label for button in shown[-1].buttons] == [f"Trin {n}" for n in STEP_NUMBERS]


@pytest.mark.parametrize("number", STEP_NUMBERS)
def test_each_step_is_shown_whole_with_its_neighbours(
    explaining: Explaining, voice: Voice, number: int
) -> None:
    shown = explaining.step(number)
    check(shown)
    step = voice.guide.steps[number]
    said = " ".join(" ".join(message.text for message in shown).split())
    for text in (step.name, step.picture.block.text, step.principle.block.text):
        assert " ".join(text.split()) in said
    labels = [button.label for button in shown[-1].buttons]
    assert labels[:-2] == [f"Trin {n}" for n in (number - 1, number + 1) if n in STEP_NUMBERS]


@pytest.mark.parametrize("number", [0, 6, -1])
def test_there_are_only_five_steps(explaining: Explaining, number: int) -> None:
    shown = explaining.step(number)
    check(shown)
    assert "kun fem trin" in shown[0].text


def test_every_term_is_told_with_what_the_model_says_and_what_is_general(
    explaining: Explaining, voice: Voice
) -> None:
    for term in voice.guide.terms:
        assert explaining.knows([term.name])
        shown = explaining.term(term.name)
        check(shown)
        said = "\n\n".join(message.text for message in shown)
        assert said.startswith(term.name)
        assert said.count(term.model.text) == said.count(term.general.text) == 1
        assert {term.model.id, term.general.id} == set(shown[0].sources)


@pytest.mark.parametrize("names", [[], [""], ["no such term"], ["no such term", "Brobygger"]])
def test_unknown_term_is_not_known(explaining: Explaining, names: list[str]) -> None:
    assert not explaining.knows(names)


@pytest.mark.parametrize("step", [*STEP_NUMBERS, None])
@pytest.mark.parametrize("asked_of", [(), (1,), (4,), (5, 2)])
def test_why_without_a_placement_tells_how_placing_works(
    explaining: Explaining, voice: Voice, step: int | None, asked_of: tuple[int, ...]
) -> None:
    shown = explaining.why(State(), Memory(), asked_of, step)
    check(shown)
    said = "\n\n".join(message.text for message in shown)
    assert voice.guide.overview["Sådan placerer jeg"].text in said
    assert shown[0].step is None
    about = step or next(iter(asked_of), None)
    assert any(source.startswith(f"trin-{about}/") for source in shown[0].sources) == bool(about)


@pytest.mark.parametrize("other", [2, 4, 5])
def test_why_not_another_step_says_what_would_point_there(
    explaining: Explaining, voice: Voice, other: int
) -> None:
    shown = explaining.why(placed(3, Dimension.LEADERSHIP), Memory(), (3, other))
    check(shown)
    said = "\n\n".join(message.text for message in shown)
    assert voice.aspect(other, "ledelse").answer.text in said
    assert f"trin-{other}/ledelse/svar" in shown[0].sources


def test_reason_cites_what_the_step_says_of_the_dimension(explaining: Explaining) -> None:
    for step in STEP_NUMBERS:
        for dimension in Dimension:
            (why, *_) = explaining.why(placed(step, dimension), Memory())
            assert f"trin-{step}/{dimension}/kendetegn" in why.sources


def test_why_while_a_question_is_open_tells_what_it_is_to_separate(explaining: Explaining) -> None:
    state = State(
        probabilities=[0.05, 0.1, 0.4, 0.35, 0.1],
        question=2,
        question_dimension="ledelse",
        question_steps=[3, 4],
        dimensions=["ledelse"],
    )
    shown = explaining.why(state, Memory(), (4,))
    check(shown)
    assert "trin 3 omkring 4 ud af 10 og trin 4 omkring 4 ud af 10" in shown[0].text
    assert shown[-1].buttons[0].action == "ask_again"


def test_why_without_a_question_tells_no_numbers(explaining: Explaining) -> None:
    shown = explaining.why(State(probabilities=[0.2] * 5, question=1), Memory())
    assert "ud af 10" not in shown[0].text
