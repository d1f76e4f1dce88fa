"""The way in to all that is understood of a message."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.answers import load_answers
from content.cues import load_cues
from content.examples import load_examples
from content.guide import load_guide
from content.messages import load_messages
from content.pointing import load_pointing
from content.values import Guide, Role
from nlp import artefact
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import Decision, Gate, MessageClass, decide, taken_for
from nlp.e5 import Encoder, WeightsError, installed_encoder, open_encoder
from nlp.fingerprint import artefact_file, fingerprint, is_current
from nlp.language import LanguageSense, chance_of_another
from nlp.parts import Part, Parts
from nlp.place import Place
from nlp.placement import Placement, Placer
from nlp.questions import Asking, Marker, Question
from nlp.rhythms.acts import NOTHING, Acts, Learnt
from nlp.roles import Roles
from nlp.shelf import Sentence, Shelf
from nlp.training import Lessons, Progress, train
from nlp.variants import Reader, Variants

logger = logging.getLogger(__name__)

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


def load_understanding(
    model: str,
    progress: Progress = lambda done, total: None,
    *,
    anew: bool = False,
    embeddings: bool = True,
) -> Understanding:
    """Load what was trained; train first where it is missing, broken or no longer matches."""
    guide, danish = load_guide(), Danish(model)
    encoder = _encoder() if embeddings else None
    name = installed_encoder() if encoder else None
    path = artefact_file(name)
    if not anew and is_current(danish.name, name):
        try:
            return Understanding(artefact.load(path), guide, danish, encoder)
        except Exception as error:  # whatever is wrong with the file, training mends it
            logger.warning("The trained artefact can't be read (%s); training anew.", error)
    # Taken before: what somebody changes while it is trained is not learnt.
    learnt_from = fingerprint(danish.name, name)
    lessons = Lessons(
        guide,
        load_examples(),
        load_messages(),
        load_answers(),
        load_cues(),
        load_pointing(),
    )
    trained = train(lessons, danish, encoder, progress)
    artefact.save(trained, path, learnt_from)
    return Understanding(trained, guide, danish, encoder)


def _encoder() -> Encoder | None:
    """Open the encoder; where its weights are not those known, do without it."""
    try:
        return open_encoder()
    except WeightsError as error:
        logger.warning("No embeddings: %s. Words alone serve.", error)
        return None
