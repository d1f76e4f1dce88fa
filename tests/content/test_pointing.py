from collections import defaultdict
from pathlib import Path

import pytest

from content.errors import ContentError
from content.pointing import POINTING_FILE, load_pointing
from content.values import STEP_NUMBERS
from nlp.normalise import compact

WORDS = load_pointing()
TEXT = POINTING_FILE.read_text(encoding="utf-8")


def _edited(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "pointing_da.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_each_step_has_words_of_its_own() -> None:
    assert list(WORDS.steps) == list(STEP_NUMBERS)
    assert "ambitiøse" in WORDS.steps[3].words
    assert "tredje" in WORDS.steps[3].ordinals
    assert WORDS.steps[3].numbers[0] == "tre"


@pytest.mark.parametrize("kind", ["words", "ordinals", "numbers"])
def test_no_word_for_a_step_means_two_steps(kind: str) -> None:
    steps: dict[str, set[int]] = defaultdict(set)
    for step, words in WORDS.steps.items():
        assert getattr(words, kind)
        for word in getattr(words, kind):
            assert compact(word)
            steps[compact(word)].add(step)
    assert {word: found for word, found in steps.items() if len(found) > 1} == {}


def test_no_phrase_points_both_up_and_down() -> None:
    ways = {name: set(map(compact, found)) for name, found in WORDS.phrases.items()}
    assert ways["above"] & ways["below"] == set()
    assert ways["top"] & ways["bottom"] == set()


def test_the_words_around_a_step_are_told_apart() -> None:
    assert "trin" in WORDS.around["step_words"]
    assert "kommune" in WORDS.around["communes"]
    assert "§" in WORDS.around["not_after"]
    assert set(WORDS.around["before_any_ordinal"]) <= set(WORDS.around["before_ordinals"])


def test_the_words_are_loaded_once(tmp_path: Path) -> None:
    assert load_pointing() is load_pointing()
    own = _edited(tmp_path, '"toer"', '"totter"')
    assert "totter" in load_pointing(own).steps[2].words


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[phrases]", "[words]", "«phrases» is missing"),
        ("step_words = [", "words = [", "«step_words» is missing"),
        ("before_any_ordinal = [", "before_any = [", "«before_any_ordinal» is missing"),
        ("[steps.4]", "[steps.6]", "«4» is missing"),
        ("numbers = [", "figures = [", "«steps.1» holds numbers, ordinals, words, and no more"),
        ("numbers = [", 'more = ["x"]\nnumbers = [', "«steps.1» holds numbers, ordinals, words"),
        ("own = [", "mine = [", "«phrases» holds above, below, bottom, goal, model, own, top"),
        ("own = [", 'odd = ["x"]\nown = [', "«phrases» holds above"),
        ('communes = ["kommune", ', 'communes = "kommune" # ', "«communes» is a list of phrases"),
        ("joins = [", "joins = [1, ", "«joins» is a list of phrases"),
    ],
)
def test_a_mistake_is_an_error_with_its_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = _edited(tmp_path, old, new)
    with pytest.raises(ContentError) as caught:
        load_pointing(path)
    assert says in str(caught.value)
    assert caught.value.path == path


@pytest.mark.parametrize("steps", ["steps = 5", 'steps = "12345"', "[steps]\n1 = 2"])
def test_steps_that_are_no_tables_are_an_error(tmp_path: Path, steps: str) -> None:
    path = tmp_path / "pointing_da.toml"
    path.write_text(steps, encoding="utf-8")
    with pytest.raises(ContentError, match=r"^pointing_da\.toml:1: «1» is "):
        load_pointing(path)


def test_broken_toml_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = _edited(tmp_path, "[steps.1]", "[steps.1")
    with pytest.raises(ContentError) as caught:
        load_pointing(path)
    assert caught.value.line == TEXT[: TEXT.index("[steps.1]")].count("\n") + 1
