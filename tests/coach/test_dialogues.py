"""Whole dialogues, turn by turn: what a person says, and what each reply must do."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.coach import Coach, Message, Voice
from content.guide import load_guide
from models import Store
from nlp.understanding import Understanding
from tests.conftest import MovedClock, Talk

from .talking import check

FOLDER = Path(__file__).parent / "dialogues"
DIALOGUES = sorted(FOLDER.glob("*.toml"))
POINTS = {point.block.id: point for point in load_guide().points}
# Where in the content the answer on a topic stands, below its step.
PLACES = {
    "princip": ("princip",),
    "kendetegn": ("billede", "det-kraever"),
    "varighed": ("varighed",),
    "faldgruber": ("faldgruber",),
    "tegn": ("tegn",),
    "naeste_skridt": ("naeste-skridt",),
    "eksempel": ("eksempel", "eksempler"),
    "hvorfor_placering": ("kendetegn", "billede", "saadan-placerer-jeg"),
    "sammenligning": ("nyt", "kort", "kendetegn", "billede", "princip"),
}


def test_there_are_enough_dialogues_of_the_right_length() -> None:
    lengths = [len(_load(path)["turns"]) for path in DIALOGUES]
    assert len(lengths) >= 25
    assert all(4 <= length <= 9 for length in lengths)


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_dialogue(path: Path, tmp_path: Path, understanding: Understanding, voice: Voice) -> None:
    clock, url = MovedClock(), f"sqlite:///{tmp_path / 'dialogue.db'}"
    store = Store.open(url)
    talk = Talk(Coach(store, understanding, voice, clock))
    talk.say("/start")
    advice: list[str] = []
    try:
        for number, turn in enumerate(_load(path)["turns"], start=1):
            if "advance" in turn:
                clock.advance(days=int(turn["advance"].removesuffix("d")))
                store.close()
                store = Store.open(url)
                talk.coach = Coach(store, understanding, voice, clock)
                continue
            shown = talk.press(turn["press"]) if "press" in turn else talk.say(turn["says"])
            check(shown)
            wrong = _wrong(turn, shown)
            assert not wrong, f"turn {number}: {turn}\n{talk.text}\n{talk.labels}\n{wrong}"
            for line in _advice(shown):
                assert line not in advice, f"turn {number} repeats «{line}»"
                advice.append(line)
    finally:
        store.close()


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _wrong(turn: dict[str, Any], shown: list[Message]) -> list[str]:
    """List what a reply should do and doesn't."""
    wrong = []
    text = "\n".join(message.text for message in shown).lower()
    kinds = [message.kind for message in shown]
    if "kind" in turn and not set(kinds) & set(turn["kind"]):
        wrong.append(f"kind {kinds}")
    placed = [message.step for message in shown if message.kind == "placement"]
    if "step" in turn and placed and not set(placed) & set(turn["step"]):
        wrong.append(f"step {placed}")
    answered = [message for message in shown if message.kind == "answer"]
    if answered and "topic" in turn and not _is_about(turn, answered):
        wrong.append(f"sources {[message.sources for message in answered]}")
    wrong += [f"lacks {each}" for each in turn.get("holds", ()) if not _holds(text, each)]
    wrong += [f"holds {each}" for each in turn.get("lacks", ()) if each.lower() in text]
    return wrong


def _holds(text: str, alternatives: str) -> bool:
    return any(each.lower() in text for each in alternatives.split("|"))


def _is_about(turn: dict[str, Any], shown: list[Message]) -> bool:
    topics = turn["topic"] if isinstance(turn["topic"], list) else [turn["topic"]]
    step = turn.get("about_step")
    steps = step if isinstance(step, list) else [step]
    sources = [source for message in shown for source in message.sources]
    return any(
        _is_of(source, topic, step) for source in sources for topic in topics for step in steps
    )


def _is_of(source: str, topic: str, step: int | str | None) -> bool:
    head, *rest = source.split("/")
    if head == "korte-svar":
        point = POINTS[source]
        return point.topic == topic and step in (None, point.step or "all")
    if topic == "begreb":
        return head == "begreber"
    if topic == "hele_modellen":
        return head == "modellen"
    if topic == "naeste_skridt" and isinstance(step, int):
        return rest[-1] in PLACES[topic] and head in {f"trin-{max(1, step - 1)}", f"trin-{step}"}
    if step not in (None, "all") and head not in {f"trin-{step}", "modellen"}:
        return False
    return any(part in PLACES.get(topic, (topic.replace("_", "-"),)) for part in rest)


def _advice(shown: list[Message]) -> list[str]:
    """Give the lines of advice, which must not come twice."""
    return [
        line
        for message in shown
        if any(source.endswith("naeste-skridt") for source in message.sources)
        and message.kind == "answer"
        for line in message.text.splitlines()
        if line.startswith("• ")
    ]
