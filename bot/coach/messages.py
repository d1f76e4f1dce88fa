"""What comes in to the coach and what goes out, whatever the channel."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.coach.markup import plain


@dataclass(frozen=True)
class Incoming:
    """Hold one thing that a person did: wrote a text, pressed a button, or sent something else.

    `update_id` is given where the inbox holds it; then it is handled once and the replies go to the
    outbox. An edited text takes the place of what was described before. `reply_to` is the number
    that the channel gave the message that was replied to.
    """

    channel: str
    address: str
    text: str | None = None
    action: str | None = None
    update_id: int | None = None
    edited: bool = False
    reply_to: str | None = None


@dataclass(frozen=True)
class Button:
    """Pair what stands on a button with what pressing it asks the coach to do."""

    label: str
    action: str


@dataclass(frozen=True)
class Picture:
    """Describe the staircase to be drawn, and say in words what it shows."""

    step: int
    probabilities: tuple[float, ...]
    alternative: str


@dataclass(frozen=True)
class Message:
    """Hold one message of the coach; `html` knows only Telegram's tags.

    `sources` are the ids of the blocks of the content that it rests on.
    """

    kind: str
    html: str
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    step: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Give the message without markup."""
        return plain(self.html)

    def without_buttons(self) -> "Message":
        """Give the message as one that another follows."""
        return self.with_buttons(())

    def with_buttons(self, buttons: tuple[Button, ...]) -> "Message":
        """Give the message with other buttons."""
        return replace(self, buttons=buttons)

    def to_dict(self) -> dict[str, Any]:
        """Turn into what JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Message":
        """Read what `to_dict` wrote."""
        picture = row["picture"]
        return cls(
            kind=row["kind"],
            html=row["html"],
            buttons=tuple(Button(**button) for button in row["buttons"]),
            picture=Picture(**{**picture, "probabilities": tuple(picture["probabilities"])})
            if picture
            else None,
            step=row["step"],
            sources=tuple(row.get("sources", ())),
        )


def labelled(messages: Sequence[Message]) -> dict[str, str]:
    """Map the labels of all buttons of some messages to their actions."""
    return {button.label: button.action for message in messages for button in message.buttons}
