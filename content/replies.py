"""Load what the coach says: replies, buttons, commands, and how people phrase them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from content.errors import ContentError
from content.files import read_text, read_toml
from content.values import STEP_NUMBERS

REPLIES_FOLDER = Path(__file__).parent / "replies_da"
_BOT_TEXTS = ("description", "short_description")
_PLACES = frozenset({"after", "before", "name"})


@dataclass(frozen=True)
class Command:
    """Tie what the coach can do to a command, its menu line, and plain Danish phrases."""

    action: str
    phrases: tuple[str, ...]
    name: str | None = None
    menu: str | None = None


@dataclass(frozen=True)
class StepWords:
    """Hold the words for one step: after «trin», before it, and its name alone."""

    after: tuple[str, ...]
    before: tuple[str, ...]
    name: tuple[str, ...]


class Replies:
    """Hold the replies as templates, and the words around them."""

    def __init__(self, folder: Path = REPLIES_FOLDER) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.names = tuple(sorted(path.stem for path in folder.glob("*.html")))
        for name in self.names:
            self._check(folder / f"{name}.html")
        self.buttons = _labels(folder / "buttons.toml")
        table = read_toml(folder / "commands.toml")
        path = folder / "commands.toml"
        self.bot = _part(path, table, "bot")
        for key in _BOT_TEXTS:
            _part(path, self.bot, key)
        self.commands = tuple(_command(path, row) for row in _part(path, table, "commands"))
        self.smalltalk = _phrase_table(path, table, "smalltalk")
        self.agreement = _phrase_table(path, table, "agreement")
        self.correction = _phrase_table(path, table, "correction")
        numbers = _part(path, table, "numbers")
        self.numbers = {step: _step_words(path, numbers, str(step)) for step in STEP_NUMBERS}

    def render(self, name: str, /, **values: object) -> str:
        """Fill a template in; values are escaped, the result is Telegram's kind of HTML."""
        return self._environment.get_template(f"{name}.html").render(**values).strip()

    def label(self, button: str, /, **values: object) -> str:
        """Give what stands on a button."""
        return self.buttons[button].format(**values)

    def _check(self, path: Path) -> None:
        read_text(path)
        try:
            self._environment.get_template(path.name)
        except TemplateSyntaxError as error:
            raise ContentError(path, error.lineno, error.message or "broken template") from None
        except TemplateError as error:
            raise ContentError(path, 1, str(error)) from None


@cache
def load_replies() -> Replies:
    """Load and check the replies; raise ContentError where they are broken."""
    return Replies()


def _labels(path: Path) -> Mapping[str, str]:
    table = read_toml(path)
    for key, label in table.items():
        if not isinstance(label, str) or not label.strip():
            raise ContentError(path, 1, f"the button «{key}» has no label")
    return MappingProxyType(table)


def _command(path: Path, row: dict[str, Any]) -> Command:
    unknown = set(row) - {"name", "action", "menu", "phrases"}
    if unknown or "action" not in row or "phrases" not in row:
        raise ContentError(path, 1, f"the command {row} needs «action» and «phrases» only")
    phrases = _phrases(path, f"{row['action']}: phrases", row["phrases"])
    return Command(row["action"], phrases, row.get("name"), row.get("menu"))


def _step_words(path: Path, numbers: Mapping[str, Any], key: str) -> StepWords:
    row = _part(path, numbers, key)
    if not isinstance(row, dict) or set(row) != _PLACES:
        raise ContentError(path, 1, f"«{key}» needs «after», «before» and «name» only")
    return StepWords(**{place: _phrases(path, place, words) for place, words in row.items()})


def _phrase_table(path: Path, table: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    rows = _part(path, table, key).items()
    return {name: _phrases(path, name, phrases) for name, phrases in rows}


def _phrases(path: Path, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ContentError(path, 1, f"«{name}» is a list of phrases")
    return tuple(value)


def _part(path: Path, table: Mapping[str, Any], key: str) -> Any:
    if key not in table:
        raise ContentError(path, 1, f"«{key}» is missing")
    return table[key]
