"""The way in to all that is understood of a message."""

import logging
from dataclasses import dataclass

from content.examples import load_examples, load_messages
from content.guide import load_guide
from nlp import artefact
from nlp.artefact import Artefact
from nlp.clauses import clauses
from nlp.danish import Danish
from nlp.decision import Decision, Gate, MessageClass, decide
from nlp.features import columns
from nlp.installed import installed_pipeline
from nlp.language import LanguageSense
from nlp.normalise import words
from nlp.placement import Placement, Placer, variants
from nlp.training import Progress, train

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
    """Understand messages with one artefact and one Danish pipeline."""

    def __init__(self, trained: Artefact, danish: Danish) -> None:
        self.measured = trained.measured
        self.sure_enough = trained.sure_enough
        self.danish = danish
        self._weigher = trained.weigher
        self._placer = Placer(trained.steps, trained.dimensions)
        self._gate = Gate(trained.gate)
        self._language = trained.language
        self._sense = LanguageSense(danish)

    def read(self, text: str) -> Reading:
        """Tell what a message is and, where it is on the subject, how it is placed."""
        # Half a surrogate pair is no character; with one in its place all offsets stay.
        text = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        foreign = self._chance_of_other_language(text)
        spans = clauses(text, self.danish)
        weights = self._weigher.transform(columns(variants(text, spans), self.danish))
        classes = self._gate.probabilities(weights)
        placement = self._placer.place(text, spans, weights)
        decision = decide(foreign, classes, placement, self.sure_enough)
        on_subject = decision in (Decision.PLACE, Decision.CLARIFY)
        likely = max(classes, key=lambda name: classes[name])
        return Reading(decision, likely, placement if on_subject else None)

    def _chance_of_other_language(self, text: str) -> float:
        """Give the chance that a text is not Danish; one or two words are too few to tell."""
        if len(words(text)) < _FEWEST_WORDS_TO_TELL:
            return 0.0
        return float(self._language.predict_proba(self._sense.marks([text]))[0, 1])


def load_understanding(
    model: str, progress: Progress = lambda done, total: None, *, anew: bool = False
) -> Understanding:
    """Load what was trained; train first where it is missing, broken or no longer matches."""
    danish = Danish(model)
    if not anew and artefact.is_current(danish.name):
        try:
            return Understanding(artefact.load(), danish)
        except Exception as error:  # whatever is wrong with the file, training mends it
            logger.warning("The trained artefact can't be read (%s); training anew.", error)
    trained = train(load_guide(), load_examples(), load_messages(), danish, progress)
    artefact.save(trained, danish.name)
    return Understanding(trained, danish)


def is_trained(model: str) -> bool:
    """Tell whether the artefact is there and matches."""
    return artefact.is_current(installed_pipeline(model))
