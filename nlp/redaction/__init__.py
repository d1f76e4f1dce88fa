"""Take out of a text what points at a person."""

from nlp.redaction.opening import open_redactor
from nlp.redaction.redactor import Redacted, Redactor

__all__ = ["Redacted", "Redactor", "open_redactor"]
