"""Put replies, content and buttons together into messages."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.coach.markup import split
from bot.coach.messages import Button, Message, Picture
from content.cues import load_cues
from content.replies import Replies
from content.sentences import sentences, units
from content.values import Aspect, Block, Dimension, Guide, Step

MAX_QUOTE = 160
_MOST_OF_UNIT = 2
# Blocks on the whole model.
THE_STEPS = "modellen/de-fem-trin-kort"
PLACING = "modellen/saadan-placerer-jeg"
FALLING_BACK = "modellen/naar-i-falder-et-trin-tilbage"
BEYOND = "modellen/det-gaar-modellen-ikke-ind-i"


class Voice:
    """Say things with the texts of `content/`."""

    def __init__(self, replies: Replies, guide: Guide) -> None:
        self.replies = replies
        self.guide = guide
        self._blocks = {block.id: block for block in guide.blocks}

    def say(
        self,
        kind: str,
        template: str,
        buttons: Sequence[Button] = (),
        *,
        picture: Picture | None = None,
        placed: int | None = None,
        sources: Sequence[str] = (),
        **values: object,
    ) -> list[Message]:
        """Render a reply; a long one becomes several messages, with the buttons on the last.

        `placed` is the step of the placement that the reply speaks of, `sources` are the ids of the
        blocks that it rests on.
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
                sources=tuple(sources),
            )
            for index, part in enumerate(parts)
        ]

    def button(self, name: str, /, *arguments: object, **values: object) -> Button:
        """Make a button that asks for the action of its name."""
        return Button(self.replies.label(name, **values), ":".join((name, *map(str, arguments))))

    def block(self, block_id: str) -> Block:
        """Give the block of an id."""
        return self._blocks[block_id]

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
        items = self.block(THE_STEPS).items
        return {number: sentences(item.text, 2)[1] for number, item in enumerate(items, start=1)}


def likeness(aspect: Aspect, words: str) -> str:
    """Say how a dimension looks at a step: what is nearest to a person's words.

    Sentences that lean on each other stay together. Where the model is silent, the first sentence
    says so, and the coach's own come after it.
    """
    found = units(aspect.traits.text, load_cues().leaning)
    candidates = found[1:] if aspect.silent and len(found) > 1 else found
    near = [fuzz.token_set_ratio(" ".join(unit), words) for unit in candidates]
    return " ".join(candidates[near.index(max(near))][:_MOST_OF_UNIT])


def quote(text: str, at_most: int = MAX_QUOTE) -> str:
    """Shorten a person's words to what is pleasant to read again."""
    words = " ".join(text.split()).rstrip(".,;:")
    if len(words) <= at_most:
        return words
    return words[:at_most].rsplit(" ", 1)[0].rstrip(".,;:") + " …"
