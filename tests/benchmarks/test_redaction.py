"""What redaction must reach on the kept texts."""

import pytest

from benchmarks.redaction import Measured, measure
from nlp.redaction import open_redactor

FEWEST_NAMES, FEWEST_FORMS, FEWEST_HARMLESS = 100, 70, 250


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(open_redactor("not-installed-here"))


def test_enough_is_kept_to_measure_by(measured: Measured) -> None:
    assert measured.names >= FEWEST_NAMES
    assert measured.forms >= FEWEST_FORMS
    assert measured.harmless >= FEWEST_HARMLESS


def test_no_form_of_an_identifier_is_left_in(measured: Measured) -> None:
    assert measured.left == []
    assert measured.kinds_wrong == []


def test_at_most_one_name_in_ten_is_missed(measured: Measured) -> None:
    assert len(measured.missed) * 10 <= measured.names, measured.missed


def test_at_most_one_harmless_text_in_a_hundred_is_changed(measured: Measured) -> None:
    assert len(measured.changed) * 100 <= measured.harmless, measured.changed
