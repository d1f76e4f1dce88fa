import importlib.util
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import skops.io
from skops.io.exceptions import UntrustedTypesFoundException

import content.guide
import nlp.artefact
from nlp.artefact import Artefact, fingerprint, is_current, load, save
from nlp.danish import Danish
from nlp.features import columns

PIPELINE = "danish-rules"
TEXTS = ["Vi spørger borgerne, før vi bygger.", "xqzt", ""]


class Unknown:
    """Stand for a type that nobody trusts."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trained" / "placement.skops"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy the code of the language and the content."""
    for module in (nlp.artefact, content.guide):
        source = Path(str(module.__file__)).parent
        ignored = shutil.ignore_patterns("trained", "__pycache__")
        shutil.copytree(source, tmp_path / source.name, ignore=ignored)
    return tmp_path


def _copied(house: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the copy of `nlp/artefact.py`, which looks at the files around it."""
    spec = importlib.util.spec_from_file_location("copied_artefact", house / "nlp" / "artefact.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "copied_artefact", module)
    spec.loader.exec_module(module)
    return module


def test_the_same_files_have_the_same_fingerprint(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = _copied(house, monkeypatch)
    assert copied.fingerprint(PIPELINE) == fingerprint(PIPELINE)


@pytest.mark.parametrize(
    "name",
    [
        "content/steps_da.md",
        "content/examples_da.jsonl",
        "content/questions_da.jsonl",
        "content/guide.py",
        "nlp/features.py",
        "nlp/normalise.py",
    ],
)
def test_a_change_of_content_or_code_changes_the_fingerprint(
    house: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    copied = _copied(house, monkeypatch)
    before = copied.fingerprint(PIPELINE)
    with (house / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert copied.fingerprint(PIPELINE) != before


def test_a_reply_is_not_learnt_from(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = _copied(house, monkeypatch)
    before = copied.fingerprint(PIPELINE)
    (house / "content" / "replies_da" / "kept.html").write_text("Fint.", encoding="utf-8")
    assert copied.fingerprint(PIPELINE) == before


def test_a_new_version_of_a_library_changes_the_fingerprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = fingerprint(PIPELINE)
    monkeypatch.setattr(nlp.artefact, "version", lambda name: "999")
    assert fingerprint(PIPELINE) != before


def test_another_pipeline_has_another_fingerprint() -> None:
    assert fingerprint("da_core_news_sm 3.8.0") != fingerprint(PIPELINE)


def test_what_is_saved_is_loaded_the_same(
    saved: Path, small_artefact: Artefact, rules: Danish
) -> None:
    loaded = load(saved / "placement.skops")
    assert loaded.sure_enough == small_artefact.sure_enough
    assert loaded.measured == small_artefact.measured
    table = columns(TEXTS, rules)
    before, after = small_artefact.weigher.transform(table), loaded.weigher.transform(table)
    for name in ("steps", "gate"):
        one, other = getattr(small_artefact, name), getattr(loaded, name)
        assert one.classes == other.classes
        assert np.array_equal(one.probabilities(before), other.probabilities(after))
    assert np.array_equal(
        small_artefact.dimensions.predict_proba(before), loaded.dimensions.predict_proba(after)
    )
    marks = np.zeros((1, 5))
    assert np.array_equal(
        small_artefact.language.predict_proba(marks), loaded.language.predict_proba(marks)
    )


def test_an_artefact_is_current_until_what_it_was_made_with_changes(
    path: Path, small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_current(PIPELINE, path)
    save(small_artefact, PIPELINE, path)
    assert is_current(PIPELINE, path)
    assert not is_current("another 1.0", path)
    monkeypatch.setattr(nlp.artefact, "version", lambda name: "999")
    assert not is_current(PIPELINE, path)


def test_nothing_unfinished_is_left(path: Path, small_artefact: Artefact) -> None:
    for _ in range(2):
        save(small_artefact, PIPELINE, path)
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "placement.fingerprint",
        "placement.skops",
    ]


def test_a_save_that_breaks_off_leaves_the_old_artefact(
    path: Path, small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(small_artefact, PIPELINE, path)

    def break_off(parts: object, file: Path) -> None:
        file.write_bytes(b"PK half")
        raise OSError("no space left")

    monkeypatch.setattr(skops.io, "dump", break_off)
    with pytest.raises(OSError, match="no space left"):
        save(replace(small_artefact, sure_enough=0.1), PIPELINE, path)
    assert is_current(PIPELINE, path)
    assert load(path).sure_enough == small_artefact.sure_enough


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_half_a_file_is_not_loaded(tmp_path: Path, saved: Path, share: float) -> None:
    path = tmp_path / "placement.skops"
    whole = (saved / path.name).read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Exception, match=r"(?i)zip"):
        load(path)


def test_a_file_with_a_type_that_is_not_trusted_is_refused(path: Path) -> None:
    path.parent.mkdir()
    skops.io.dump({"weigher": Unknown(), "measured": "{}"}, path)
    with pytest.raises(UntrustedTypesFoundException, match="Unknown"):
        load(path)


def test_a_file_with_parts_missing_is_refused(path: Path) -> None:
    path.parent.mkdir()
    skops.io.dump({"sure_enough": 0.5, "measured": "{}"}, path)
    with pytest.raises(KeyError, match="weigher"):
        load(path)


def test_nothing_saved_cannot_be_loaded(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(path)


def test_a_look_at_the_fingerprint_loads_nothing_heavy() -> None:
    code = "import sys, nlp.artefact; print({'sklearn', 'spacy', 'skops'} & set(sys.modules))"
    looked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert looked.stdout.strip() == "set()"
