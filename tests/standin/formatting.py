"""Parse Telegram's HTML into plain text and entities, as strictly as Telegram does.

Offsets and lengths are UTF-16 code units.
Source: https://core.telegram.org/bots/api#html-style
"""

import re
import sys
from dataclasses import dataclass, field

from .errors import ApiError, bad_request
from .values import Json

_ENTITY_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_ATTRIBUTE = re.compile(
    r"""([^\s=>]+)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?"""
)
_BROKEN_VALUE = re.compile(r"\s*=\s*(.?)")
_LINK = re.compile(r"tg://\S+|(?:https?://)?[^\s/]+\.\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Formatted:
    """Pair plain text with its entities."""

    text: str
    entities: list[Json]


@dataclass
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int
    part: int


@dataclass
class _Parser:
    source: str
    at: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._close()
            elif self.source[self.at] == "<":
                self._open()
            else:
                self._character()
        if self.stack:
            raise _cannot_parse(
                f'Can\'t find end tag corresponding to start tag "{self.stack[-1].name}"'
            )
        text = "".join(self.parts)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise _cannot_parse("Text contains invalid Unicode characters")
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted(text, self.entities)

    def _character(self) -> None:
        character, step = self.source[self.at], 1
        if character == "&" and (match := _REFERENCE.match(self.source, self.at)):
            decoded = decode_reference(match)
            if decoded:
                character, step = decoded, match.end() - match.start()
        self.parts.append(character)
        self.length += utf16_length(character)
        self.at += step

    def _where(self, begin: int) -> str:
        return f"at byte offset {len(self.source[:begin].encode(errors='surrogatepass'))}"

    def _open(self) -> None:
        begin = self.at
        self.at += 1
        name = self._tag_name()
        if self.at == len(self.source):
            raise _cannot_parse(f"Unclosed start tag {self._where(begin)}")
        if name not in _ENTITY_TYPES:
            raise _cannot_parse(f'Unsupported start tag "{name}" {self._where(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" {self._where(begin)}')
        self.stack.append(_Open(name, attributes, self.length, len(self.parts)))

    def _tag_name(self) -> str:
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in " \t\r\n>":
            self.at += 1
        return self.source[begin : self.at].lower()

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self.source.startswith(">", self.at):
                self.at += 1
                return attributes
            match = _ATTRIBUTE.match(self.source, self.at)
            if match is None:
                raise _cannot_parse(f"Unclosed start tag {self._where(begin)}")
            name, equals, *values = match.groups()
            if not equals:
                self._refuse_broken_value(match.end(), begin)
            if not equals and (tag, name) != ("blockquote", "expandable"):
                raise _cannot_parse(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f'"{tag}" {self._where(begin)}'
                )
            value = next((value for value in values if value is not None), "")
            attributes[name] = _REFERENCE.sub(lambda m: decode_reference(m) or m[0], value)
            self.at = match.end()

    def _refuse_broken_value(self, at: int, begin: int) -> None:
        broken = _BROKEN_VALUE.match(self.source, at)
        if broken and broken[1] in {'"', "'", ""}:
            raise _cannot_parse(f"Unclosed start tag {self._where(begin)}")
        if broken:
            where = self._where(broken.start(1))
            raise _cannot_parse(f"Unexpected end of name token {where}")

    def _skip_spaces(self) -> None:
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1

    def _close(self) -> None:
        begin = self.at
        if not self.stack:
            raise _cannot_parse(f"Unexpected end tag {self._where(begin)}")
        self.at += 2
        name = self._tag_name()
        self._skip_spaces()
        if not self.source.startswith(">", self.at):
            raise _cannot_parse(f"Unclosed end tag {self._where(begin)}")
        self.at += 1
        opened = self.stack.pop()
        if name and name != opened.name:
            raise _cannot_parse(
                f'Unmatched end tag {self._where(begin)}, expected "</{opened.name}>", '
                f'found "</{name}>"'
            )
        if self.length > opened.offset:
            self._add_entity(opened)

    def _add_entity(self, opened: _Open) -> None:
        kind = _ENTITY_TYPES[opened.name]
        entity: Json = {
            "type": kind,
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if kind == "text_link":
            entity["url"] = opened.attributes.get("href") or "".join(self.parts[opened.part :])
            if not _LINK.fullmatch(entity["url"]):
                return
        if kind == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        language = opened.attributes.get("class", "").removeprefix("language-")
        if kind == "code" and language and self.stack and self.stack[-1].name == "pre":
            self.stack[-1].attributes["language"] = language
            return
        if kind == "pre" and "language" in opened.attributes:
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)


def decode_reference(match: re.Match[str]) -> str | None:
    """Decode a character reference; return None where Telegram leaves it alone."""
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code <= sys.maxunicode else None


def utf16_length(text: str) -> int:
    """Count the UTF-16 code units of a text."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def parse_html(source: str) -> Formatted:
    """Parse Telegram's HTML; raise a 400 where Telegram would."""
    return _Parser(source).parse()


def trim(formatted: Formatted) -> Formatted:
    """Strip white space around a text and move its entities along."""
    text = formatted.text.strip()
    shift = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
    size = utf16_length(text)
    entities = []
    for entity in formatted.entities:
        begin = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] - shift + entity["length"], size)
        if end > begin:
            entities.append({**entity, "offset": begin, "length": end - begin})
    return Formatted(text, entities)


def _cannot_parse(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
