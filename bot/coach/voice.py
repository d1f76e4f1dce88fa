"""Put replies, content and buttons together into messages."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.coach.markup import split
from bot.coach.messages import Button, Message, Picture
from content.replies import Replies
from content.values import Aspect, Dimension, Guide, Step

MAX_QUOTE = 160
_MOST_SENTENCES = 8
_SENTENCE = re.compile(r"(?<=[.?!»])\s+(?=[A-ZÆØÅ«§])")


class Voice:
    """Say things with the texts of `content/`."""

    def __init__(self, replies: Replies, guide: Guide) -> None:
        self.replies = replies
        self.guide = guide

    def say(
        self,
        kind: str,
        template: str,
        buttons: Sequence[Button] = (),
        *,
        picture: Picture | None = None,
        placed: int | None = None,
        **values: object,
    ) -> list[Message]:
        """Render a reply; a long one becomes several messages, with the buttons on the last.

        `placed` is the step of the placement that the reply speaks of.
        """
        parts = split(self.replies.render(template, **values))
        last = len(parts) - 1
        return [
            Message(
                kind=kind,
                html=part,
                buttons=tuple(buttons) if index == last else (),
                picture=picture if index == 0 else None,
                step=placed,
            )
            for index, part in enumerate(parts)
        ]

    def button(self, name: str, *arguments: object, **values: object) -> Button:
        """Make a button that asks for the action of its name."""
        return Button(self.replies.label(name, **values), ":".join((name, *map(str, arguments))))

    def step(self, number: int) -> Step:
        """Give a step of the guide."""
        return self.guide.steps[number]

    def aspect(self, step: int, dimension: str) -> Aspect:
        """Give a dimension at a step."""
        return self.guide.steps[step].aspects[Dimension(dimension)]

    def view_name(self, dimension: str) -> str:
        """Name a dimension as in the middle of a sentence."""
        return self.guide.views[Dimension(dimension)].name.lower()

    def short_steps(self) -> dict[int, str]:
        """Give a line on each step, without its name."""
        items = next(block for block in self.guide.overview.values() if block.items).items
        return {number: sentences(item.text, 2)[1] for number, item in enumerate(items, start=1)}


def sentences(text: str, at_most: int) -> list[str]:
    """Cut a text of the content into sentences; the last holds the rest."""
    return _SENTENCE.split(text, maxsplit=at_most - 1)


def likeness(aspect: Aspect, words: str) -> str:
    """Say how a dimension looks at a step: the sentence nearest to a person's words.

    The one before it comes along, for a sentence may lean on it. Where the model is silent, the
    first sentence says so, and the coach's own come after it.
    """
    found = sentences(aspect.traits.text, _MOST_SENTENCES)
    candidates = found[1:] if aspect.silent and len(found) > 1 else found
    near = [fuzz.token_set_ratio(sentence, words) for sentence in candidates]
    best = near.index(max(near))
    return " ".join(candidates[max(0, best - 1) : best + 1])


def quote(text: str) -> str:
    """Shorten a person's words to what is pleasant to read again."""
    words = " ".join(text.split()).rstrip(".,;:")
    if len(words) <= MAX_QUOTE:
        return words
    return words[:MAX_QUOTE].rsplit(" ", 1)[0].rstrip(".,;:") + " …"
