from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import skops.io

from nlp.artefact import Artefact, load
from nlp.blend import Seen
from nlp.danish import Danish
from nlp.fingerprint import mark_of
from nlp.learning.saving import save
from nlp.learning.training import Lessons, train
from nlp.saved import SavedError
from nlp.sureness import Sureness
from nlp.understanding import Understanding
from tests.nlp.encoders import StandIn

TEXTS = ["Vi spørger borgerne, før vi bygger.", "xqzt", ""]


class Unknown:
    """Stand for a type that nobody trusts."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trained" / "words_alone.skops"


def _mark(path: Path) -> str:
    return mark_of(path).read_text(encoding="utf-8")


def test_what_is_saved_is_loaded_the_same(
    saved: Path, small_artefact: Artefact, rules: Danish
) -> None:
    loaded = load(saved / "words_alone.skops")
    assert loaded.sureness == small_artefact.sureness
    assert loaded.measured == small_artefact.measured
    for name in ("table", "unknown"):
        one, other = (getattr(each.reliability, name) for each in (small_artefact, loaded))
        assert np.array_equal(one, other)
    assert loaded.vocabulary.terms == small_artefact.vocabulary.terms
    analyses = list(rules.analyse_all(TEXTS))
    before, after = (
        each.weigher.transform(each.vocabulary.counts(analyses))
        for each in (small_artefact, loaded)
    )
    for name in ("steps", "gate"):
        one, other = getattr(small_artefact, name), getattr(loaded, name)
        assert one.classes == other.classes
        assert np.array_equal(one.probabilities(Seen(before)), other.probabilities(Seen(after)))
    assert np.array_equal(small_artefact.dimensions.scores(before), loaded.dimensions.scores(after))
    marks = np.arange(10.0).reshape(2, 5)
    assert np.array_equal(small_artefact.language.scores(marks), loaded.language.scores(marks))


def test_what_is_saved_with_an_encoder_is_loaded_the_same(
    path: Path, small: Lessons, rules: Danish
) -> None:
    trained = train(small, rules, StandIn())
    save(trained, path, "any")
    loaded = load(path)
    for text in TEXTS:
        before, after = (
            Understanding(each, small.guide, rules, StandIn()).read(text)
            for each in (trained, loaded)
        )
        assert before == after
    assert loaded.steps.meaning
    assert loaded.steps.share == trained.steps.share


def test_an_artefact_is_saved_with_its_fingerprint_and_nothing_unfinished_is_left(
    path: Path, small_artefact: Artefact
) -> None:
    for fingerprint in ("one", "other"):
        save(small_artefact, path, fingerprint)
        assert _mark(path) == fingerprint
    assert {each.name for each in path.parent.iterdir()} == {path.name, mark_of(path).name}


def test_a_save_that_breaks_off_leaves_the_old_artefact(
    path: Path, small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(small_artefact, path, "old")

    def break_off(parts: object, file: Path) -> None:
        file.write_bytes(b"PK half")
        raise OSError("no space left")

    monkeypatch.setattr(skops.io, "dump", break_off)
    with pytest.raises(OSError, match="no space left"):
        save(replace(small_artefact, sureness=Sureness(0.1, 0.1)), path, "new")
    assert _mark(path) == "old"
    assert load(path).sureness == small_artefact.sureness


def test_a_save_that_breaks_off_before_its_mark_matches_nothing(
    path: Path, small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(small_artefact, path, "old")

    def break_off(*_: object, **__: object) -> int:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_text", break_off)
    with pytest.raises(OSError, match="no space left"):
        save(small_artefact, path, "new")
    assert not mark_of(path).exists()


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_half_a_file_is_not_loaded(tmp_path: Path, saved: Path, share: float) -> None:
    path = tmp_path / "words_alone.skops"
    whole = (saved / path.name).read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Exception, match=r"(?i)zip"):
        load(path)


@pytest.mark.parametrize("place", ["terms", "steps", "language", "more"])
def test_a_file_with_a_type_that_is_not_trusted_is_refused(
    path: Path, small_artefact: Artefact, place: str
) -> None:
    path.parent.mkdir()
    skops.io.dump({**small_artefact.pack(), place: Unknown()}, path)
    with pytest.raises(SavedError, match="Unknown"):
        load(path)


@pytest.mark.parametrize(
    "missing", ["terms", "rarity", "steps", "gate", "acts", "language", "reliability", "measured"]
)
def test_a_file_with_parts_missing_is_refused(
    path: Path, small_artefact: Artefact, missing: str
) -> None:
    path.parent.mkdir()
    packed = small_artefact.pack()
    del packed[missing]
    skops.io.dump(packed, path)
    with pytest.raises(KeyError, match=missing):
        load(path)


def test_nothing_saved_cannot_be_loaded(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(path)
