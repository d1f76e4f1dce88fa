import logging
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import artefact
from nlp import understanding as module
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import Decision, MessageClass
from nlp.installed import RULES
from nlp.understanding import MAX_CHARACTERS, Understanding, is_trained, load_understanding
from tests.nlp.pipelines import NAME
from tests.nlp.small import SmallContent

NOT_INSTALLED = "not-installed-here"
PRACTICE = "Vi holder et høringsmøde, når planen er tegnet færdig, og så lægger vi svarene i sagen."


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the artefact of the test apart from the real one."""
    path = tmp_path / "placement.skops"
    for name in ("is_current", "load", "save"):
        monkeypatch.setattr(artefact, name, partial(getattr(artefact, name), path=path))
    return path


@pytest.fixture
def current(path: Path, saved: Path) -> Path:
    """Have an artefact that matches what is here now."""
    return Path(shutil.copytree(saved, path.parent, dirs_exist_ok=True)) / path.name


@pytest.fixture
def trained(small_artefact: Artefact, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let training give what was trained already; list the pipelines that were trained for."""
    pipelines: list[str] = []

    def train(
        guide: object, examples: object, messages: object, danish: Danish, _: object
    ) -> Artefact:
        pipelines.append(danish.name)
        return small_artefact

    monkeypatch.setattr(module, "train", train)
    return pipelines


def test_where_nothing_was_trained_it_is_trained_from_the_content_and_kept(
    path: Path, small: SmallContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "load_guide", lambda: small.guide)
    monkeypatch.setattr(module, "load_examples", lambda: small.examples)
    monkeypatch.setattr(module, "load_messages", lambda: small.messages)
    told: list[int] = []
    assert not is_trained(NOT_INSTALLED)
    first = load_understanding(NOT_INSTALLED, lambda done, total: told.append(done))
    assert told == sorted(told)
    assert told[-1] > 0
    assert is_trained(NOT_INSTALLED)
    told.clear()
    second = load_understanding(NOT_INSTALLED, lambda done, total: told.append(done))
    assert told == []
    assert second.sure_enough == first.sure_enough
    assert second.measured == first.measured
    assert second.read(PRACTICE) == first.read(PRACTICE)


def test_what_is_current_is_loaded(
    current: Path, trained: list[str], small_artefact: Artefact
) -> None:
    assert is_trained(NOT_INSTALLED)
    assert load_understanding(NOT_INSTALLED).measured == small_artefact.measured
    assert trained == []


def test_it_is_trained_anew_where_that_is_asked_for(current: Path, trained: list[str]) -> None:
    load_understanding(NOT_INSTALLED, anew=True)
    assert trained == [RULES]


def test_it_is_trained_anew_for_another_pipeline(
    current: Path, trained: list[str], pipeline_path: Path
) -> None:
    assert load_understanding(str(pipeline_path)).danish.name == NAME
    assert trained == [NAME]
    assert is_trained(str(pipeline_path))
    assert not is_trained(NOT_INSTALLED)


def test_it_is_trained_anew_where_the_content_or_code_has_changed(
    current: Path, trained: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artefact, "fingerprint", lambda pipeline: f"changed {pipeline}")
    assert not is_trained(NOT_INSTALLED)
    load_understanding(NOT_INSTALLED)
    assert trained == [RULES]
    assert is_trained(NOT_INSTALLED)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def _garbage(path: Path) -> None:
    path.write_text("no artefact")


def _gone(path: Path) -> None:
    path.unlink()


def _untrusted(path: Path) -> None:
    import skops.io

    skops.io.dump({"weigher": SmallContent, "measured": "{}"}, path)


def _incomplete(path: Path) -> None:
    import skops.io

    skops.io.dump({"measured": "{}"}, path)


@pytest.mark.parametrize("harm", [_cut, _garbage, _gone, _untrusted, _incomplete])
def test_it_is_trained_anew_where_the_file_is_broken(
    current: Path,
    trained: list[str],
    small_artefact: Artefact,
    harm: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    harm(current)
    with caplog.at_level(logging.WARNING):
        load_understanding(NOT_INSTALLED)
    assert trained == [RULES]
    assert "training anew" in caplog.text
    assert is_trained(NOT_INSTALLED)
    assert artefact.load().measured == small_artefact.measured


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (PRACTICE, Decision.PLACE),
        ("vi arbejder en del med borgerne", Decision.CLARIFY),
        ("Hvordan bager man en lagkage?", Decision.OFFTOPIC),
        ("hej med dig", Decision.SMALLTALK),
        ("We always invite the citizens before we plan anything", Decision.OTHER_LANGUAGE),
        ("Vi bjuder alltid in invånarna innan vi planerar något", Decision.OTHER_LANGUAGE),
    ],
)
def test_plain_messages_are_read_as_what_they_are(
    understanding: Understanding, text: str, decision: Decision
) -> None:
    reading = understanding.read(text)
    assert reading.decision is decision
    assert bool(reading.placement) == (decision in (Decision.PLACE, Decision.CLARIFY))


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (PRACTICE, 1),
        (
            "Alle spørger ved starten af hver opgave, hvor meget borgerne skal med. Vi har ansat "
            "brobyggere, der støtter det, borgerne selv sætter i gang.",
            4,
        ),
        (
            "Byggesagerne bliver til i dialog fra første dag, og klagerne er faldet. Politikerne "
            "bruger tiden på at udvikle politik sammen med borgerne.",
            5,
        ),
    ],
)
def test_plain_practice_is_placed(understanding: Understanding, text: str, step: int) -> None:
    placement = understanding.read(text).placement
    assert placement
    assert placement.step == step
    assert sum(placement.probabilities) == pytest.approx(1)
    assert placement.evidence
    assert all(text[each.start : each.end] == each.text for each in placement.evidence)


def test_how_danish_letters_are_typed_makes_no_difference(understanding: Understanding) -> None:
    spelled = PRACTICE.replace("ø", "oe").replace("å", "aa").replace("æ", "ae").upper()
    one, other = understanding.read(PRACTICE), understanding.read(spelled)
    assert one.decision is other.decision
    assert one.placement
    assert other.placement
    np.testing.assert_allclose(one.placement.probabilities, other.placement.probabilities)
    assert other.placement.evidence[0].text in spelled


_ODD = [
    *(
        "",
        " ",
        "\n\n",
        "!!!",
        "?",
        "…",
        "🙂",
        "👩‍👩‍👧‍👦🇩🇰",
        "5",
        "1234567890",
        "\x00",
        "\u200b",
        "\ud83d",
    ),
    *("æ", "§ 17, 4", "<b>hej</b>", "{{ x }}", "'; DROP TABLE", "a" * 3000, "𝔳𝔦 𝔰𝔭ø𝔯𝔤𝔢𝔯"),
]


@pytest.mark.parametrize("text", _ODD)
def test_odd_messages_are_read_and_never_placed_for_sure(
    understanding: Understanding, text: str
) -> None:
    reading = understanding.read(text)
    assert reading.decision is not Decision.PLACE
    assert reading.likely_class in MessageClass


def test_only_the_beginning_of_a_very_long_text_is_read(understanding: Understanding) -> None:
    head = f"{PRACTICE} ".ljust(MAX_CHARACTERS, "x")
    assert understanding.read(head) == understanding.read(head + " Vi plejer at dele." * 50_000)


def test_evidence_of_a_long_text_points_into_it(understanding: Understanding) -> None:
    text = f"{PRACTICE}\n\n" * 10
    placement = understanding.read(text).placement
    assert placement
    assert placement.evidence
    assert all(text[each.start : each.end] == each.text for each in placement.evidence)


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(), max_size=200))
def test_any_text_is_read(understanding: Understanding, text: str) -> None:
    reading = understanding.read(text)
    on_subject = reading.decision in (Decision.PLACE, Decision.CLARIFY)
    assert bool(reading.placement) == on_subject
    if reading.placement:
        evidence = reading.placement.evidence
        assert all(text[each.start : each.end] == each.text for each in evidence)


def test_both_danish_pipelines_serve(small_artefact: Artefact, danish: Danish) -> None:
    placement = Understanding(small_artefact, danish).read(PRACTICE).placement
    assert placement is None or sum(placement.probabilities) == pytest.approx(1)
