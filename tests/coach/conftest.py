import pytest

from nlp.decision import Decision, MessageClass
from nlp.understanding import Understanding

from .talking import BETWEEN


@pytest.fixture(scope="session")
def doubtful(understanding: Understanding) -> str:
    """Give a description that the classifier can't place for sure."""
    for text in BETWEEN:
        reading = understanding.read(text)
        if reading.decision is Decision.CLARIFY and (
            reading.likely_class is MessageClass.DESCRIPTION
        ):
            return text
    raise AssertionError("the classifier is sure of all of BETWEEN; write harder ones")
