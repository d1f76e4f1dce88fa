"""The coach in the terminal: for people, and as JSON Lines for scripts."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any, TextIO

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.coach import Coach, Document, Incoming, Message, Picture
from bot.coach.messages import labelled

CHANNEL, ADDRESS = "terminal", "local"
_MAX_WIDTH = 88
_ADVANCE = re.compile(r"(\d{1,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_TAG = re.compile(r"(</?[a-z]+>)")

Paint = Callable[[Picture], Path]
Save = Callable[[Document], Path]
Advance = Callable[[timedelta], list[Message]]


class Chat:
    """Carry lines to the coach and its messages back."""

    def __init__(self, coach: Coach, paint: Paint, advance: Advance, save: Save) -> None:
        self._coach = coach
        self._paint = paint
        self._advance = advance
        self._save = save
        self._buttons: dict[str, str] = {}

    def say(self, text: str) -> list[Message]:
        """Send a text."""
        return self._remember(self._coach.handle(Incoming(CHANNEL, ADDRESS, text=text)))

    def press(self, label: str) -> list[Message]:
        """Press the button of a label shown so far; an unknown label counts as typed."""
        action = self._buttons.get(label)
        if action is None:
            return self.say(label)
        return self._remember(self._coach.handle(Incoming(CHANNEL, ADDRESS, action=action)))

    def advance(self, by: timedelta) -> list[Message]:
        """Move the coach's clock, and give what it says on the way."""
        return self._remember(self._advance(by))

    def picture(self, message: Message) -> Path | None:
        """Draw a message's picture, where it has one."""
        return self._paint(message.picture) if message.picture else None

    def document(self, message: Message) -> Path | None:
        """Save a message's file, where it has one."""
        return self._save(message.document) if message.document else None

    def _remember(self, messages: list[Message]) -> list[Message]:
        self._buttons |= labelled(messages)
        return messages


def chat_as_person(chat: Chat, goodbye: str, hint: str) -> None:
    """Talk in the terminal, or read piped lines, until the input ends."""
    screen = Console(width=min(Console().width, _MAX_WIDTH), highlight=False)
    shown = chat.say("/start")
    show(screen, chat, shown)
    if sys.stdin.isatty():
        screen.print(Text(hint, style="dim"))
    for line in _lines():
        text = line.strip()
        if not text:
            continue
        if not sys.stdin.isatty():
            screen.print(Text(f"> {text}", style="bold"))
        labels = [button.label for message in shown for button in message.buttons]
        numbered = {str(number): label for number, label in enumerate(labels, start=1)}
        by = _time_span(text[1:]) if text.startswith("+") else None
        if by is not None:
            shown = chat.advance(by) or shown
        else:
            shown = chat.press(numbered[text]) if text in numbered else chat.say(text)
        show(screen, chat, shown)
    screen.print(goodbye)


def chat_as_lines(chat: Chat, stream: TextIO, out: TextIO) -> bool:
    """Answer each line with messages and the turn's number; tell whether all were good."""
    good = True
    for turn, line in enumerate((line for line in stream if line.strip()), start=1):
        try:
            messages = _turn(chat, json.loads(line))
        except (ValueError, OverflowError, RecursionError) as error:
            good = False
            reason = "no valid JSON" if isinstance(error, json.JSONDecodeError) else str(error)
            _write(out, {"error": reason})
        else:
            for message in messages:
                _write(out, _as_row(chat, message))
        _write(out, {"turn": turn})
    return good


def _turn(chat: Chat, row: Any) -> list[Message]:
    asked: dict[str, Callable[[str], list[Message]]] = {
        "text": chat.say,
        "button": chat.press,
    }
    if isinstance(row, dict):
        for key, send in asked.items():
            if isinstance(row.get(key), str):
                return send(row[key].encode("utf-8", "replace").decode("utf-8"))
        by = _time_span(str(row.get("advance", "")))
        if by is not None:
            return chat.advance(by)
    raise ValueError('each line must be {"text": …}, {"button": …} or {"advance": "7d"}')


def _time_span(text: str) -> timedelta | None:
    found = _ADVANCE.fullmatch(text)
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None


def _as_row(chat: Chat, message: Message) -> dict[str, Any]:
    image = chat.picture(message)
    return {
        "text": _with_path(message.text, chat.document(message)),
        "buttons": [button.label for button in message.buttons],
        "image": str(image) if image else None,
        "kind": message.kind,
        "step": message.step,
    }


def _with_path(text: str, path: Path | None) -> str:
    return f"{text}\n{path}" if path else text


def _write(out: TextIO, row: dict[str, Any]) -> None:
    out.write(json.dumps(row, ensure_ascii=False) + "\n")
    out.flush()


def _lines() -> Iterator[str]:
    if not sys.stdin.isatty():
        while line := sys.stdin.readline():
            yield line
        return
    session: PromptSession[str] = PromptSession("> ")
    while True:
        try:
            yield session.prompt()
        except (EOFError, KeyboardInterrupt):
            return


def show(
    screen: Console, chat: Chat, messages: list[Message], *, with_pictures: bool = True
) -> None:
    """Print messages as a person reads them, buttons numbered."""
    number = 0
    for message in messages:
        screen.print()
        _print(screen, _styled(message.html))
        if message.picture and with_pictures:
            note = f"{message.picture.alternative} ({chat.picture(message)})"
            screen.print()
            _print(screen, Text(note, style="dim"))
        if document := chat.document(message):
            _print(screen, Text(str(document), style="dim"))
        if message.buttons:
            screen.print()
        for button in message.buttons:
            number += 1
            _print(screen, Text.assemble((f"{number} ", "cyan"), button.label))
    screen.print()


def _print(screen: Console, text: Text) -> None:
    screen.print(Padding(text, (0, 0, 0, 2), expand=False))


def _styled(html: str) -> Text:
    """Turn Telegram's tags into styles."""
    styles = {"b": "bold", "i": "italic", "blockquote": "cyan", "code": "green"}
    text = Text()
    opened: list[str] = []
    for piece in _TAG.split(html):
        if _TAG.fullmatch(piece):
            name = piece.strip("</>")
            if piece.startswith("</"):
                opened = [each for each in opened if each != name]
            else:
                opened.append(name)
        else:
            text.append(unescape(piece), " ".join(styles.get(name, "") for name in opened).strip())
    return text
