"""Write the smallest guide that the loader takes: every line of it is needed."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from content.guide import IN_SHORT, OVERVIEW, PASSAGES, VIEWS

_NAMES = ("nysgerrige", "inddragende", "ambitiøse", "modne", "samskabende")
_numbers = count()


def small_guide() -> str:
    return "\n".join(_lines())


def written(folder: Path, text: str) -> Path:
    """Write under a name of its own, for the loader remembers what it loaded by path."""
    path = folder / f"guide_{next(_numbers)}.md"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def line_of(text: str, line: str) -> int:
    """Give the number of the first line that reads so."""
    return text.split("\n").index(line) + 1


def _lines() -> Iterator[str]:
    yield "# Modellen"
    for title in OVERVIEW:
        yield from _block("##", title, "model", f"Om {title}.")
    yield "# Korte svar"
    yield from _block(
        "##",
        "Siloer på trin 2",
        "model\ntrin: 2\nemne: organisation\nja: står*\nnej: væk, brudt ned",
        "Siloerne står endnu.",
    )
    yield "# Dimensioner"
    for title in VIEWS:
        yield from _block("##", title, "coach", f"Om {title}.")
        yield from _block("###", "Spørgsmål", "coach", f"Hvad med {title}?")
    for number, name in enumerate(_NAMES, start=1):
        yield f"# Trin {number}: Den {name} kommune"
        for title in PASSAGES:
            yield from _block("##", title, "model", f"{title} på trin {number}.")
            if title in IN_SHORT:
                yield from _block("###", "Kort", "model", f"{title} på trin {number}, kort.")
        yield from _news("##", f"Hele trin {number}", number)
        if number > 1:
            yield from _block("##", "Vejen hertil", "model", f"Vejen til trin {number}.")
        yield "## Eksempler"
        yield from _block("###", "Vej", "coach\nfelt: vej", f"Vejen på trin {number}.")
        for title in VIEWS:
            yield f"## {title}"
            yield from _aspect(f"{title} på trin {number}", number)
    yield "# Begreber"
    yield "## Silo"
    yield "varianter: siloer, silotænkning"
    yield from _block("###", "I modellen", "model", "En silo er lukket.")
    yield from _block("###", "Almen viden", "almen", "En silo er høj.")


def _news(level: str, what: str, number: int) -> Iterator[str]:
    if number > 1:
        yield from _block(level, "Nyt", "model", f"{what} er nyt.")


def _aspect(what: str, number: int) -> Iterator[str]:
    yield from _block("###", "Kendetegn", "model", f"{what} ses.")
    yield from _block("###", "Kort", "model", f"{what}, kort.")
    yield from _news("###", what, number)
    yield from _block("###", "Eksempel", "coach\nfelt: skole", f"{what} i skolen.")
    steps = (f"- [alle] Ring om {what}.", f"- [leder] Mød om {what}.", f"- Skriv om {what}.")
    yield from _block("###", "Næste skridt", "coach", *steps)
    yield from _block(
        "###",
        "Refleksion",
        "coach",
        f"- Hvem om {what}?",
        f"- Hvad om {what}?",
        f"- Hvor om {what}?",
    )
    yield from _block("###", "Svar", "coach", f"Sådan er {what}")


def _block(level: str, title: str, source: str, *body: str) -> Iterator[str]:
    yield from (f"{level} {title}", *f"kilde: {source}".split("\n"), "", *body, "")
