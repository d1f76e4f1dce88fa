import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp.lemmas
from nlp.lemmas import LemmaTable

ENTRIES = [("husene", "hus"), ("børn", "barn"), ("hus", "hus")]


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Put a few lemmas in place of half a million, and count how often they are read."""
    reads: list[object] = []

    def load(path: object) -> dict[str, str]:
        reads.append(path)
        return dict(ENTRIES)

    monkeypatch.setattr(nlp.lemmas, "load_language_data", load)
    return reads


def test_the_lemma_of_a_form_is_looked_up() -> None:
    table = LemmaTable.of(ENTRIES)
    assert table.get("husene") == "hus"
    assert table.get("børn") == "barn"
    assert table.get("huse") is None
    assert table.get("") is None


def test_a_form_is_known_only_as_a_whole() -> None:
    table = LemmaTable.of(ENTRIES)
    assert "husene" in table
    assert "husen" not in table
    assert "" not in table


@settings(max_examples=100)
@given(
    entries=st.dictionaries(
        st.text("abcæøå-'", min_size=1, max_size=6), st.text("abcæøå", max_size=6), max_size=20
    )
)
def test_a_table_gives_what_a_dictionary_would(entries: dict[str, str]) -> None:
    table = LemmaTable.of(entries.items())
    for form in [*entries, "ab", "æ"]:
        assert table.get(form) == entries.get(form)
        assert (form in table) == (form in entries)


def test_a_table_is_built_once_and_then_mapped(tmp_path: Path, source: list[object]) -> None:
    folder = tmp_path / "new"
    for _ in range(2):
        table = LemmaTable.open(folder)
        assert table.get("husene") == "hus"
        assert "huse" not in table
    assert len(source) == 1
    assert [path.suffix for path in folder.iterdir()] == [".marisa"]


def test_where_a_table_can_not_be_kept_it_serves_all_the_same(
    tmp_path: Path, source: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.INFO, "nlp.lemmas"):
        table = LemmaTable.open(tmp_path / "file" / "folder")
    assert table.get("børn") == "barn"
    assert "can't be kept" in caplog.text


def test_danish_forms_have_their_lemmas() -> None:
    table = LemmaTable.open()
    assert table.get("kommunerne") == "kommune"
    assert table.get("spørger") == "spørge"
    assert table.get("xqzt") is None
