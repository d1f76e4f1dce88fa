"""Read a content file into headings with keys and text, each with its line."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from content.errors import ContentError
from content.files import read_text

_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*$")
_KEY = re.compile(r"([a-zæøå_]+):\s*(.*?)\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})


@dataclass
class Section:
    """Hold a heading, its keys, its body and the sections below it."""

    title: str
    level: int
    line: int
    id: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    children: list["Section"] = field(default_factory=list)

    def child(self, title: str) -> "Section | None":
        """Find the section right below that has this title."""
        return next((section for section in self.children if section.title == title), None)


def slug(title: str) -> str:
    """Turn a heading into the part of an id that it stands for."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().translate(_LETTERS)).strip("-")


def parse(path: Path) -> Section:
    """Parse a file into a root section; raise ContentError where two headings share an id."""
    without_comments = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), read_text(path))
    parser = _Parser(path)
    for number, line in enumerate(without_comments.split("\n"), start=1):
        parser.read(number, line.strip())
    parser.close_paragraph()
    return parser.root


class _Parser:
    """Read a file line by line: headings, then keys, then paragraphs, then a list."""

    def __init__(self, path: Path) -> None:
        self.root = Section(title="", level=0, line=1)
        self._path = path
        self._open = [self.root]
        self._lines_of: dict[str, int] = {}
        self._paragraph: list[str] = []
        self._may_have_keys = False

    def read(self, number: int, line: str) -> None:
        here = self._open[-1]
        if heading := _HEADING.match(line):
            self._open_section(number, len(heading[1]), heading[2])
        elif not line:
            self.close_paragraph()
            self._may_have_keys = self._may_have_keys and not here.keys
        elif here is self.root:
            raise ContentError(self._path, number, "text before the first heading")
        elif self._may_have_keys and (key := _KEY.match(line)):
            if key[1] in here.keys:
                raise ContentError(self._path, number, f"the key «{key[1]}» stands twice")
            here.keys[key[1]] = key[2]
        else:
            self._may_have_keys = False
            self._text(number, line)

    def close_paragraph(self) -> None:
        if self._paragraph:
            self._open[-1].paragraphs.append(" ".join(self._paragraph))
            self._paragraph.clear()

    def _open_section(self, number: int, level: int, title: str) -> None:
        self.close_paragraph()
        section = Section(title, level, number)
        while self._open[-1].level >= level:
            self._open.pop()
        parent = self._open[-1]
        if level != parent.level + 1:
            raise ContentError(self._path, number, f"heading «{title}» skips a level")
        section.id = "/".join(filter(None, (parent.id, _own_id(section))))
        if section.id in self._lines_of:
            raise ContentError(
                self._path,
                number,
                f"the id «{section.id}» stands at line {self._lines_of[section.id]} already",
            )
        self._lines_of[section.id] = number
        parent.children.append(section)
        self._open.append(section)
        self._may_have_keys = True

    def _text(self, number: int, line: str) -> None:
        here = self._open[-1]
        if line.startswith("- "):
            self.close_paragraph()
            here.items.append(line[2:].strip())
        elif here.items:
            raise ContentError(self._path, number, "text after a list: start the line with «- »")
        else:
            self._paragraph.append(line)


def _own_id(section: Section) -> str:
    """Shorten «Trin 2: Den inddragende kommune» to trin-2; take other headings whole."""
    return slug(section.title.split(":")[0] if section.level == 1 else section.title)
