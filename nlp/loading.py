"""Open all that is understood with, as it was trained; train first where that is missing."""

import logging

from content.guide import load_guide
from nlp import artefact
from nlp.danish import Danish
from nlp.e5 import Encoder, WeightsError, installed_encoder, open_encoder
from nlp.fingerprint import artefact_file, is_current
from nlp.learning.progress import Progress
from nlp.understanding import Understanding

logger = logging.getLogger(__name__)


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
    if not anew and is_current(danish.name, name):
        try:
            return Understanding(artefact.load(artefact_file(name)), guide, danish, encoder)
        except Exception as error:  # whatever is wrong with the file, training mends it
            logger.warning("The trained artefact can't be read (%s); training anew.", error)
    # Who only serves loads nothing of what training takes.
    from nlp.learning.from_content import learn

    return Understanding(learn(guide, danish, encoder, progress), guide, danish, encoder)


def _encoder() -> Encoder | None:
    """Open the encoder; where its weights are not those known, do without it."""
    try:
        return open_encoder()
    except WeightsError as error:
        logger.warning("No embeddings: %s. Words alone serve.", error)
        return None
