"""Train and measure one contestant; nothing of ours but the texts is imported."""

import math
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from benchmarks.peers.contestant import NO_STEP, Contestant
from benchmarks.texts import SETS, Text, examples, kept

WARM_UP = 20
_MEGABYTE = 2**20


def measure(contestant: Contestant, sets: dict[str, list[Text]] | None = None) -> dict[str, Any]:
    """Train a contestant, and measure how right and how quick it is, and what memory it takes."""
    sets = sets or kept_sets()
    started = perf_counter()
    contestant.train()
    seconds = perf_counter() - started
    texts = [text for own in sets.values() for text in own]
    for text in texts[:WARM_UP]:
        contestant.place(text.text)
    steps, times = [], []
    for text in texts:
        started = perf_counter()
        steps.append(contestant.place(text.text))
        times.append((perf_counter() - started) * 1000)
    started = perf_counter()
    contestant.place_all([text.text for text in texts])
    bulk = perf_counter() - started
    return {
        "sets": _by_set(sets, steps),
        "training_seconds": seconds if contestant.learnt_here else None,
        "p50_ms": percentile(times, 50),
        "p99_ms": percentile(times, 99),
        "texts_a_second": len(texts) / bulk,
        # Taken before what is measured of the product alone.
        "peak_memory_mb": peak_memory(),
        "more": contestant.more(),
    }


def kept_sets() -> dict[str, list[Text]]:
    """Read all sets of descriptions."""
    return {name: kept(name) for name in SETS}


def _by_set(sets: dict[str, list[Text]], steps: Sequence[int]) -> dict[str, Any]:
    pages = {text.url for text in examples()}
    found = {}
    given = iter(steps)
    for name, texts in sets.items():
        pairs = [(text, next(given)) for text in texts]
        parts = {
            name: pairs,
            f"{name}_agreed": [(text, step) for text, step in pairs if text.agreed],
            f"{name}_new_pages": [
                (text, step) for text, step in pairs if text.url and text.url not in pages
            ],
        }
        found.update({part: right(rows) for part, rows in parts.items() if rows})
    return found


def right(pairs: Sequence[tuple[Text, int]]) -> dict[str, Any]:
    """Give the share placed right, and within one step; a text without a step is neither."""
    distances = [abs(text.step - step) for text, step in pairs if step != NO_STEP]
    return {
        "n": len(pairs),
        "right": sum(distance == 0 for distance in distances) / len(pairs),
        "within_one": sum(distance <= 1 for distance in distances) / len(pairs),
    }


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the least value that so many percent do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def peak_memory() -> float | None:
    """Give the most memory that this process had, in MB; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / _MEGABYTE
