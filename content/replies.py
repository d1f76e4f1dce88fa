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
from content.files import read_text
from content.tables import part, phrase_table, phrases, read_toml

REPLIES_FOLDER = Path(__file__).parent / "replies_da"
_HEADINGS = ("at_step", "at_all_steps", "own")
_BOT_TEXTS = ("description", "short_description")


@dataclass(frozen=True)
class Command:
    """Tie what the coach can do to a command, its menu line, and plain Danish phrases."""

    action: str
    phrases: tuple[str, ...]
    name: str | None = None
    menu: str | None = None


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
        self._headings = _headings(folder / "headings.toml")
        table = read_toml(folder / "commands.toml")
        path = folder / "commands.toml"
        self.bot = part(path, table, "bot")
        for key in _BOT_TEXTS:
            part(path, self.bot, key)
        self.commands = tuple(_command(path, row) for row in part(path, table, "commands"))
        self.smalltalk = phrase_table(path, table, "smalltalk")
        self.agreement = phrase_table(path, table, "agreement")
        self.data = phrase_table(path, table, "data")
        self.correction = phrase_table(path, table, "correction")
        self.prompts = phrase_table(path, table, "prompts")
        self.search = phrase_table(path, table, "search")
        self.commitment = phrase_table(path, table, "commitment")
        self.question = phrase_table(path, table, "question")

    def render(self, name: str, /, **values: object) -> str:
        """Fill a template in; values are escaped, the result is Telegram's kind of HTML."""
        return self._environment.get_template(f"{name}.html").render(**values).strip()

    def heading(self, place: str, topic: str, /, **values: object) -> str | None:
        """Give what stands above an answer on a topic, or None where nothing does."""
        heading = self._headings[place].get(topic)
        return heading.format(**values) if heading else None

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


def _headings(path: Path) -> Mapping[str, Mapping[str, str]]:
    table = read_toml(path)
    for name in _HEADINGS:
        for key, heading in part(path, table, name).items():
            if not isinstance(heading, str) or not heading.strip():
                raise ContentError(path, 1, f"the heading «{key}» of «{name}» is empty")
    return MappingProxyType(table)


def _command(path: Path, row: dict[str, Any]) -> Command:
    unknown = set(row) - {"name", "action", "menu", "phrases"}
    if unknown or "action" not in row or "phrases" not in row:
        raise ContentError(path, 1, f"the command {row} needs «action» and «phrases» only")
    wordings = phrases(path, f"{row['action']}: phrases", row["phrases"])
    return Command(row["action"], wordings, row.get("name"), row.get("menu"))
