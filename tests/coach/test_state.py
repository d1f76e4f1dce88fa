import random
from pathlib import Path

import pytest

from bot.coach import Button, Coach, Message, Voice
from bot.coach.state import Memory, State
from models import Store
from nlp.understanding import Understanding
from tests.conftest import MovedClock, Talk

from .talking import ENGLISH, FIVE, FOUR, ONE, THREE, TWO, VAGUE, check, memory_of, started

# What begins with «!» is a label to press; the last is pressed where that one is not shown.
LONG_TALK = [
    "hej",
    "/start",
    "!Vis et eksempel",
    VAGUE,
    ONE,
    "!Hvorfor?",
    "!Næste skridt",
    "!Andre forslag",
    "flere forslag",
    "!Passer ikke",
    "!Vi er længere",
    FOUR,
    "!Ved ikke",
    "!Ved ikke",
    "hvorfor",
    "hvad er en brobygger?",
    "!Se de fem trin",
    "!Trin 4",
    "{doubtful}",
    "hej igen",
    "!Tilbage til spørgsmålet",
    "!Ved ikke",
    TWO,
    "mere om trinnet",
    ENGLISH,
    "",
    "/slet",
    "!Lad det stå",
    "/beskriv",
    "!Spørg mig i stedet",
    "!Ved ikke",
    "/slet",
    "!Ja, slet alt",
    THREE,
    "passer ike",
]


def step_on(talk: Talk, step: str) -> list[Message]:
    if not step.startswith("!"):
        return talk.say(step)
    return talk.press(step[1:] if step[1:] in talk.labels else talk.labels[-1])


def test_state_comes_back_as_it_was_kept() -> None:
    state = State(greeted=True, placement=3, probabilities=[0.2] * 5, asked=["drift"], side="lower")
    state.offer((Button("Hvorfor?", "why:3"),))
    assert State.from_dict(state.to_dict()) == state
    assert State.from_dict({}) == State()
    assert State().to_dict() == {}


def test_what_another_version_kept_is_left_out() -> None:
    assert State.from_dict({"placement": 3, "no_such_field": 1}) == State(placement=3)
    assert Memory.from_dict({"text": "a", "no_such_field": 1}) == Memory(text="a")


def test_new_description_forgets_the_one_before_but_not_the_person() -> None:
    state = State(
        greeted=True,
        expecting="correction",
        placement=3,
        last_step=2,
        probabilities=[0.2] * 5,
        dimensions=["drift"],
        question=4,
        question_dimension="drift",
        question_steps=[1, 2],
        questions_ever=4,
        asked=["drift"],
        given=["drift:0"],
        side="lower",
        answers=["x"],
    )
    state.start_description()
    assert state == State(greeted=True, last_step=2, questions_ever=4)


def test_restart_between_any_two_messages_changes_no_reply(
    coach: Coach,
    database_url: str,
    understanding: Understanding,
    voice: Voice,
    clock: MovedClock,
    doubtful: str,
) -> None:
    steady = Talk(coach)
    restarted = Talk(coach)
    kinds = set()
    for step in LONG_TALK:
        words = step.format(doubtful=doubtful)
        expected = step_on(steady, words)
        check(expected)
        store = Store.open(database_url)
        restarted.coach = Coach(store, understanding, voice, clock)
        assert step_on(restarted, words) == expected, words
        store.close()
        kinds |= {message.kind for message in expected}
        clock.advance(hours=1)
    assert kinds >= {"welcome", "placement", "clarify", "answer", "receipt", "smalltalk"}


def test_words_are_forgotten_after_seven_days_and_the_placement_is_not(
    coach: Coach, clock: MovedClock
) -> None:
    talk = started(coach)
    talk.say(ONE)
    clock.advance(days=6, hours=23)
    assert "Ingen spurgte dem" in memory_of(talk)
    clock.advance(hours=1)
    assert memory_of(talk) == "{}"
    assert talk.say("næste skridt")[0].step == 1
    talk.say("/start")
    assert "trin 1" in talk.text


def test_time_of_the_words_begins_anew_with_every_message(coach: Coach, clock: MovedClock) -> None:
    talk = started(coach)
    talk.say(ONE)
    for _ in range(3):
        clock.advance(days=5)
        (why,) = talk.say("hvorfor")
        assert "Ingen spurgte dem" in why.text


@pytest.mark.parametrize("middle", ["!Passer ikke", "{doubtful}", VAGUE])
def test_talk_goes_on_where_the_words_were_forgotten_in_its_middle(
    coach: Coach, clock: MovedClock, doubtful: str, middle: str
) -> None:
    talk = started(coach)
    talk.say(ONE)
    step_on(talk, middle.format(doubtful=doubtful))
    clock.advance(days=30)
    placement, *_ = talk.say(FIVE)
    assert (placement.kind, placement.step) == ("placement", 5)


def test_erasing_leaves_no_word_in_the_database_file(
    tmp_path: Path, understanding: Understanding, voice: Voice, clock: MovedClock
) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'trinvis.db'}")
    talk = started(Coach(store, understanding, voice, clock), "ida-7219715")
    talk.say(ONE)
    talk.press("Passer ikke")
    talk.say("/slet")
    talk.press("Ja, slet alt")
    store.close()
    left = _all_bytes(tmp_path)
    assert b"Ingen spurgte" not in left
    assert b"7219715" not in left


def _all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("seed", range(4))
def test_no_conversation_gets_stuck(
    coach: Coach, voice: Voice, clock: MovedClock, doubtful: str, seed: int
) -> None:
    chance = random.Random(seed)
    replies = voice.replies
    phrases = [phrase for command in replies.commands for phrase in command.phrases]
    phrases += [f"/{command.name}" for command in replies.commands if command.name]
    phrases += [*replies.agreement["yes"], *replies.buttons.values(), "trin 3", "nej, slet ikke"]
    phrases += ["vi er længere fremme end det du siger der", "det er for højt, synes jeg"]
    texts = [ONE, TWO, FOUR, FIVE, VAGUE, ENGLISH, doubtful, doubtful, "", "ok så"]
    talk = Talk(coach)
    talk.say("hej")
    seen: list[str] = []
    said: list[str] = []
    for _ in range(70):
        seen += [button.action for message in talk.shown for button in message.buttons]
        way = chance.random()
        if way < 0.4:
            said.append(chance.choice(talk.labels))
            talk.press(said[-1])
        elif way < 0.6:
            said.append(chance.choice(phrases))
            talk.say(said[-1])
        elif way < 0.85:
            said.append(chance.choice(texts))
            talk.say(said[-1], edited=chance.random() < 0.2)
        elif way < 0.95:
            said.append(chance.choice(seen))
            talk.do(said[-1])
        else:
            clock.advance(days=4)
        check(talk.shown)
