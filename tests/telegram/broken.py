"""A coach that can't read a word: what needs no reading works, the rest fails."""

from collections.abc import Callable
from datetime import datetime
from typing import NoReturn, cast

from bot.coach import Coach, Voice
from content.pointing import load_pointing
from models import Store
from nlp.answers import Reliability
from nlp.danish import Danish
from nlp.pointing import Pointer
from nlp.sureness import Sureness
from nlp.understanding import Understanding


class BrokenUnderstanding:
    """Fail at every text, with the text in the error as libraries like to have it."""

    sureness = Sureness(enough=0.5, still_possible=0.05)
    reliability = Reliability.measure([], {})
    pointer = Pointer(load_pointing())
    danish = Danish("not-installed-here")

    def read(self, text: str) -> NoReturn:
        raise RuntimeError(f"can't read {text!r}")


def broken_coach(store: Store, voice: Voice, clock: Callable[[], datetime]) -> Coach:
    return Coach(store, cast("Understanding", BrokenUnderstanding()), voice, clock)
