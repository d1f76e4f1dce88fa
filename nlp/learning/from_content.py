"""Learn from the content, and keep what was learnt."""

from content.answers import load_answers
from content.cues import load_cues
from content.examples import load_examples
from content.messages import load_messages
from content.pointing import load_pointing
from content.values import Guide
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.e5 import Encoder, installed_encoder
from nlp.fingerprint import artefact_file, fingerprint
from nlp.learning.progress import Progress
from nlp.learning.saving import save
from nlp.learning.training import Lessons, train


def learn(guide: Guide, danish: Danish, encoder: Encoder | None, progress: Progress) -> Artefact:
    """Train from all that the content holds, and save it with the fingerprint of that."""
    name = installed_encoder() if encoder else None
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
    save(trained, artefact_file(name), learnt_from)
    return trained
