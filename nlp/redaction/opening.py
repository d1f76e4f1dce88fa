"""Put redaction together with the Danish pipeline, where one with entities is installed."""

from content.redaction import load_redaction_words
from nlp.installed import RULES, installed_pipeline
from nlp.redaction.redactor import Redactor


def open_redactor(model: str) -> Redactor:
    """Load the words and, where it is installed, the pipeline; its name or path is given."""
    words = load_redaction_words()
    if installed_pipeline(model) == RULES:
        return Redactor(words)
    from nlp.danish import Danish

    return Redactor(words, Danish(model).persons)
