"""The way in to all that is understood of a message."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from content.cues import load_cues
from content.pointing import load_pointing
from content.values import Guide, Role
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import Decision, Gate, MessageClass, decide, taken_for
from nlp.e5 import Encoder
from nlp.language import LanguageSense, chance_of_another
from nlp.parts import Part, Parts
from nlp.place import Place
from nlp.placement import Placement, Placer
from nlp.questions import Asking, Marker, Question
from nlp.rhythms.acts import NOTHING, Acts, Learnt
from nlp.roles import Roles
from nlp.shelf import Sentence, Shelf
from nlp.variants import Reader, Variants

MAX_CHARACTERS = 10_000
_FEWEST_WORDS_TO_TELL = 3


@dataclass(frozen=True)
class Reading:
    """Hold what was understood of one message."""

    decision: Decision
    likely_class: MessageClass
    placement: Placement | None
    variants: Variants = field(compare=False)
    wanted: Learnt = NOTHING


class Understanding:
    """Understand messages with one artefact, one Danish pipeline and one encoder, or none."""

    def __init__(
        self, trained: Artefact, guide: Guide, danish: Danish, encoder: Encoder | None = None
    ) -> None:
        self.measured = trained.measured
        self.sureness = trained.sureness
        self.reliability = trained.reliability
        self.danish = danish
        self._reader = Reader(trained.vocabulary, trained.weigher, encoder)
        self._placer = Placer(trained.steps, trained.dimensions)
        self._gate = Gate(trained.gate)
        self._acts = Acts(trained.acts)
        self._language = trained.language
        self._sense = LanguageSense(danish)
        cues = load_cues()
        self._parts, self._roles = Parts(cues), Roles(cues)
        marker = Marker(danish, guide, cues, load_pointing())
        self._asking = Asking(trained.questions, marker, guide, cues)
        self.pointer = marker.pointer
        self._shelf = Shelf(guide, trained.shelf)

    def read(self, text: str, *, evidence: bool = True) -> Reading:
        """Tell what a message is and, where it is on the subject, how it is placed, and why."""
        # Half a surrogate pair is no character; with one in its place all offsets stay.
        text = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        analysis = self.danish.analyse(text)
        variants = self._reader.variants(analysis, of_clauses=evidence)
        foreign = 0.0
        # One or two words are too few to tell a language by.
        if len(analysis.words) >= _FEWEST_WORDS_TO_TELL:
            foreign = float(chance_of_another(self._language, self._sense.marks([text]))[0])
        classes = self._gate.probabilities(variants.whole)
        placement = self._placer.place(variants)
        likely = taken_for(classes)
        decision = decide(foreign, likely, placement, self.sureness.enough)
        on_subject = decision in (Decision.PLACE, Decision.CLARIFY)
        wanted = self._acts.of(variants.whole)
        return Reading(decision, likely, placement if on_subject else None, variants, wanted)

    def ask(self, reading: Reading, place: Place) -> Question:
        """Tell what a message asks, given where the conversation stands."""
        seen = reading.variants.whole
        return self._asking.read(reading.variants.analysis.text, seen.meaning, place)

    def nearest(self, reading: Reading, blocks: Iterable[str] | None = None) -> list[Sentence]:
        """List the sentences of some blocks, or of all, that are nearest to a message."""
        return self._shelf.nearest(reading.variants.whole.weights, blocks)

    def areas(self, reading: Reading) -> list[Part]:
        """Cut a message by the departments that it sets against each other."""
        return self._parts.areas(reading.variants.analysis)

    def area(self, text: str) -> tuple[str, str] | None:
        """Give the department that a message begins with, and how it is called; or None."""
        return self._parts.area(text)

    def role(self, text: str) -> Role | None:
        """Give the role that a person says to have, or None."""
        return self._roles.of(text)

    def times(self, reading: Reading) -> tuple[str, str] | None:
        """Give what a message says of earlier and what of now, where it tells both."""
        return self._parts.times(reading.variants.analysis)

    def is_of_earlier(self, reading: Reading) -> bool:
        """Tell whether a message tells of earlier alone."""
        return self._parts.is_of_earlier(reading.variants.analysis)

    def questions(self, reading: Reading) -> list[str]:
        """Cut a message into questions, where it is made of several."""
        return self._parts.questions(reading.variants.analysis.text)

    def told_and_asked(self, reading: Reading) -> tuple[str, str] | None:
        """Give what a message tells and what it asks, where it does both."""
        return self._parts.told_and_asked(reading.variants.analysis)
