import re
from datetime import UTC, datetime

import pytest

from bot.coach import Button, Coach, Message, Staircase, Voice
from bot.coach.explaining import Explaining
from bot.coach.markup import MAX_LENGTH, length
from bot.coach.placing import Placing
from bot.coach.recalling import Recalling
from bot.coach.state import Memory, State
from bot.coach.voice import MAX_QUOTE, likeness, quote
from content.cues import load_cues
from content.sentences import units
from content.values import STEP_NUMBERS, Dimension, Source
from models import Visit
from nlp.answers import Reliability
from nlp.placement import Placement
from nlp.sureness import Sureness
from tests.content.lix import lix

from .noting import answers, explanations
from .people import placed, told
from .talking import ONE, check, started

HARDEST, HARDEST_ON_AVERAGE = 50, 40
NASTY = '<b>x</b> & "y"'
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def sure_of(step: int, share: float, dimension: Dimension) -> Placement:
    rest = (1 - share) / 4
    shares = tuple(share if number == step else rest for number in STEP_NUMBERS)
    return Placement(shares, (dimension,), ())


def _placing(voice: Voice, enough: float) -> Placing:
    return Placing(voice, Sureness(enough, still_possible=0.05), Reliability.measure([], {}))


def placements(voice: Voice, visit: Visit) -> list[list[Message]]:
    """Place at every step by every dimension, in every degree of sureness; and ask."""
    shown = []
    for step in STEP_NUMBERS:
        for dimension in Dimension:
            for share in (0.95, 0.75, 0.6):
                placing, state, memory = _placing(voice, 0.5), State(), Memory()
                read = sure_of(step, share, dimension)
                shown.append(placing.described(visit, state, memory, "x", read))
            shown.append(placing.described(visit, state, memory, "x y", read))
            placing, state = _placing(voice, 1.0), State()
            shown.append(placing.described(visit, state, Memory(), "x", read))
            shown.append(placing.answered(visit, state, Memory(), 0))
    state = State()
    shown.append(placing.ask_me(state))
    shown.append(placing.vague(state, Memory(), "x"))
    return shown


@pytest.fixture
def everything(voice: Voice, coach: Coach) -> list[list[Message]]:
    """Say all that the coach can say of placements and of the model."""
    with coach._store.visit("test", "ida", NOW) as visit:
        placed = placements(voice, visit)
    return [*placed, *answers(voice), *explanations(voice)]


def test_everything_the_coach_says_is_easy_to_read(everything: list[list[Message]]) -> None:
    texts = ["\n\n".join(message.text for message in shown) for shown in everything]
    assert len(texts) > 500
    hard = {text: found for text in texts if (found := lix(text)) > HARDEST}
    assert not hard
    assert sum(map(lix, texts)) / len(texts) < HARDEST_ON_AVERAGE


def test_every_reply_goes_on_and_can_be_sent(everything: list[list[Message]]) -> None:
    for shown in everything:
        check(shown)


def test_every_answer_cites_blocks_that_there_are(
    voice: Voice, everything: list[list[Message]]
) -> None:
    known = {block.id for block in voice.guide.blocks}
    cited = {source for shown in everything for message in shown for source in message.sources}
    assert cited
    assert cited <= known


def test_what_a_person_typed_comes_back_escaped(voice: Voice) -> None:
    explaining, recalling = Explaining(voice), Recalling(voice)
    state, memory = placed(3, Dimension.OPERATION), told(Dimension.OPERATION, words=NASTY)
    said = {
        "why": explaining.why(state, memory),
        "back": recalling.back(3, state, memory),
        "summary": recalling.summary(3, state, memory),
    }
    for name, shown in said.items():
        check(shown)
        html = "".join(message.html for message in shown)
        assert NASTY in "".join(message.text for message in shown), name
        assert "&lt;b&gt;x&lt;/b&gt; &amp; " in html
        assert "<b>x</b>" not in html


def test_what_a_person_typed_in_a_talk_comes_back_escaped(coach: Coach) -> None:
    talk = started(coach)
    talk.say(f"{ONE} {NASTY}")
    html = "".join(message.html for message in talk.shown)
    assert set(talk.kinds) == {"placement"}
    assert "<b>x</b>" not in html


def test_long_reply_has_its_picture_first_and_its_buttons_last(voice: Voice) -> None:
    picture = Staircase(step=3, probabilities=(0.2,) * 5, alternative="En trappe.")
    button = Button("Hvorfor?", "why:1")
    shown = voice.say(
        "answer", "steps", [button], picture=picture, placed=3,
        steps=voice.guide.steps.values(), short=dict.fromkeys(STEP_NUMBERS, "Ord. " * 60),
    )  # fmt: skip
    assert len(shown) > 2
    assert all(length(message.html) <= MAX_LENGTH for message in shown)
    assert [message.picture for message in shown] == [picture, *[None] * (len(shown) - 1)]
    assert [message.buttons for message in shown] == [*[()] * (len(shown) - 1), (button,)]
    assert {message.step for message in shown} == {3}


def test_button_carries_its_name_and_arguments(voice: Voice) -> None:
    assert voice.button("why", 7) == Button("Hvorfor?", "why:7")
    assert voice.button("step", 2, number=2) == Button("Trin 2", "step:2")
    assert voice.button("help") == Button("Hvad kan du?", "help")


def test_each_step_has_a_line_that_does_not_begin_with_its_name(voice: Voice) -> None:
    lines = voice.short_steps()
    assert list(lines) == list(STEP_NUMBERS)
    assert len(set(lines.values())) == 5
    for number, line in lines.items():
        assert line.endswith(".")
        assert voice.step(number).name not in line


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("dimension", Dimension)
def test_likeness_is_a_sentence_of_the_step_and_never_that_the_model_is_silent(
    voice: Voice, step: int, dimension: Dimension
) -> None:
    aspect = voice.aspect(step, dimension)
    found = likeness(aspect, "")
    assert found in aspect.traits.text
    assert re.search(r"[.?!»]$", found)
    if aspect.traits.source is Source.COACH:
        assert not aspect.traits.text.startswith(found)


def test_likeness_holds_the_sentence_nearest_to_the_words(voice: Voice) -> None:
    for step in STEP_NUMBERS:
        aspect = voice.aspect(step, Dimension.INVOLVEMENT)
        for unit in units(aspect.traits.text, load_cues().leaning):
            found = likeness(aspect, " ".join(unit))
            assert found.startswith(unit[0])
            assert found in " ".join(unit)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Vi spørger.", "Vi spørger"),
        ("Vi\n  spørger,\tog de svarer;", "Vi spørger, og de svarer"),
        ("Spørger vi?", "Spørger vi?"),
        ("ord " * 40, ("ord " * 40).strip()),
        ("ord " * 41, "ord " * 40 + "…"),
        ("x" * (MAX_QUOTE + 1), "x" * MAX_QUOTE + " …"),
    ],
)
def test_quote_is_pleasant_to_read_again(words: str, quoted: str) -> None:
    assert quote(words) == quoted
