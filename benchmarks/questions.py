"""Measure answers to the kept questions (topic and step, terms, refusals, time) and other kinds."""

import sys
from collections import defaultdict
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.texts import KEPT, read_rows
from bot.coach import Asking
from nlp.understanding import Understanding

_WRONG_SHOWN = 60
_SHARES = {"unanswerable": "unanswerable_refused", "term": "terms_explained"}


def answers(
    understanding: Understanding, asking: Asking, name: str = "questions"
) -> list[dict[str, Any]]:
    """Answer all kept questions of a file; tell what was right of each."""
    rows = []
    for row in read_rows(KEPT / f"{name}.jsonl"):
        begun = perf_counter()
        told = asking.answer(row["text"], understanding, row.get("context_step"))
        sources = [source for message in told.messages for source in message.sources]
        rows.append(
            {
                **row,
                "told": told.decision,
                "told_topic": told.topic,
                "told_step": told.step,
                "told_text": "\n\n".join(message.text for message in told.messages),
                "sources": sources,
                "seconds": perf_counter() - begun,
            }
        )
    return rows


def figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Give the shares that `measuring.md` asks for, and the time of one answer in milliseconds."""
    found: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        found[_SHARES.get(row["kind"], row["kind"])].append(_is_right(row))
        if row["kind"] != "unanswerable":
            found["answerable_refused"].append(row["told"] != "answer")
    shares = {name: round(float(np.mean(values)), 3) for name, values in sorted(found.items())}
    times = np.array([row["seconds"] for row in rows]) * 1000
    return {**shares, "p50_ms": float(np.median(times)), "p99_ms": float(np.quantile(times, 0.99))}


def kinds(understanding: Understanding) -> dict[str, float]:
    """Tell how many of each kind of the other messages are taken for what they are."""
    found: dict[str, list[bool]] = defaultdict(list)
    for row in read_rows(KEPT / "kinds.jsonl"):
        found[row["kind"]].append(understanding.read(row["text"]).likely_class == row["kind"])
    return {name: round(float(np.mean(values)), 3) for name, values in sorted(found.items())}


def _is_right(row: dict[str, Any]) -> bool:
    if row["kind"] == "unanswerable":
        return bool(row["told"] != "answer")
    if row["kind"] == "term":
        return any(source.startswith("begreber/") for source in row["sources"])
    return bool(row["told_topic"] == row["topic"] and row["told_step"] == row["step"])


def main() -> None:
    """Print the figures of the files named; with «--wrong», what went wrong too."""
    from bot.assembly import speak, understand
    from bot.settings import load_settings

    understanding = understand(load_settings())
    names = [each for each in sys.argv[1:] if not each.startswith("--")] or ["questions"]
    rows = [row for name in names for row in answers(understanding, Asking(speak()), name)]
    for name, value in {**figures(rows), **kinds(understanding)}.items():
        sys.stdout.write(f"{name}: {value:.3f}\n")
    if "--wrong" in sys.argv:
        for row in [row for row in rows if not _is_right(row)][:_WRONG_SHOWN]:
            wanted, told = (row["topic"], row["step"]), (row["told_topic"], row["told_step"])
            sys.stdout.write(f"{row['id']} {wanted} {told} {row['text']}\n")


if __name__ == "__main__":
    main()
