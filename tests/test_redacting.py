import json

import pytest

from bot.jsonl import LineError
from bot.redacting import redact_row
from nlp.redaction import Redactor, open_redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return open_redactor("not-installed-here")


def test_row_is_answered_as_the_contract_has_it(redactor: Redactor) -> None:
    row = {"id": 7, "text": "Mail ole@firma.dk, ring 12 34 56 78 eller skriv til ole@firma.dk."}
    found = redact_row(row, redactor)
    assert found == {
        "text": "Mail [e-mail], ring [telefonnummer] eller skriv til [e-mail].",
        "found": ["email", "phone"],
    }
    assert json.loads(json.dumps(found)) == found


def test_text_with_nothing_in_it_stays(redactor: Redactor) -> None:
    assert redact_row({"text": "Vi spørger tit."}, redactor) == {
        "text": "Vi spørger tit.",
        "found": [],
    }


@pytest.mark.parametrize("row", [{}, {"text": 5}, {"text": " "}, {"text": "x" * 20_001}])
def test_row_without_a_usable_text_is_refused(redactor: Redactor, row: dict[str, object]) -> None:
    with pytest.raises(LineError, match="«text»"):
        redact_row(row, redactor)
