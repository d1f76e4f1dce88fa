"""Understand a question: what it is about, and which step, with what was spoken of before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from content.cues import Cues
from content.pointing import PointingWords
from content.values import Dimension, Guide, Point, Role, Says, Topic
from nlp.blend import Blend, Floats, Seen
from nlp.danish import Analysis, Danish, Word
from nlp.features import Vocabulary, Weigher
from nlp.lexicon import Lexicon
from nlp.place import WHOLE, Place, compared, is_of_two, start_of, step_of
from nlp.pointing import Pointer, Pointing
from nlp.points import PointModel
from nlp.precise import Asked, Precise
from nlp.roles import Roles
from nlp.terms import Terms

OFFTOPIC = "offtopic"
# What somebody says who does not believe in it, or whose chief, colleagues or citizens don't, is
# told apart from what is asked; these blocks answer it, whatever it is about.
DOUBT = "doubt"
DOUBTS = (
    "modellen/til-dig-der-tvivler",
    "modellen/naar-chef-eller-kolleger-ikke-vil",
    "modellen/naar-borgerne-bliver-vaek",
)
_SURELY_DOUBTS = 0.5
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
class Question:
    """Hold what a question is about.

    `topics` begins with the likeliest and is empty where the question is off the subject;
    `probability` tells how sure it is. `named` are the topics of which a word stands in it, the
    likeliest first. `block` is the id of the block that answers a question on the whole model;
    `point` is the short answer that it asks for, where it is so precise, and `says` whether that is
    yes or no. `demands` is set where it asks what a step demands, `doubts` where somebody has
    doubts or meets them; `matter` names what the model leaves out.
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
    point: Point | None
    says: Says | None
    probability: float
    doubts: bool = False

    @property
    def step(self) -> int | str | None:
        """Give the step that the answer is about: a number, «all», or None."""
        if self.point and self.point.topic is not Topic.TERM:
            return self.point.step or WHOLE
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

    `topics` tells what a question is about, that it is of doubts, or that it is off the subject;
    `blocks` which block answers a question on the whole model; `points` which short answer a
    precise one asks for.
    """

    vocabulary: Vocabulary
    weigher: Weigher
    topics: Blend
    blocks: Blend
    points: PointModel

    def pack(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {
            "terms": self.vocabulary.pack(),
            "rarity": self.weigher.rarity,
            "topics": self.topics.pack(),
            "blocks": self.blocks.pack(),
            "points": self.points.pack(),
        }

    @classmethod
    def unpack(cls, packed: dict[str, Any]) -> "QuestionModel":
        """Take up what `pack` gave."""
        vocabulary = Vocabulary.unpack(packed["terms"])
        weigher = Weigher(vocabulary.part_of, packed["rarity"])
        topics, blocks = (Blend.unpack(packed[name]) for name in ("topics", "blocks"))
        points = PointModel.unpack(packed["points"], len(vocabulary))
        return cls(vocabulary, weigher, topics, blocks, points)

    def see(self, analysis: Analysis, meaning: Floats | None) -> Seen:
        """See a question as the models do: `meaning` has shape (1, width)."""
        counts = self.vocabulary.counts_of_variants(analysis, ())
        return Seen(self.weigher.transform_few(counts), meaning)


class Asking:
    """Tell what questions are about."""

    def __init__(self, model: QuestionModel, marker: Marker, guide: Guide, cues: Cues) -> None:
        self._model = model
        self._precise = Precise(model.points, guide, cues)
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
        doubt = chances.pop(DOUBT, 0.0)
        chances[Topic.WHOLE_MODEL] = chances.get(Topic.WHOLE_MODEL, 0.0) + doubt
        pointing = self._marker.pointer.read(text)
        terms = tuple(self._marker.terms.find(text))
        named = sorted(self._marker.topics.names(text), key=lambda name: -chances.get(name, 0.0))
        blocks = _chances(self._model.blocks, seen)
        topics = self._leaning(_topics(chances, terms, named, pointing), text, pointing, place)
        doubts = doubt >= _SURELY_DOUBTS
        if doubts:
            topics = (Topic.WHOLE_MODEL,)
            blocks = {name: blocks.get(name, 0.0) for name in DOUBTS}
        matter = next(iter(self._matters.names(text)), None)
        left_out = matter is not None and Topic.OUTSIDE in topics
        point, says = None, None
        if not (left_out or doubts):
            asked = Asked(text, topics, terms, chances, pointing, place)
            point, says = self._precise.answer(asked, seen.weights)
        return Question(
            topics=(point.topic,) if point else topics,
            named=tuple(map(Topic, named)),
            terms=terms,
            fields=tuple(self._fields.names(text)),
            role=self._roles.of(text),
            demands=bool(self._demands.names(text)),
            doubts=doubts,
            matter=matter,
            pointing=pointing,
            place=place,
            block=max(blocks, key=lambda name: blocks[name]),
            point=point,
            says=says,
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

    The second counts where a word of its own is said. Who names a step or a term of the model is on
    the subject, however the rest sounds; who asks something of two steps compares them.
    """
    on_subject = {name: chance for name, chance in chances.items() if name != OFFTOPIC}
    on_subject[Topic.OUTSIDE] = on_subject.get(Topic.OUTSIDE, 0.0) * _WORSE_TO_INVENT
    first, second = sorted(on_subject, key=lambda name: -on_subject[name])[:2]
    if chances.get(OFFTOPIC, 0.0) > on_subject[first] and pointing.nothing and not terms:
        return ()
    if is_of_two(pointing) and (Topic(first).dimension or first == Topic.PRINCIPLE):
        return (Topic.COMPARISON,)
    both = on_subject[second] >= _SECOND_TOPIC and second in named
    if not both or Topic.OUTSIDE in (first, second) or second == Topic.WHOLE_MODEL:
        return (Topic(first),)
    return Topic(first), Topic(second)
