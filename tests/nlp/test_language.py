import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.examples import load_examples
from content.messages import MessageKind, load_messages
from nlp.blend import Linear
from nlp.danish import Danish
from nlp.language import LanguageSense, chance_of_another
from nlp.learning.language import fit_language, language_model

LOG_ODDS, SHARE, _, LENGTH, _ = range(5)


@pytest.fixture(scope="module")
def sense(rules: Danish) -> LanguageSense:
    return LanguageSense(rules)


@pytest.fixture(scope="module")
def lessons(sense: LanguageSense) -> tuple[np.ndarray, np.ndarray]:
    """Take a third of the messages, and a few descriptions."""
    messages = load_messages()[::3]
    truth = [each.kind is MessageKind.OTHER_LANGUAGE for each in messages]
    texts = [each.text for each in (*messages, *load_examples()[::30])]
    truth += [False] * (len(texts) - len(truth))
    return sense.marks(texts), np.array(truth, dtype=int)


@pytest.fixture(scope="module")
def model(lessons: tuple[np.ndarray, np.ndarray]) -> Linear:
    return fit_language(*lessons)


def test_the_weights_give_what_scikit_learn_gives(
    lessons: tuple[np.ndarray, np.ndarray], model: Linear
) -> None:
    marks, truth = lessons
    expected = language_model().fit(marks, truth).predict_proba(marks)[:, 1]
    np.testing.assert_allclose(chance_of_another(model, marks), expected, atol=1e-6)


def test_danish_words_are_known_and_danish_looks_danish(sense: LanguageSense) -> None:
    marks = sense.marks(
        [
            "Vi spørger borgerne, før kommunen bygger noget nyt.",
            "We always ask the citizens before the municipality builds anything.",
        ]
    )
    assert marks.shape == (2, 5)
    assert marks[0, SHARE] == 1 > marks[1, SHARE]
    assert marks[0, LOG_ODDS] > 0 > marks[1, LOG_ODDS]


def test_danish_without_danish_letters_is_as_danish(sense: LanguageSense) -> None:
    (marks,) = sense.marks(["vi spoerger boernene foer moedet"])
    assert marks[SHARE] == 1


def test_length_is_counted_in_words(sense: LanguageSense) -> None:
    (marks,) = sense.marks(["vi er her, 12 gange!"])
    assert marks[LENGTH] == pytest.approx(np.log(1 + 4))


@pytest.mark.parametrize("text", ["", "!!!", "42", "🙂", "\x00"])
def test_no_words_speak_against_danish(sense: LanguageSense, text: str) -> None:
    (marks,) = sense.marks([text])
    assert (marks[SHARE], marks[LENGTH]) == (1, 0)


def test_no_text_is_infinitely_danish_or_foreign(sense: LanguageSense) -> None:
    danish = " ".join(example.text for example in load_examples()[:40])
    english = "We always ask the citizens before the municipality builds anything. " * 40
    marks = sense.marks([danish, english])
    assert np.isfinite(marks).all()
    assert marks[0, LOG_ODDS] > 10
    assert marks[1, LOG_ODDS] < -10


@settings(max_examples=100, deadline=None)
@given(text=st.text())
def test_any_text_has_finite_marks(rules: Danish, text: str) -> None:
    marks = LanguageSense(rules).marks([text])
    assert np.isfinite(marks).all()
    assert 0 <= marks[0, SHARE] <= 1


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        ("Kommunen holder borgermøde om den nye skole i næste uge", False),
        ("vi proever at faa foraeldrene med i boernehaven", False),
        ("The council invites the residents to plan the park together with us", True),
        ("Vi träffar invånarna varje månad för att prata om skolan", True),
        ("Die Stadt lädt die Bürger ein, den Park gemeinsam zu planen", True),
        ("Kommunen inviterer innbyggerne til å planlegge parken sammen med oss", True),
        ("Kommuna inviterer innbyggjarane til å planleggje parken saman", True),
    ],
)
def test_danish_is_told_from_other_languages(
    sense: LanguageSense, model: Linear, text: str, is_foreign: bool
) -> None:
    (chance,) = chance_of_another(model, sense.marks([text]))
    assert (chance > 0.5) == is_foreign
