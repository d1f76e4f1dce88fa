import random
from functools import partial

import pytest

from bot.coach import Coach, Incoming, Voice
from bot.coach.coach import MAX_TEXT
from content.examples import load_examples
from models import Store
from nlp.understanding import Understanding
from tests.at_once import at_once
from tests.conftest import MovedClock, Talk

from .talking import (
    ENGLISH,
    FIRST_LABELS,
    FIVE,
    FOUR,
    ONE,
    PLACEMENT_LABELS,
    THREE,
    check,
    memory_of,
    started,
)

GARBAGE = [
    "",
    ":",
    ":::",
    "why",
    "why:",
    "why:-1",
    "why:99999999999999999999",
    "why:" + "9" * 5000,
    "why:x",
    "answer",
    "answer:0:0",
    "answer:1",
    "answer:1:9",
    "answer:x:y",
    "step",
    "step:",
    "step:7",
    "step:-1",
    "step:²",
    "term",
    "term:",
    "term:no such term",
    "next:0x1",
    "no_such_action",
    "__class__",
    "../../etc/passwd",
    "🙂" * 16,
    "\x00" * 64,
    "<b>x</b>",
]


def test_start_says_what_is_kept_and_asks_for_a_first_description(talk: Talk) -> None:
    (welcome,) = talk.say("/start")
    check(talk.shown)
    assert welcome.kind == "welcome"
    assert "husker jeg højst" in welcome.text
    assert "7 dage" in welcome.text
    assert "Hvordan gør I i dag?" in welcome.text
    assert talk.labels == ["Vis et eksempel", "Se de fem trin", "Hvad gemmer du?"]


def test_first_free_text_without_a_start_is_met_by_a_short_welcome(talk: Talk) -> None:
    hello, placement, *_ = talk.say(ONE)
    check(talk.shown)
    assert (hello.kind, placement.kind) == ("welcome", "placement")
    assert "husker jeg højst" in hello.text
    talk.say(THREE)
    assert set(talk.kinds) == {"placement"}


@pytest.mark.parametrize("first", ["", "x" * (MAX_TEXT + 1), "/hjaelp"])
def test_what_is_kept_is_told_before_the_first_free_text_whatever_came_before(
    talk: Talk, first: str
) -> None:
    talk.say(first)
    talk.do("steps")
    talk.say("hej")
    assert talk.kinds == ["welcome", "smalltalk"]


def test_start_in_plain_words_welcomes_once(talk: Talk) -> None:
    talk.say("begynd")
    assert talk.kinds == ["welcome"]


def test_start_again_tells_where_we_left(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/start")
    assert talk.labels == FIRST_LABELS
    talk.say(FOUR)
    talk.say("/start")
    assert "trin 4: Den modne kommune" in talk.text
    assert talk.labels == PLACEMENT_LABELS


def test_text_of_the_greatest_length_is_read(coach: Coach) -> None:
    talk = started(coach)
    ones = [example.text for example in load_examples() if example.step == 1]
    talk.say("\n".join(ones)[:MAX_TEXT])
    assert talk.shown[0].step == 1


def test_what_is_off_the_subject_leaves_the_placement_as_it_was(coach: Coach) -> None:
    talk = started(coach)
    talk.say(FOUR)
    for words in ("Hvad koster en liter mælk i Netto?", "hej", "", ENGLISH):
        talk.say(words)
        assert talk.labels == PLACEMENT_LABELS
    assert talk.say("hvorfor")[0].step == 4


def test_edited_description_takes_the_place_of_the_one_before(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    placement, *_ = talk.say(FOUR, edited=True)
    assert (placement.kind, placement.step) == ("placement", 4)
    assert "læst det hele igen" not in placement.text


def test_edited_description_is_not_added_to_what_was_said(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.press("Passer ikke")
    talk.say(FIVE, edited=True)
    assert talk.shown[0].step == 5
    assert "Ingen spurgte dem" not in memory_of(talk)


def test_edit_of_small_talk_does_not_disturb_the_placement(coach: Coach) -> None:
    talk = started(coach)
    talk.say(FOUR)
    talk.say("tak", edited=True)
    assert talk.labels == PLACEMENT_LABELS


@pytest.mark.parametrize("action", GARBAGE)
def test_button_of_nothing_known_is_answered(coach: Coach, action: str) -> None:
    talk = started(coach)
    for words in ("", FOUR):
        talk.say(words)
        talk.do(action)
        check(talk.shown)


def test_button_of_any_64_bytes_is_answered(talk: Talk) -> None:
    source = random.Random(64)
    for _ in range(40):
        talk.do(source.randbytes(64).decode("utf-8", "replace"))
        check(talk.shown)


@pytest.mark.parametrize("name", ["why", "next", "next_more", "more", "wrong", "higher", "lower"])
def test_button_of_an_older_placement_says_that_it_is_old(coach: Coach, name: str) -> None:
    talk = started(coach)
    talk.say(ONE)
    old = talk.shown[0].buttons[0].action.split(":")[1]
    talk.say(FOUR)
    talk.do(f"{name}:{old}")
    assert talk.text.startswith("Den knap hører til noget, vi talte om før.")
    assert talk.labels == PLACEMENT_LABELS


def test_erasing_asks_once_and_then_leaves_nothing(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.say("/slet")
    assert talk.labels == ["Ja, slet alt", "Lad det stå"]
    assert talk.say("hvorfor")[0].step == 1
    talk.say("slet alt om mig")
    (receipt,) = talk.press("Ja, slet alt")
    check(talk.shown)
    assert receipt.kind == "receipt"
    (welcome,) = talk.say("/start")
    assert "Hvordan gør I i dag?" in welcome.text


def test_yes_to_erasing_is_nothing_where_erasing_was_not_asked_for(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.say("Ja, slet alt")
    assert talk.say("hvorfor")[0].step == 1


def test_erasing_can_be_left(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.say("glem mig")
    talk.press("Lad det stå")
    assert talk.labels == PLACEMENT_LABELS


def test_two_people_do_not_mix(coach: Coach) -> None:
    ida, bo = started(coach, "ida"), started(coach, "bo")
    at_once([partial(ida.say, ONE), partial(bo.say, FOUR)])
    at_once([partial(each.say, "hvorfor") for each in (ida, bo)])
    assert (ida.shown[0].step, bo.shown[0].step) == (1, 4)
    assert "brobyggere" not in ida.text
    assert "Ingen spurgte dem" not in bo.text
    ida.do("erase_yes")
    assert bo.say("hvorfor")[0].step == 4


def test_button_of_another_person_s_placement_does_nothing(coach: Coach) -> None:
    ida, bo = started(coach, "ida"), started(coach, "bo")
    ida.say(ONE)
    bo.say(FOUR)
    bo.do(ida.shown[0].buttons[0].action)
    assert "Ingen spurgte dem" not in bo.text
    assert bo.labels == PLACEMENT_LABELS


def test_update_is_answered_once_and_its_answer_waits_to_be_sent(
    store: Store, understanding: Understanding, voice: Voice, clock: MovedClock
) -> None:
    coach = Coach(store, understanding, voice, clock)
    store.keep_update(7, {"text": ONE}, clock())
    incoming = Incoming("test", "ida", text=ONE, update_id=7)
    answers = at_once([partial(coach.handle, incoming)] * 2)
    shown = max(answers, key=len)
    assert shown
    assert [] in answers
    waiting = [row for _, row in store.unsent("test", "ida")]
    assert [row["html"] for row in waiting] == [message.html for message in shown]
    assert store.waiting_updates() == []


def test_answer_that_fails_leaves_the_update_waiting(
    store: Store,
    understanding: Understanding,
    voice: Voice,
    clock: MovedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    coach = Coach(store, understanding, voice, clock)
    store.keep_update(7, {"text": "hej"}, clock())
    incoming = Incoming("test", "ida", text="hej", update_id=7)
    with monkeypatch.context() as broken:
        broken.setattr(voice, "say", None)
        with pytest.raises(TypeError):
            coach.handle(incoming)
    assert store.waiting_updates() == [{"text": "hej"}]
    assert [message.kind for message in coach.handle(incoming)] == ["welcome", "smalltalk"]


def test_what_is_said_outside_a_conversation_can_be_sent(coach: Coach) -> None:
    for message in (coach.failed(), coach.for_groups()):
        assert message.kind == "error"
        assert message.text


def test_menu_and_description_fit_what_telegram_takes(coach: Coach) -> None:
    menu = dict(coach.menu())
    assert {"start", "hjaelp", "privatliv", "slet", "trin", "beskriv"} <= set(menu)
    for name, says in menu.items():
        assert name.isascii()
        assert name.islower()
        assert 1 <= len(name) <= 32
        assert 1 <= len(says) <= 256
    about = coach.about()
    assert 0 < len(about["description"]) <= 512
    assert 0 < len(about["short_description"]) <= 120
