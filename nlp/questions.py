"""Understand a question: what it is about, and which step, with what was spoken of before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from content.cues import Cues
from content.pointing import PointingWords
from content.values import STEP_NUMBERS, Dimension, Guide, Role, Topic
from nlp.blend import Blend, Floats, Seen
from nlp.danish import Analysis, Danish, Word
from nlp.features import Vocabulary, Weigher
from nlp.lexicon import Lexicon
from nlp.pointing import Pointer, Pointing
from nlp.roles import Roles
from nlp.terms import Terms

WHOLE = "all"
OFFTOPIC = "offtopic"
# A second topic is answered too where it is nearly as likely as the first.
_SECOND_TOPIC = 0.3
# To answer beside the point what the model doesn't tell is worse than to say that it doesn't tell.
_WORSE_TO_INVENT = 1.5
_FEW_WORDS, _SOME_WORDS = 4, 10
_FEW_WORDS_LEAN = 8
_TWO = 2
# Lists whose words stand in questions of all kinds.
_WEAK = frozenset({Topic.COMPARISON, Topic.WHOLE_MODEL, Topic.NEXT_STEP})
_MOST_CHARACTERS = 600


@dataclass(frozen=True)
class Place:
    """Hold where the conversation stands: the step placed on, and what was last spoken of."""

    own: int | None = None
    step: int | None = None
    topic: Topic | None = None

    @property
    def spoken_of(self) -> int | None:
        """Give the step that «der» means."""
        return self.step or self.own


@dataclass(frozen=True)
class Question:
    """Hold what a question is about.

    `topics` begins with the likeliest and is empty where the question is off the subject;
    `probability` tells how sure it is. `named` are the topics of which a word stands in it, the
    likeliest first. `block` is the id of the block that answers a question on the whole model;
    `demands` is set where it asks what a step demands; `matter` names what the model leaves out.
    """

    topics: tuple[Topic, ...]
    named: tuple[Topic, ...]
    terms: tuple[str, ...]
    fields: tuple[str, ...]
    role: Role | None
    demands: bool
    matter: str | None
    pointing: Pointing
    place: Place
    block: str | None
    probability: float

    @property
    def step(self) -> int | str | None:
        """Give the step that the answer is about: a number, «all», or None."""
        return self.step_for(self.topics[0]) if self.topics else None

    def step_for(self, topic: Topic) -> int | str | None:
        """Give the step that an answer on some topic is about."""
        return step_of(topic, self.pointing, self.place)

    @property
    def start(self) -> int | None:
        """Give the step from which next steps are to lead, or None where it is not known."""
        return start_of(self.pointing, self.place)

    @property
    def steps(self) -> tuple[int, ...]:
        """Give the two steps that are compared, the lower first; fewer where fewer are known."""
        return compared(self.pointing, self.place)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """List the dimensions that are named, whatever the topic."""
        return tuple(topic.dimension for topic in self.named if topic.dimension)


class Marker:
    """Add to the words of a question signs of what it points at and which lists it touches."""

    def __init__(self, danish: Danish, guide: Guide, cues: Cues, words: PointingWords) -> None:
        self._danish = danish
        self.topics = Lexicon(cues.topics)
        self.terms = Terms(guide.terms)
        self.pointer = Pointer(words)

    def analyse(self, text: str, *, placed: bool) -> Analysis:
        """Read a question with its steps masked, and the signs as words after its own."""
        pointing = self.pointer.read(text)
        analysis = self._danish.analyse(pointing.masked)
        signs = [Word(len(analysis.text), sign, sign) for sign in self._signs(text, pointing)]
        signs.append(Word(len(analysis.text), *["xplaced" if placed else "xunplaced"] * 2))
        return replace(analysis, words=(*analysis.words, *signs))

    def _signs(self, text: str, pointing: Pointing) -> list[str]:
        count = len(text.split())
        length = "few" if count <= _FEW_WORDS else "some" if count <= _SOME_WORDS else "many"
        signs = [f"xsteps{min(len(pointing.steps), 2)}", f"x{length}"]
        ways = ("above", "below", "whole", "goal")
        signs += [f"x{name}" for name in ways if getattr(pointing, name)]
        if self.terms.find(text):
            signs.append("xterm")
        return signs + [f"q{topic.replace('_', '')}" for topic in self.topics.names(text)]


@dataclass(frozen=True)
class QuestionModel:
    """Hold what is trained on questions.

    `topics` tells what a question is about, or that it is off the subject; `blocks` which block
    answers a question on the whole model.
    """

    vocabulary: Vocabulary
    weigher: Weigher
    topics: Blend
    blocks: Blend

    def pack(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {
            "terms": self.vocabulary.pack(),
            "rarity": self.weigher.rarity,
            "topics": self.topics.pack(),
            "blocks": self.blocks.pack(),
        }

    @classmethod
    def unpack(cls, packed: dict[str, Any]) -> "QuestionModel":
        """Take up what `pack` gave."""
        vocabulary = Vocabulary.unpack(packed["terms"])
        weigher = Weigher(vocabulary.part_of, packed["rarity"])
        topics, blocks = (Blend.unpack(packed[name]) for name in ("topics", "blocks"))
        return cls(vocabulary, weigher, topics, blocks)

    def see(self, analysis: Analysis, meaning: Floats | None) -> Seen:
        """See a question as the models do: `meaning` has shape (1, width)."""
        counts = self.vocabulary.counts_of_variants(analysis, ())
        return Seen(self.weigher.transform_few(counts), meaning)


class Asking:
    """Tell what questions are about."""

    def __init__(self, model: QuestionModel, marker: Marker, cues: Cues) -> None:
        self._model = model
        self._marker = marker
        self._fields = Lexicon(cues.fields)
        self._roles = Roles(cues)
        self._matters = Lexicon(cues.matters)
        self._demands = Lexicon({"demands": cues.demands})

    def read(self, text: str, meaning: Floats | None, place: Place) -> Question:
        """Understand one question."""
        text = text[:_MOST_CHARACTERS]
        analysis = self._marker.analyse(text, placed=place.spoken_of is not None)
        seen = self._model.see(analysis, meaning)
        chances = _chances(self._model.topics, seen)
        pointing = self._marker.pointer.read(text)
        terms = tuple(self._marker.terms.find(text))
        named = sorted(self._marker.topics.names(text), key=lambda name: -chances.get(name, 0.0))
        blocks = _chances(self._model.blocks, seen)
        return Question(
            topics=self._leaning(_topics(chances, terms, named, pointing), text, pointing, place),
            named=tuple(map(Topic, named)),
            terms=terms,
            fields=tuple(self._fields.names(text)),
            role=self._roles.of(text),
            demands=bool(self._demands.names(text)),
            matter=next(iter(self._matters.names(text)), None),
            pointing=pointing,
            place=place,
            block=max(blocks, key=lambda name: blocks[name]),
            probability=max(chances.values()),
        )

    def _leaning(
        self, topics: tuple[Topic, ...], text: str, pointing: Pointing, place: Place
    ) -> tuple[Topic, ...]:
        """Understand a few words by what was spoken of before.

        «og på 4?» asks the same of another step; «og politikerne?» after a comparison asks to
        compare them, too.
        """
        if len(text.split()) > _FEW_WORDS_LEAN:
            return topics
        named = set(self._marker.topics.names(text)) - _WEAK
        points = bool(pointing.steps or pointing.above or pointing.below)
        if points and not named and len(pointing.steps) < _TWO:
            if topics[:1] in ((), (Topic.TRAITS,)):
                return (place.topic or Topic.TRAITS,)
            compares = Topic.COMPARISON in self._marker.topics.names(text)
            if topics[0] is Topic.COMPARISON and place.topic and not compares:
                return (place.topic,)
        if place.topic is Topic.COMPARISON and pointing.nothing and topics and topics[0].dimension:
            return (Topic.COMPARISON,)
        if not topics and place.topic and not named:
            return (place.topic,)
        return topics


def _chances(model: Blend, seen: Seen) -> dict[str, float]:
    return dict(zip(model.classes, map(float, model.probabilities(seen)[0]), strict=True))


def _topics(
    chances: dict[str, float], terms: Sequence[str], named: Sequence[str], pointing: Pointing
) -> tuple[Topic, ...]:
    """List what is asked about, one or two; nothing where it is off the subject.

    The second counts where a word of its own is said.

    Who names a step or a term of the model is on the subject, however the rest sounds.
    """
    on_subject = {name: chance for name, chance in chances.items() if name != OFFTOPIC}
    on_subject[Topic.OUTSIDE] = on_subject.get(Topic.OUTSIDE, 0.0) * _WORSE_TO_INVENT
    first, second = sorted(on_subject, key=lambda name: -on_subject[name])[:2]
    if chances.get(OFFTOPIC, 0.0) > on_subject[first] and pointing.nothing and not terms:
        return ()
    both = on_subject[second] >= _SECOND_TOPIC and second in named
    if not both or Topic.OUTSIDE in (first, second):
        return (Topic(first),)
    return Topic(first), Topic(second)


def compared(pointing: Pointing, place: Place) -> tuple[int, ...]:
    """Give the two steps that are compared, the lower first; fewer where fewer are known."""
    steps, placed = list(pointing.steps[:2]), place.own or place.step
    if len(steps) < 2 and placed:
        if pointing.above and above(placed) not in steps:
            steps.append(above(placed))
        if pointing.below and below(placed) not in steps:
            steps.append(below(placed))
        if len(steps) < 2 and placed not in steps:
            steps.append(placed)
    return tuple(sorted(steps[:2]))


def step_of(topic: Topic | None, pointing: Pointing, place: Place) -> int | str | None:
    """Give the step that the answer is about: a number, «all», or None."""
    if topic in (None, Topic.TERM, Topic.OUTSIDE):
        return None
    if topic is Topic.WHOLE_MODEL:
        return WHOLE
    if topic is Topic.WHY:
        return place.own or (pointing.steps[0] if pointing.steps else WHOLE)
    if topic is Topic.COMPARISON:
        steps = compared(pointing, place)
        return steps[-1] if steps else WHOLE
    if _is_whole(pointing):
        return WHOLE
    if topic is Topic.NEXT_STEP:
        start = start_of(pointing, place)
        return above(start) if start else WHOLE
    if pointing.steps:
        return pointing.steps[0]
    placed = place.own if pointing.own and place.own else place.spoken_of
    if placed is None:
        return WHOLE
    if pointing.above:
        return above(placed)
    if pointing.below:
        return below(placed)
    return WHOLE if pointing.model and not pointing.own else placed


def start_of(pointing: Pointing, place: Place) -> int | None:
    """Give the step from which next steps lead: where one stands, or below the one to be reached.

    Of two steps, the higher is to be reached; one that is named is where somebody stands, unless it
    is said to be a goal or is the next above the person's own.
    """
    steps = pointing.steps
    if not steps:
        return place.own
    highest = max(steps)
    is_goal = len(steps) > 1 or pointing.goal or highest - 1 == place.own
    return max(STEP_NUMBERS[0], highest - 1) if is_goal else highest


def _is_whole(pointing: Pointing) -> bool:
    steps = pointing.steps
    ends = {STEP_NUMBERS[0], STEP_NUMBERS[-1]} <= set(steps)
    return ends or len(steps) > 3 or (pointing.whole and not steps)


def above(step: int) -> int:
    """Give the step above; above the last there is none."""
    return min(STEP_NUMBERS[-1], step + 1)


def below(step: int) -> int:
    """Give the step below; below the first there is none."""
    return max(STEP_NUMBERS[0], step - 1)
