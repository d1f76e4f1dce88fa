"""Answer single lines of JSON with their texts redacted."""

from typing import Any

from bot.jsonl import text_of
from nlp.redaction import Redactor


def redact_row(row: dict[str, Any], redactor: Redactor) -> dict[str, Any]:
    """Redact the text of a row, as the contract has it."""
    redacted = redactor.redact(text_of(row))
    return {"text": redacted.text, "found": [kind.value for kind in redacted.found]}
