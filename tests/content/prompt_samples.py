"""Values for the replies about prompts and their answers."""

from collections.abc import Iterator
from typing import Any

from bot.coach.voice import Voice
from content.prompts import load_first_prompts
from content.values import Identifier, PromptKind

QUOTE = "Vi spørger altid beboerne, før vi tegner en ny vej"
DAY = "torsdag 5. marts"


def _prompt(voice: Voice) -> Iterator[dict[str, Any]]:
    for kind, questions in load_first_prompts().items():
        for question in questions:
            yield {"asks": kind, "question": question, "last": "", "first": True}
    for step in voice.guide.steps.values():
        for aspect in step.aspects.values():
            for kind, item in zip(PromptKind, aspect.reflection.items, strict=False):
                yield {"asks": kind, "question": item.text, "last": QUOTE, "first": False}


def _help(voice: Voice) -> Iterator[dict[str, Any]]:
    for kind in PromptKind:
        for question in ("", "Hvem kunne du spørge i denne uge?"):
            yield {"asks": kind, "question": question}


def _reflected(voice: Voice) -> Iterator[dict[str, Any]]:
    moved = {"before": 2, "now": 3, "view": "ledelse"}
    for variant in range(3):
        for kind in PromptKind:
            for agreed, shown in (("", None), (QUOTE, None), ("", moved)):
                yield {
                    "variant": variant,
                    "asks": kind,
                    "of_agreement": bool(agreed),
                    "quote": QUOTE,
                    "view": "ledelse",
                    "before": "" if agreed else QUOTE,
                    "agreed": agreed,
                    "moved": shown,
                    "advice": "" if agreed or shown else "Ring til en forening i denne uge.",
                }


OF_PROMPTS = {
    "my_data": lambda voice: [{"number": number} for number in (1, 17)],
    "redacted": lambda voice: [
        {"kinds": kinds} for kinds in (["name"], ["cpr", "name"], list(Identifier))
    ],
    "prompt": _prompt,
    "prompt_agreement": lambda voice: [{"day": DAY, "agreed": QUOTE}],
    "prompt_go_on": lambda voice: [{"number": 4}],
    "prompt_skipped": lambda voice: [{"day": day} for day in (DAY, "")],
    "prompt_goes_on": lambda voice: [{"day": day} for day in (DAY, "")],
    "prompt_help": _help,
    "reflected": _reflected,
    "reflected_more": lambda voice: [
        {"edited": edited, "agreed": agreed} for edited, agreed in ((True, ""), (False, QUOTE))
    ],
    "committed": lambda voice: [{"quote": QUOTE, "will_ask": asks} for asks in (True, False)],
    "welcome_back": lambda voice: [
        {"step": step, "agreed": agreed} for step in (None, voice.step(2)) for agreed in ("", QUOTE)
    ],
}
