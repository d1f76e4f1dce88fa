from pathlib import Path

import pytest

from content.errors import ContentError
from content.markdown import Section, parse, slug
from tests.content.small_guide import written


def _failure(folder: Path, text: str) -> ContentError:
    with pytest.raises(ContentError) as caught:
        parse(written(folder, text))
    return caught.value


def _section(root: Section, *titles: str) -> Section:
    for title in titles:
        child = root.child(title)
        assert child is not None, title
        root = child
    return root


def test_headings_become_a_tree_with_ids_and_lines(tmp_path: Path) -> None:
    root = parse(
        written(
            tmp_path, "# Trin 2: Den inddragende kommune\n\n## Næste skridt\n### Svar\n# Æblerød"
        )
    )
    first = _section(root, "Trin 2: Den inddragende kommune")
    assert (first.id, first.line, first.level) == ("trin-2", 1, 1)
    assert _section(first, "Næste skridt").id == "trin-2/naeste-skridt"
    assert _section(first, "Næste skridt", "Svar").id == "trin-2/naeste-skridt/svar"
    assert _section(first, "Næste skridt", "Svar").line == 4
    assert [section.id for section in root.children] == ["trin-2", "aebleroed"]


def test_keys_come_first_then_paragraphs_then_a_list(tmp_path: Path) -> None:
    keys, paragraphs, items = (
        "kilde: model\nfelt:  skole ",
        "En linje\nog to.\n\nnøgle: nej",
        "- et\n-  to",
    )
    text = f"# A\n\n{keys}\n\n{paragraphs}\n\n{items}\n\n- tre"
    section = _section(parse(written(tmp_path, text)), "A")
    assert section.keys == {"kilde": "model", "felt": "skole"}
    assert section.paragraphs == ["En linje og to.", "nøgle: nej"]
    assert section.items == ["et", "to", "tre"]


def test_a_paragraph_ends_at_the_next_heading(tmp_path: Path) -> None:
    root = parse(written(tmp_path, "# A\nkilde: model\nEt.\n# B\nTo."))
    assert _section(root, "A").paragraphs == ["Et."]
    assert _section(root, "B").paragraphs == ["To."]


def test_a_child_that_is_not_there_is_none(tmp_path: Path) -> None:
    root = parse(written(tmp_path, "# A\n## B"))
    assert root.child("B") is None


def test_comments_are_left_out_and_lines_still_count(tmp_path: Path) -> None:
    root = parse(written(tmp_path, "<!-- to\nlinjer\n# X -->\n# A\nEt <!-- nej --> to.\n## B"))
    assert [section.title for section in root.children] == ["A"]
    assert _section(root, "A").line == 4
    assert "nej" not in _section(root, "A").paragraphs[0]
    assert _section(root, "A", "B").line == 6


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c"])
def test_lines_count_as_in_an_editor(tmp_path: Path, sign: str) -> None:
    root = parse(written(tmp_path, f"# A\nEt{sign}to.\n## B"))
    assert _section(root, "A", "B").line == 3


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# A\n\n### B", 3, "skips a level"),
        ("## A", 1, "skips a level"),
        ("\nHej.\n# A", 2, "before the first heading"),
        ("# A\n- et\nto", 3, "text after a list"),
        ("# A\n- et\n\nto", 4, "text after a list"),
        ("# A\nkilde: model\nkilde: coach", 3, "«kilde» stands twice"),
        ("# A\n## B\n# C\n# A", 4, "«a» stands at line 1 already"),
        ("# A\n## Bø\n## BØ", 3, "«a/boe» stands at line 2 already"),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    error = _failure(tmp_path, text)
    assert error.line == line
    assert says in str(error)


def test_the_same_heading_may_stand_below_two_others(tmp_path: Path) -> None:
    root = parse(written(tmp_path, "# A\n## Svar\n# B\n## Svar"))
    assert _section(root, "A", "Svar").id != _section(root, "B", "Svar").id


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Næste skridt", "naeste-skridt"),
        ("Afsæt", "afsaet"),
        ("§ 17, stk. 4-udvalg", "17-stk-4-udvalg"),
        ("Idé på åben gade", "ide-paa-aaben-gade"),
        ("?!", ""),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected
