"""What people's texts pass through first, each to be given any text: `fuzz.py` does."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from telegram import Update

from bot.coach.markup import plain, split
from bot.telegram.parsing import address_of, calls_in_group, in_group, incoming, shut_out
from content.redaction import load_redaction_words
from nlp.normalise import clean, compact, fold
from nlp.redaction import Redactor
from nlp.rhythms.reading import Rhythms

_REDACTOR = Redactor(load_redaction_words())
_RHYTHMS = Rhythms()
_TODAY = date(2027, 1, 11)


def parsing(text: str) -> None:
    """Read an update, if it is one at all."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        row = {"update_id": 1, "message": {"message_id": 1, "date": 0, "text": text,
               "chat": {"id": 7, "type": "private"}}}  # fmt: skip
    try:
        update = Update.de_json(row, None) if isinstance(row, dict) else None
    except Exception:  # `Receiving` leaves out what the library can't read
        return
    if update:
        for read in (address_of, incoming, shut_out, in_group):
            read(update)
        calls_in_group(update, "trinvis")


def redaction(text: str) -> None:
    """Redact; what was taken out is not found anew, and nothing else grows."""
    once = _REDACTOR.redact(text)
    again = _REDACTOR.redact(once.text)
    assert again.text == once.text, (text, once.text, again.text)


def normalising(text: str) -> None:
    """Clean, fold and escape; what is clean stays so, and what is escaped comes out as it was."""
    # An accent that an unseen sign held away from its letter is composed the second time.
    cleaned = clean(clean(text))
    assert clean(cleaned) == cleaned, text
    assert fold(fold(text)) == fold(text), text
    assert compact(compact(text)) == compact(text), text
    assert plain(escape(text)) == text
    assert len(split(escape(text))) <= len(text) // 100 + 1


def rhythms(text: str) -> None:
    """Read a wish for a rhythm."""
    for arranging in (False, True):
        _RHYTHMS.read(text, _TODAY, arranging=arranging)


TARGETS: Mapping[str, Callable[[str], None]] = {
    each.__name__: each for each in (parsing, redaction, normalising, rhythms)
}

if __name__ == "__main__":
    sys.stdout.write("\n".join(TARGETS) + "\n")
