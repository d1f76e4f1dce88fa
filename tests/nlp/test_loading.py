"""How `load_understanding` comes by what was trained."""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import skops.io

from nlp import artefact, fingerprint, loading
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.fingerprint import artefact_file, is_trained
from nlp.installed import RULES
from nlp.learning import from_content
from nlp.learning.training import Lessons
from nlp.loading import load_understanding
from nlp.understanding import Understanding
from tests.conftest import MODEL
from tests.nlp.encoders import NAME, StandIn
from tests.nlp.pipelines import NAME as PIPELINE
from tests.offline import ROOT

NOT_INSTALLED = "not-installed-here"
PRACTICE = "Vi holder et høringsmøde, når planen er tegnet færdig, og så lægger vi svarene i sagen."


class Unknown:
    """Stand for a type that nobody trusts."""


def _install(monkeypatch: pytest.MonkeyPatch, encoder: str | None) -> None:
    for place in (loading, from_content, fingerprint):
        monkeypatch.setattr(place, "installed_encoder", lambda: encoder)
    monkeypatch.setattr(loading, "open_encoder", lambda: StandIn() if encoder else None)


@pytest.fixture
def folder(tmp_path: Path, small: Lessons, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is trained in the test apart from the real, with no encoder installed."""
    monkeypatch.setattr(loading, "load_guide", lambda: small.guide)
    monkeypatch.setattr(fingerprint, "FOLDER", tmp_path)
    _install(monkeypatch, None)
    return tmp_path


@pytest.fixture
def current(folder: Path, saved: Path) -> Path:
    """Have an artefact that matches what is here now."""
    shutil.copytree(saved, folder, dirs_exist_ok=True)
    return artefact_file(None)


@pytest.fixture
def trained(
    small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, type | None]]:
    """Let training give what was trained already; list the pipelines and encoders it was for."""
    asked: list[tuple[str, type | None]] = []

    def train(lessons: Lessons, danish: Danish, encoder: object, progress: object) -> Artefact:
        asked.append((danish.name, type(encoder) if encoder else None))
        return small_artefact

    monkeypatch.setattr(from_content, "train", train)
    return asked


def _learn_from(small: Lessons, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("examples", "messages", "answers"):
        monkeypatch.setattr(from_content, f"load_{name}", lambda name=name: getattr(small, name))


@pytest.mark.parametrize("encoder", [None, NAME])
def test_where_nothing_was_trained_it_is_trained_from_the_content_and_kept(
    folder: Path, small: Lessons, monkeypatch: pytest.MonkeyPatch, encoder: str | None
) -> None:
    _learn_from(small, monkeypatch)
    _install(monkeypatch, encoder)
    told: list[int] = []
    assert not is_trained(NOT_INSTALLED, embeddings=True)
    first = load_understanding(NOT_INSTALLED, lambda done, total: told.append(done))
    assert told == sorted(told)
    assert told[-1] > 0
    assert is_trained(NOT_INSTALLED, embeddings=True)
    assert is_trained(NOT_INSTALLED, embeddings=False) == (encoder is None)
    assert artefact_file(encoder).parent == folder
    told.clear()
    second = load_understanding(NOT_INSTALLED, lambda done, total: told.append(done))
    assert told == []
    assert second.sureness == first.sureness
    assert second.measured == first.measured
    assert second.read(PRACTICE) == first.read(PRACTICE)


def test_what_is_current_is_loaded(
    current: Path, trained: list[tuple[str, type | None]], small_artefact: Artefact
) -> None:
    assert is_trained(NOT_INSTALLED, embeddings=True)
    assert load_understanding(NOT_INSTALLED).measured == small_artefact.measured
    assert trained == []


def test_it_is_trained_anew_where_that_is_asked_for(
    current: Path, trained: list[tuple[str, type | None]]
) -> None:
    load_understanding(NOT_INSTALLED, anew=True)
    assert trained == [(RULES, None)]


def test_it_is_trained_anew_for_another_pipeline(
    current: Path, trained: list[tuple[str, type | None]], pipeline_path: Path
) -> None:
    assert load_understanding(str(pipeline_path)).danish.name == PIPELINE
    assert trained == [(PIPELINE, None)]
    assert is_trained(str(pipeline_path), embeddings=True)
    assert not is_trained(NOT_INSTALLED, embeddings=True)


def test_what_is_trained_with_an_encoder_stands_beside_what_words_alone_gave(
    current: Path,
    trained: list[tuple[str, type | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _install(monkeypatch, NAME)
    assert not is_trained(NOT_INSTALLED, embeddings=True)
    load_understanding(NOT_INSTALLED)
    assert trained == [(RULES, StandIn)]
    load_understanding(NOT_INSTALLED)
    load_understanding(NOT_INSTALLED, embeddings=False)
    assert trained == [(RULES, StandIn)]
    assert is_trained(NOT_INSTALLED, embeddings=True)
    assert is_trained(NOT_INSTALLED, embeddings=False)


def test_it_is_trained_anew_with_another_version_of_the_encoder(
    folder: Path, trained: list[tuple[str, type | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (NAME, "stand-in 1.1", "stand-in 1.1"):
        _install(monkeypatch, name)
        load_understanding(NOT_INSTALLED)
    assert trained == [(RULES, StandIn)] * 2


def test_no_encoder_is_opened_where_embeddings_are_switched_off(
    current: Path, trained: list[tuple[str, type | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(monkeypatch, NAME)

    def opened() -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(loading, "open_encoder", opened)
    load_understanding(NOT_INSTALLED, embeddings=False)
    assert trained == []


def test_it_is_trained_anew_where_the_content_or_code_has_changed(
    current: Path, trained: list[tuple[str, type | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (from_content, fingerprint):
        monkeypatch.setattr(place, "fingerprint", lambda *names: f"changed {names}")
    assert not is_trained(NOT_INSTALLED, embeddings=True)
    load_understanding(NOT_INSTALLED)
    assert trained == [(RULES, None)]
    assert is_trained(NOT_INSTALLED, embeddings=True)


def test_what_changes_while_it_is_trained_is_trained_anew_the_next_time(
    folder: Path, small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = ["before"]

    def train(*_: object) -> Artefact:
        now[0] = "after"
        return small_artefact

    monkeypatch.setattr(from_content, "train", train)
    for place in (from_content, fingerprint):
        monkeypatch.setattr(place, "fingerprint", lambda *names: f"{now} {names}")
    load_understanding(NOT_INSTALLED)
    assert not is_trained(NOT_INSTALLED, embeddings=True)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def _garbage(path: Path) -> None:
    path.write_text("no artefact")


def _gone(path: Path) -> None:
    path.unlink()


def _untrusted(path: Path) -> None:
    skops.io.dump({"terms": Unknown(), "measured": "{}"}, path)


def _incomplete(path: Path) -> None:
    skops.io.dump({"measured": "{}"}, path)


def _terms_spoilt(path: Path) -> None:
    packed = {**skops.io.load(path)}
    packed["terms"] = packed["terms"][: len(packed["terms"]) // 2]
    skops.io.dump(packed, path)


@pytest.mark.parametrize("harm", [_cut, _garbage, _gone, _untrusted, _incomplete, _terms_spoilt])
def test_it_is_trained_anew_where_the_file_is_broken(
    current: Path,
    trained: list[tuple[str, type | None]],
    small_artefact: Artefact,
    harm: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    harm(current)
    with caplog.at_level(logging.WARNING):
        load_understanding(NOT_INSTALLED)
    assert trained == [(RULES, None)]
    assert "training anew" in caplog.text
    assert is_trained(NOT_INSTALLED, embeddings=True)
    assert artefact.load(current).measured == small_artefact.measured


def test_to_load_what_was_trained_takes_nothing_that_training_takes(
    understanding: Understanding,
) -> None:
    code = (
        "import sys; from nlp.loading import load_understanding; load_understanding(sys.argv[1]);"
        "sys.exit(any(name in sys.modules for name in ('sklearn', 'skops', 'scipy.optimize')))"
    )
    ran = subprocess.run([sys.executable, "-c", code, MODEL], cwd=ROOT)
    assert ran.returncode == 0
