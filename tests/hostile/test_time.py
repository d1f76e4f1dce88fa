"""No text takes long: `python -m tests.hostile.test_time` measures it."""

from collections.abc import Iterator
from time import perf_counter

import click
import numpy as np

from bot.coach.describing import MAX_TEXT
from content.redaction import load_redaction_words
from nlp.loading import load_understanding
from nlp.redaction import Redactor
from nlp.understanding import Understanding

from .corpus import SHORT, long

# Wanted is 50 ms; tests run beside others, on machines that are busy.
_MOST = 0.25
_TIMES = 3


def seconds(understanding: Understanding, redactor: Redactor) -> Iterator[tuple[float, str]]:
    """Give how long the longest texts take from what is typed to what is understood."""
    for name, text in SHORT.items():
        typed = long(text).encode("utf-8", "replace").decode()[:MAX_TEXT]
        taken = []
        for _ in range(_TIMES):
            begun = perf_counter()
            understanding.read(redactor.redact(typed).text)
            taken.append(perf_counter() - begun)
        yield min(taken), name


def test_no_text_takes_long(understanding: Understanding) -> None:
    redactor = Redactor(load_redaction_words())
    slow = [row for row in seconds(understanding, redactor) if row[0] > _MOST]
    assert slow == []


if __name__ == "__main__":
    found = sorted(seconds(load_understanding("da_core_news_sm"), Redactor(load_redaction_words())))
    times = np.array([row[0] for row in found]) * 1000
    click.echo(f"p50 {np.percentile(times, 50):.0f} ms, p99 {np.percentile(times, 99):.0f} ms")
    for taken, text in found[-5:]:
        click.echo(f"{taken * 1000:.0f} ms: {text}")
