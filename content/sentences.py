"""Cut the content's texts into sentences, and keep together those that lean on each other."""

import re
from collections.abc import Sequence

_SENTENCE = re.compile(r"(?<=[.?!»])\s+(?=[A-ZÆØÅ«§])")


def sentences(text: str, at_most: int = 0) -> list[str]:
    """Cut a text of the content into sentences; where there is a limit, the last holds the rest."""
    cut = [text] if at_most == 1 else _SENTENCE.split(text, maxsplit=max(0, at_most - 1))
    return [each for each in cut if each.strip()]


def units(text: str, leaning: Sequence[str]) -> list[list[str]]:
    """Cut a text into groups: a sentence with those after it that begin with a leaning word."""
    groups: list[list[str]] = []
    for sentence in sentences(text):
        leans = sentence.split()[0].rstrip(",") in leaning
        if leans and groups:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups
