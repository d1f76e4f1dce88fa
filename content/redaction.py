"""Load the words by which identifiers are told from the rest of a text, and what replaces them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from content.errors import ContentError
from content.files import read_lines
from content.tables import read_toml
from content.values import Identifier

REDACTION_FILE = Path(__file__).parent / "redaction_da.toml"
NAMES_FOLDER = Path(__file__).parent / "names"

_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Words = frozenset[str]


@dataclass(frozen=True)
class NumberWords:
    """Hold the words around telephone, account, CPR and car numbers, and around all others."""

    phone_before: Words
    not_a_phone_before: Words
    units: Words
    cpr_before: Words
    not_plates: Words
    plate_before: Words
    months: Words


@dataclass(frozen=True)
class AddressWords:
    """Hold what the names of roads are made of."""

    roads: Words
    perhaps_roads: Words
    before_roads: Words
    beside: Words
    not_roads: Words
    may_follow: Words


@dataclass(frozen=True)
class NameWords:
    """Hold what tells the name of a person from other words."""

    ambiguous: Words
    words: Words
    persons_before_verbs: Words
    speech: Words
    verbs: Words
    titles: Words
    i_am_called: Words
    roles: Words
    greetings: Words
    signing_off: Words
    beside_persons: Words
    never: Words
    institutions: Words
    after_institutions: Words
    particles: Words
    being: Words
    speaking_with: Words
    oaths: Words
    joining: Words


@dataclass(frozen=True)
class RedactionWords:
    """Hold all that redaction knows of Danish."""

    placeholders: Mapping[Identifier, str]
    numbers: NumberWords
    addresses: AddressWords
    names: NameWords
    first_names: Words
    surnames: Words


_Part = TypeVar("_Part", NumberWords, AddressWords, NameWords)


@cache
def load_redaction_words(path: Path = REDACTION_FILE, names: Path = NAMES_FOLDER) -> RedactionWords:
    """Load and check the words; raise ContentError where they are broken."""
    table = read_toml(path)
    return RedactionWords(
        _placeholders(path, table.get("placeholders")),
        _part(path, table, "numbers", NumberWords),
        _part(path, table, "addresses", AddressWords),
        _part(path, table, "names", NameWords),
        _names(names / "first_names.txt"),
        _names(names / "surnames.txt"),
    )


def _placeholders(path: Path, table: Any) -> dict[Identifier, str]:
    kinds = {kind.value for kind in Identifier}
    if not isinstance(table, dict) or set(table) != kinds:
        raise ContentError(path, 1, f"«placeholders» needs a word for each of {sorted(kinds)}")
    for kind, word in table.items():
        if not isinstance(word, str) or not re.fullmatch(r"\[[^\W\d_]+(?:-[^\W\d_]+)*\]", word):
            raise ContentError(path, 1, f"the placeholder «{kind}» must be one word in brackets")
    return {Identifier(kind): word for kind, word in table.items()}


def _part(path: Path, table: Mapping[str, Any], key: str, kind: type[_Part]) -> _Part:
    part = table.get(key)
    wanted = {field.name for field in fields(kind)}
    if not isinstance(part, dict) or set(part) != wanted:
        raise ContentError(path, 1, f"«{key}» needs the lists {', '.join(sorted(wanted))}")
    return kind(**{name: _words(path, f"{key}.{name}", words) for name, words in part.items()})


def _words(path: Path, name: str, words: object) -> Words:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ContentError(path, 1, f"«{name}» is a list of words")
    for word in words:
        if word != word.lower().strip() or not word:
            raise ContentError(path, 1, f"«{word}» in «{name}» must be in small letters")
    return frozenset(words)


def _names(path: Path) -> Words:
    lines = read_lines(path)
    for number, name in enumerate(lines, start=1):
        if not _NAME.fullmatch(name) or name[0] != name[0].upper():
            raise ContentError(path, number, f"«{name}» is not one name with a capital letter")
    return frozenset(name.casefold() for name in lines)
