"""Hold the values that tests read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Rows: TypeAlias = list[list[tuple[str, str]]]


@dataclass(frozen=True)
class Upload:
    """Carry one uploaded file."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True)
class Message:
    """Show one message of the bot as it stands now; times are epoch seconds.

    `text` and `caption` are plain, `html` is the text or caption as it was sent.
    `buttons` are rows of (label, data) of an inline keyboard, a link's data being its
    URL; `keyboard` are rows of labels of a reply keyboard.
    """

    message_id: int
    chat_id: int
    text: str
    html: str
    caption: str
    buttons: Rows
    keyboard: list[list[str]]
    photo: bytes | None
    document: bytes | None
    filename: str | None
    entities: list[Json]
    sent_at: float
    edited_at: float | None
    edits: int

    @property
    def labels(self) -> list[str]:
        """List the labels of the inline keyboard, row by row."""
        return [label for row in self.buttons for label, _ in row]


@dataclass(frozen=True)
class Sent:
    """Tell what became of something that a person did; `at` is epoch seconds."""

    update_id: int
    message_id: int
    at: float
    callback_id: str | None = None


@dataclass(frozen=True)
class Call:
    """Record one request; JSON parameters are decoded, files are `Upload`."""

    method: str
    params: Mapping[str, Any]
    at: float


@dataclass(frozen=True)
class Refusal:
    """Record one error that the stand-in answered of itself, not on demand."""

    method: str
    code: int
    description: str
    at: float


@dataclass(frozen=True)
class CallbackAnswer:
    """Record the bot's answer to a pressed button."""

    callback_id: str
    text: str
    show_alert: bool
    at: float
