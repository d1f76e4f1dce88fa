"""Give every reply the values that the coach gives it, over all steps and dimensions."""

from collections.abc import Iterator
from typing import Any

from bot.coach.voice import Voice, likeness
from content.values import STEP_NUMBERS, Aspect, Dimension, Step

QUOTE = "Vi spørger altid beboerne, før vi tegner en ny vej"
_NO_VALUES = frozenset(
    {
        *("describe", "erase_ask", "erased", "example", "failed", "goodbye", "group", "help"),
        *(
            "kept",
            "next_none",
            "no_such_step",
            "no_thanks",
            "offtopic",
            "unsure",
            "only_text",
            "other_language",
            "smalltalk",
        ),
        *("smalltalk_bye", "smalltalk_greeting", "smalltalk_thanks", "smalltalk_who"),
        *("staircase_here", "stale", "terminal_hint", "too_long", "too_short", "unknown"),
        *("vague", "wrong"),
    }
)
_ONLY_DAYS = frozenset({"privacy", "welcome", "welcome_short"})


def samples(name: str, voice: Voice) -> list[dict[str, Any]]:
    """List the values to fill a reply in with; raise LookupError where none are known."""
    if name in _NO_VALUES:
        return [{}]
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
    return list(_OTHERS[name](voice))


def _clarify(voice: Voice, step: Step, aspect: Aspect) -> Iterator[dict[str, Any]]:
    question = voice.guide.views[aspect.dimension].question.text
    if step.number < STEP_NUMBERS[-1]:
        high = voice.step(step.number + 1)
        for second_time in (False, True):
            yield {"low": step, "high": high, "question": question, "second_time": second_time}


def _next(voice: Voice, step: Step, aspect: Aspect) -> Iterator[dict[str, Any]]:
    items = aspect.next_steps.items
    for first in range(0, len(items), 2):
        yield {
            "step": step,
            "view": voice.view_name(aspect.dimension),
            "items": items[first : first + 2],
            "more": first + 2 < len(items),
        }


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


def _why(voice: Voice, step: Step, aspect: Aspect) -> Iterator[dict[str, Any]]:
    above = voice.guide.steps.get(step.number + 1)
    view = voice.guide.views[aspect.dimension]
    for quotes in ([], [QUOTE], [QUOTE, QUOTE]):
        yield {
            "step": step,
            "second": above or voice.step(step.number - 1),
            "above": above,
            "question": view.question.text,
            "anchor": above.aspects[aspect.dimension].answer.text if above else "",
            "points": [{"quotes": quotes, "view": view.name, "likeness": likeness(aspect, QUOTE)}],
            "answers": [] if quotes else [aspect.answer.text],
        }


def _wrong_way(voice: Voice, step: Step, aspect: Aspect) -> Iterator[dict[str, Any]]:
    question = voice.guide.views[aspect.dimension].question.text
    for higher in (False, True):
        for anchor in ("", aspect.answer.text):
            yield {
                "anchor": anchor,
                "question": question,
                "toward": step.number,
                "higher": higher,
            }


def _each_step(voice: Voice) -> Iterator[dict[str, Any]]:
    yield from ({"step": step} for step in voice.guide.steps.values())


def _sureness(voice: Voice) -> Iterator[dict[str, Any]]:
    yield from ({"tenths": tenths, "second": 2} for tenths in range(2, 11))


_ASPECTS = {
    "clarify": _clarify,
    "clarify_open": _clarify,
    "next": _next,
    "placement": _placement,
    "why": _why,
    "wrong_way": _wrong_way,
}
_OTHERS = {
    "sureness": _sureness,
    "step": _each_step,
    "steps": lambda voice: [{"steps": voice.guide.steps.values(), "short": voice.short_steps()}],
    "staircase_alt": lambda voice: ({"step": number} for number in STEP_NUMBERS),
    "term": lambda voice: ({"term": term} for term in voice.guide.terms),
    "welcome_back": lambda voice: [{"step": None}, *_each_step(voice)],
}
