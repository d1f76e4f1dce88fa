"""What comes in to the coach and what goes out, whatever the channel."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, ClassVar

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


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Say in words what a picture shows, for whoever can't see it; the kinds below say the rest."""

    alternative: str
    shape: ClassVar[str] = ""

    def to_dict(self) -> dict[str, Any]:
        """Turn into what JSON can hold."""
        return {"shape": self.shape, **asdict(self)}

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> "Picture":
        """Read what `to_dict` wrote; what has no shape is an older staircase."""
        values = {key: value for key, value in row.items() if key != "shape"}
        shape = row.get("shape", Staircase.shape)
        if shape == Timeline.shape:
            points = tuple((date.fromisoformat(day), step) for day, step in values.pop("points"))
            return Timeline(points=points, **values)
        if shape == Profile.shape:
            return Profile(rows=tuple(map(tuple, values.pop("rows"))), **values)
        return Staircase(probabilities=tuple(values.pop("probabilities")), **values)


@dataclass(frozen=True, kw_only=True)
class Staircase(Picture):
    """Show a step, and how likely each is."""

    shape: ClassVar[str] = "trin"
    step: int
    probabilities: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline(Picture):
    """Show placements over time, oldest first."""

    shape: ClassVar[str] = "udvikling"
    points: tuple[tuple[date, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """Turn into what JSON can hold."""
        return {**super().to_dict(), "points": [[str(day), step] for day, step in self.points]}


@dataclass(frozen=True, kw_only=True)
class Profile(Picture):
    """Show the step of each dimension now and before, 0 where it was not spoken of before."""

    shape: ClassVar[str] = "profil"
    rows: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Document:
    """Hold a file that goes with a message."""

    name: str
    content: str


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
    document: Document | None = None

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

    def with_document(self, document: Document) -> "Message":
        """Give the message with a file."""
        return replace(self, document=document)

    def to_dict(self) -> dict[str, Any]:
        """Turn into what JSON can hold."""
        return {**asdict(self), "picture": self.picture.to_dict() if self.picture else None}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Message":
        """Read what `to_dict` wrote."""
        picture = row["picture"]
        return cls(
            kind=row["kind"],
            html=row["html"],
            buttons=tuple(Button(**button) for button in row["buttons"]),
            picture=Picture.from_dict(picture) if picture else None,
            step=row["step"],
            sources=tuple(row.get("sources", ())),
            document=Document(**row["document"]) if row.get("document") else None,
        )


def labelled(messages: Sequence[Message]) -> dict[str, str]:
    """Map the labels of all buttons of some messages to their actions."""
    return {button.label: button.action for message in messages for button in message.buttons}
