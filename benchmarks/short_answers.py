"""Measure how precise questions are answered in short, and with yes or no: those of three others.

They had the short answers and the article, and were to write as far from their words as they could.

usage: python -m benchmarks.short_answers
"""

import sys
from collections import Counter
from typing import Any

from benchmarks.texts import KEPT, read_rows
from nlp.place import Place
from nlp.understanding import Understanding


def measure(understanding: Understanding) -> Counter[str]:
    """Count what became of the kept questions that ask for one thing."""
    found: Counter[str] = Counter()
    for row in read_rows(KEPT / "short_answers.jsonl"):
        found.update(_judged(row, understanding))
    return found


def _judged(row: dict[str, Any], understanding: Understanding) -> list[str]:
    place = Place(own=row["spoken_of"], step=row["spoken_of"])
    told = understanding.ask(understanding.read(row["text"], evidence=False), place)
    if told.point is None:
        return ["told at length"]
    right = told.point.block.id == row["point"]
    judged = ["right short answer" if right else "another short answer"]
    if told.says is not None and right:
        judged.append("right yes or no" if told.says.value == row["says"] else "wrong yes or no")
    elif told.says is not None:
        judged.append("yes or no to another short answer")
    return judged


def main() -> None:
    """Print the counts."""
    from bot.assembly import understand
    from bot.settings import load_settings

    for name, count in sorted(measure(understand(load_settings())).items()):
        sys.stdout.write(f"{name}: {count}\n")


if __name__ == "__main__":
    main()
