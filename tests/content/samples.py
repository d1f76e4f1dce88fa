"""Give every reply the values that the coach gives it, over all steps and dimensions."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, meta

from bot.coach.voice import Voice, likeness
from content.replies import REPLIES_FOLDER
from content.values import STEP_NUMBERS, Aspect, Dimension, Step
from tests.coach.noting import noted
from tests.content.looking_samples import OF_LOOKING_BACK
from tests.content.prompt_samples import OF_PROMPTS

from .rhythm_samples import RHYTHM_SAMPLES

QUOTE = "Vi spørger altid beboerne, før vi tegner en ny vej"
_ONLY_DAYS = frozenset({"history_ask", "history_not_kept", "lapsing", "welcome", "welcome_short"})


def samples(name: str, voice: Voice) -> list[dict[str, Any]]:
    """List the values to fill a reply in with; raise LookupError where none are known."""
    if not _needs(name):
        return [{}]
    if name in RHYTHM_SAMPLES:
        return RHYTHM_SAMPLES[name]
    if name in _ONLY_DAYS:
        return [{"days": 14}]
    if name in _ASPECTS:
        steps = list(voice.guide.steps.values())
        return [
            values
            for step in steps
            for aspect in step.aspects.values()
            for values in _ASPECTS[name](voice, step, aspect)
        ]
    return list(_OTHERS[name](voice)) if name in _OTHERS else noted()[name]


def _needs(name: str) -> set[str]:
    """List the values that a template asks for."""
    source = (REPLIES_FOLDER / f"{name}.html").read_text(encoding="utf-8")
    return meta.find_undeclared_variables(Environment(autoescape=True).parse(source))


def _clarify(voice: Voice, step: Step, aspect: Aspect) -> Iterator[dict[str, Any]]:
    question = voice.guide.views[aspect.dimension].question.text
    if step.number < STEP_NUMBERS[-1]:
        high = voice.step(step.number + 1)
        for second_time in (False, True):
            yield {"low": step, "high": high, "question": question, "second_time": second_time}


def _placement(voice: Voice, step: Step, aspect: Aspect) -> Iterator[dict[str, Any]]:
    for tenths, same, quotes in ((4, False, [QUOTE]), (6, True, [QUOTE, QUOTE]), (9, False, [])):
        yield {
            "step": step,
            "again": tenths == 6,
            "same": same,
            "sureness": voice.replies.render("sureness", tenths=tenths, second=3),
            "quotes": quotes,
            "answers": [] if tenths == 6 else [aspect.answer.text],
            "topics": voice.view_name(aspect.dimension),
            "likeness": likeness(aspect, QUOTE),
            "authority": aspect.dimension is Dimension.OPERATION,
            "principle": step.principle.block.text,
            "top": step.number == STEP_NUMBERS[-1],
            "next_step": aspect.next_steps.items[0].text,
        }


def _areas(voice: Voice) -> Iterator[dict[str, Any]]:
    for quotes in ([], [QUOTE]):
        shown = [
            {
                "name": name,
                "step": step,
                "sureness": voice.replies.render("sureness", tenths=6, second=3),
                "quotes": quotes,
            }
            for name, step in zip(
                ("skolerne", "vej og park"), voice.guide.steps.values(), strict=False
            )
        ]
        yield {"areas": shown}


def _moved(voice: Voice) -> Iterator[dict[str, Any]]:
    setback = voice.guide.overview["Når I falder et trin tilbage"].text
    for earlier in STEP_NUMBERS:
        yield {"earlier": earlier, "now": 3, "setback": setback}


def _sureness(voice: Voice) -> Iterator[dict[str, Any]]:
    yield from ({"tenths": tenths, "second": 2} for tenths in range(2, 11))


_ASPECTS = {"clarify": _clarify, "clarify_open": _clarify, "placement": _placement}
_OTHERS = {
    **OF_LOOKING_BACK,
    **OF_PROMPTS,
    "areas": _areas,
    "invitation": lambda voice: [{"code": "4f1c09d27ab36e8512d0c7f3", "days": 14}],
    "moved": _moved,
    "privacy": lambda voice: [{"days": 7, "kept": kept} for kept in (True, False)],
    "profile_line": lambda voice: [{"areas": [{"name": "skole", "step": 2}] * 2}],
    "staircase_alt": lambda voice: ({"step": number} for number in STEP_NUMBERS),
    "status": lambda voice: [
        {"people": number, "rhythms": number, "waiting": number} for number in (0, 1, 40)
    ],
    "sureness": _sureness,
    "too_fast": lambda voice: [{"today": today} for today in (True, False)],
}
