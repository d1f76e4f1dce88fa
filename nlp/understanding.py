"""The way in to all that is understood of a message."""

import logging
from dataclasses import dataclass

from content.answers import load_answers
from content.examples import load_examples, load_messages
from content.guide import load_guide
from nlp import artefact
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import Decision, Gate, MessageClass, decide
from nlp.e5 import Encoder, WeightsError, installed_encoder, open_encoder
from nlp.fingerprint import artefact_file, fingerprint, is_current
from nlp.language import LanguageSense, chance_of_another
from nlp.placement import Placement, Placer
from nlp.training import Lessons, Progress, train
from nlp.variants import Reader

logger = logging.getLogger(__name__)

MAX_CHARACTERS = 10_000
_FEWEST_WORDS_TO_TELL = 3


@dataclass(frozen=True)
class Reading:
    """Hold what was understood of one message."""

    decision: Decision
    likely_class: MessageClass
    placement: Placement | None


class Understanding:
    """Understand messages with one artefact, one Danish pipeline and one encoder, or none."""

    def __init__(self, trained: Artefact, danish: Danish, encoder: Encoder | None = None) -> None:
        self.measured = trained.measured
        self.sureness = trained.sureness
        self.reliability = trained.reliability
        self.danish = danish
        self._reader = Reader(trained.vocabulary, trained.weigher, encoder)
        self._placer = Placer(trained.steps, trained.dimensions)
        self._gate = Gate(trained.gate)
        self._language = trained.language
        self._sense = LanguageSense(danish)

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
        decision = decide(foreign, classes, placement, self.sureness.enough)
        on_subject = decision in (Decision.PLACE, Decision.CLARIFY)
        likely = max(classes, key=lambda name: classes[name])
        return Reading(decision, likely, placement if on_subject else None)


def load_understanding(
    model: str,
    progress: Progress = lambda done, total: None,
    *,
    anew: bool = False,
    embeddings: bool = True,
) -> Understanding:
    """Load what was trained; train first where it is missing, broken or no longer matches."""
    danish = Danish(model)
    encoder = _encoder() if embeddings else None
    name = installed_encoder() if encoder else None
    path = artefact_file(name)
    if not anew and is_current(danish.name, name):
        try:
            return Understanding(artefact.load(path), danish, encoder)
        except Exception as error:  # whatever is wrong with the file, training mends it
            logger.warning("The trained artefact can't be read (%s); training anew.", error)
    # Taken before: what somebody changes while it is trained is not learnt.
    learnt_from = fingerprint(danish.name, name)
    lessons = Lessons(load_guide(), load_examples(), load_messages(), load_answers())
    trained = train(lessons, danish, encoder, progress)
    artefact.save(trained, path, learnt_from)
    return Understanding(trained, danish, encoder)


def _encoder() -> Encoder | None:
    """Open the encoder; where its weights are not those known, do without it."""
    try:
        return open_encoder()
    except WeightsError as error:
        logger.warning("No embeddings: %s. Words alone serve.", error)
        return None
