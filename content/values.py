"""What the coach knows, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

STEP_NUMBERS = (1, 2, 3, 4, 5)


class Dimension(StrEnum):
    """Name the seven views on practice, in the order of the contract."""

    ORIGIN = "afsaet"
    ORGANISATION = "organisation"
    LEADERSHIP = "ledelse"
    INVOLVEMENT = "inddragelse"
    EMPLOYEES = "medarbejdere"
    POLITICS = "politik"
    OPERATION = "drift"


class Act(StrEnum):
    """What a message wants of the coach's rhythm.

    `SHOW` asks when the next prompt comes; `OTHER` is on the prompts, and not on when they come.
    """

    SET = "set"
    CHANGE = "change"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    STOP = "stop"
    SHOW = "show"
    OTHER = "other"


class Topic(StrEnum):
    """Name what a question can be about; the seven dimensions are among them."""

    PRINCIPLE = "princip"
    TRAITS = "kendetegn"
    ORIGIN = "afsaet"
    ORGANISATION = "organisation"
    LEADERSHIP = "ledelse"
    INVOLVEMENT = "inddragelse"
    EMPLOYEES = "medarbejdere"
    POLITICS = "politik"
    OPERATION = "drift"
    DURATION = "varighed"
    PITFALLS = "faldgruber"
    SIGNS = "tegn"
    NEXT_STEP = "naeste_skridt"
    EXAMPLE = "eksempel"
    TERM = "begreb"
    COMPARISON = "sammenligning"
    WHY = "hvorfor_placering"
    WHOLE_MODEL = "hele_modellen"
    OUTSIDE = "uden_for"

    @property
    def dimension(self) -> Dimension | None:
        """Give the dimension that the topic is, or None."""
        return Dimension(self.value) if self.value in set(Dimension) else None


class Says(StrEnum):
    """Tell what an answer says to a question that asks for one of the two."""

    YES = "ja"
    NO = "nej"


class Identifier(StrEnum):
    """Name the kinds of what points at one person, as the contract has them."""

    CPR = "cpr"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PLATE = "plate"
    ACCOUNT = "account"
    NAME = "name"


class Source(StrEnum):
    """Tell whose word a block is."""

    MODEL = "model"
    COACH = "coach"
    GENERAL = "almen"


class Role(StrEnum):
    """Tell who can take a next step."""

    ANYONE = "alle"
    EMPLOYEE = "medarbejder"
    LEADER = "leder"
    POLITICIAN = "politiker"


class PromptKind(StrEnum):
    """Tell what a prompt asks for: what happened, what it means, or what to do now."""

    LOOK = "look"
    THINK = "think"
    ACT = "act"


@dataclass(frozen=True)
class Item:
    """Hold one line of a list, with the role it is for."""

    text: str
    role: Role = Role.ANYONE


@dataclass(frozen=True)
class Block:
    """Hold the smallest piece of content that an answer can cite: paragraphs or a list."""

    id: str
    title: str
    source: Source
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    field: str | None = None

    @property
    def text(self) -> str:
        """Join all of it as plain text."""
        return "\n\n".join((*self.paragraphs, *(item.text for item in self.items)))


@dataclass(frozen=True)
class Passage:
    """Pair a block of a step with the coach's own advice on it, and with a line that sums it up."""

    block: Block
    advice: Block | None = None
    short: Block | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """List the blocks in the order of the file."""
        return tuple(block for block in (self.block, self.short, self.advice) if block)


@dataclass(frozen=True)
class Aspect:
    """Show one dimension at one step; `news` is what sets it off from the step below.

    `short` sums it up in a sentence that stands by itself.
    """

    dimension: Dimension
    traits: Block
    short: Block
    news: Block | None
    example: Block
    next_steps: Block
    reflection: Block
    answer: Block

    @property
    def silent(self) -> bool:
        """Tell whether the model says nothing of the dimension here, so that the coach speaks."""
        return self.traits.source is Source.COACH

    @property
    def blocks(self) -> tuple[Block, ...]:
        """List the blocks in the order of the file."""
        news = (self.news,) if self.news else ()
        return (
            self.traits,
            self.short,
            *news,
            self.example,
            self.next_steps,
            self.reflection,
            self.answer,
        )


@dataclass(frozen=True)
class Step:
    """Describe one of the five steps.

    `news` is what sets it off from the one below, `path` what has happened on the way from there.
    """

    number: int
    name: str
    principle: Passage
    picture: Passage
    inspiration: Passage
    duration: Passage
    demands: Passage
    pitfalls: Passage
    signs: Passage
    news: Block | None
    path: Block | None
    examples: tuple[Block, ...]
    aspects: Mapping[Dimension, Aspect]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """List what is said of the step as a whole, in the order of the file."""
        return (
            self.principle,
            self.picture,
            self.inspiration,
            self.duration,
            self.demands,
            self.pitfalls,
            self.signs,
        )


@dataclass(frozen=True)
class View:
    """Introduce a dimension: its name, what it is about, and the question that separates steps."""

    dimension: Dimension
    name: str
    about: Block
    question: Block


@dataclass(frozen=True)
class Term:
    """Explain a term: what the model says of it and what is generally known."""

    name: str
    variants: tuple[str, ...]
    model: Block
    general: Block


@dataclass(frozen=True)
class Point:
    """Answer one precise question; `step` is None where it is about the whole model.

    Who asks for yes or no with a word of what it `affirms` is told yes, with one of what it
    `denies` no.
    """

    block: Block
    topic: Topic
    step: int | None
    affirms: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """Hold all that the coach knows about the model."""

    overview: Mapping[str, Block]
    points: tuple[Point, ...]
    views: Mapping[Dimension, View]
    steps: Mapping[int, Step]
    terms: tuple[Term, ...]

    @property
    def blocks(self) -> Iterator[Block]:
        """Yield every block, in the order of the file."""
        yield from self.overview.values()
        yield from (point.block for point in self.points)
        for view in self.views.values():
            yield from (view.about, view.question)
        for step in self.steps.values():
            for passage in step.passages:
                yield from passage.blocks
            yield from (block for block in (step.news, step.path) if block)
            yield from step.examples
            for aspect in step.aspects.values():
                yield from aspect.blocks
        for term in self.terms:
            yield from (term.model, term.general)
