from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.errors import ContentError
from content.guide import VIEWS, load_guide
from content.values import Dimension, Guide, Role, Source
from tests.content.small_guide import line_of, small_guide, written

TEXT = small_guide()
LINES = TEXT.split("\n")
FULL_LINES = [
    index for index, line in enumerate(LINES) if line and not line.startswith(("ja: ", "nej: "))
]
FIRST_STEP = "# Trin 1: Den nysgerrige kommune"

many = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_junk = st.one_of(
    _text,
    st.builds(str.__add__, st.sampled_from(["# ", "## ", "### ", "- ", "kilde: ", "<!-- "]), _text),
    st.sampled_from(["## Princip", "kilde: model", "-->", "- [alle] Ring.", "\r", "\u2028", "#"]),
)


def _load(folder: Path, text: str) -> Guide:
    return load_guide(written(folder, text))


def _edited(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def _last_line(text: str, line: str, until: int) -> int:
    """Give the number of the last line up to a number that reads so."""
    found = [number for number, each in enumerate(text.split("\n")[:until], 1) if each == line]
    return found[-1]


def _check_outcome(path: Path) -> None:
    raw = path.read_bytes()
    breaks = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    try:
        guide = load_guide(path)
    except ContentError as error:
        assert error.path == path
        assert 1 <= error.line <= breaks + 1
        assert str(error).startswith(f"{path.name}:{error.line}: ")
    else:
        assert list(guide.steps) == [1, 2, 3, 4, 5]


def test_a_small_guide_is_loaded_whole(tmp_path: Path) -> None:
    guide = _load(tmp_path, TEXT)
    assert [step.name for step in guide.steps.values()] == [
        "Den nysgerrige kommune",
        "Den inddragende kommune",
        "Den ambitiøse kommune",
        "Den modne kommune",
        "Den samskabende kommune",
    ]
    assert guide.steps[2].demands.block.text == "Det kræver på trin 2."
    assert guide.steps[2].demands.block.id == "trin-2/det-kraever"
    assert guide.steps[2].demands.advice is None
    assert guide.overview["Modellens grænser"].source is Source.MODEL
    assert [view.name for view in guide.views.values()] == list(VIEWS)
    assert guide.views[Dimension.POLITICS].question.text == "Hvad med Politik?"
    term = guide.terms[0]
    assert (term.name, term.variants) == ("Silo", ("siloer", "silotænkning"))
    assert (term.model.source, term.general.source) == (Source.MODEL, Source.GENERAL)


def test_an_aspect_holds_its_blocks(tmp_path: Path) -> None:
    aspect = _load(tmp_path, TEXT).steps[3].aspects[Dimension.ORIGIN]
    assert aspect.traits.id == "trin-3/afsaet/kendetegn"
    assert aspect.example.field == "skole"
    assert [item.role for item in aspect.next_steps.items] == [
        Role.ANYONE,
        Role.LEADER,
        Role.ANYONE,
    ]
    assert aspect.next_steps.items[1].text == "Mød om Afsæt på trin 3."
    assert len(aspect.reflection.items) == 3
    assert aspect.answer.text == "Sådan er Afsæt på trin 3"


def test_a_step_tells_what_is_new_beside_the_one_below(tmp_path: Path) -> None:
    steps = _load(tmp_path, TEXT).steps
    third = steps[3]
    assert third.news is not None
    assert (third.news.id, third.news.text) == ("trin-3/nyt", "Hele trin 3 er nyt.")
    politics = third.aspects[Dimension.POLITICS].news
    assert politics is not None
    assert (politics.id, politics.text) == ("trin-3/politik/nyt", "Politik på trin 3 er nyt.")
    assert steps[1].news is None
    assert {aspect.news for aspect in steps[1].aspects.values()} == {None}


def test_a_step_holds_its_examples_in_order(tmp_path: Path) -> None:
    more = "## Eksempler\n### Park\nkilde: coach\nfelt: natur\n\nVi planter.\n"
    first, second = _load(tmp_path, _edited("## Eksempler\n", more)).steps[1].examples
    assert (first.id, first.field) == ("trin-1/eksempler/park", "natur")
    assert first.text == "Vi planter."
    assert (second.id, second.field) == ("trin-1/eksempler/vej", "vej")


def test_advice_of_the_coach_stands_below_a_passage(tmp_path: Path) -> None:
    old = "Tegn på trin 1.\n"
    guide = _load(
        tmp_path, _edited(old, f"{old}\n### Coachens råd\nkilde: coach\n\n- Ring til en.\n")
    )
    signs = guide.steps[1].signs
    assert signs.block.text == "Tegn på trin 1."
    assert signs.advice is not None
    assert (signs.advice.id, signs.advice.text) == ("trin-1/tegn/coachens-raad", "Ring til en.")


def test_the_guide_is_loaded_once(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    assert load_guide(path) is load_guide(path)


def _without_section(heading: str) -> str:
    """Cut from a heading up to the next one of its level or above."""
    level = heading.split()[0]
    start = LINES.index(heading)
    end = next(
        index
        for index, line in enumerate(LINES[start + 1 :], start + 1)
        if line.startswith("#") and len(line.split()[0]) <= len(level)
    )
    return "\n".join(LINES[:start] + LINES[end:])


@pytest.mark.parametrize(
    ("heading", "says", "below"),
    [
        ("# Modellen", "«Modellen» is missing", ""),
        ("## Modellens grænser", "«Modellens grænser» is missing below «Modellen»", "# Modellen"),
        ("## Drift", "«Drift» is missing below «Dimensioner»", "# Dimensioner"),
        (FIRST_STEP, "«Trin 1: Den … kommune» is missing", ""),
        ("## Varighed", "«Varighed» is missing below «Trin 1", FIRST_STEP),
        ("## Nyt", "«Nyt» is missing below «Trin 2", "# Trin 2: Den inddragende kommune"),
        ("## Eksempler", "«Eksempler» is missing below «Trin 1", FIRST_STEP),
        ("### Kendetegn", "«Kendetegn» is missing below «Afsæt»", "## Afsæt"),
        ("### Nyt", "«Nyt» is missing below «Afsæt»", "## Afsæt"),
        ("### I modellen", "«I modellen» is missing below «Silo»", "## Silo"),
    ],
)
def test_a_missing_heading_is_an_error_where_it_is_missed(
    tmp_path: Path, heading: str, says: str, below: str
) -> None:
    gone = LINES.index(heading)
    text = _without_section(heading)
    with pytest.raises(ContentError) as caught:
        _load(tmp_path, text)
    assert says in str(caught.value)
    assert caught.value.line == (_last_line(text, below, gone) if below else 1)


EDITS: list[tuple[str, str, str, str]] = [
    # what is replaced (once), by what, the line of the error, what it says
    ("kilde: model", "kilder: model", "## Hvad samskabelse er", "unknown key «kilder»"),
    (f"{FIRST_STEP}\n", f"{FIRST_STEP}\nnavn: x\n", FIRST_STEP, "unknown key «navn»"),
    ("# Modellen\n", "# Modellen\nkilde: model\n", "# Modellen", "unknown key «kilde»"),
    ("felt: skole\n", "", "### Eksempel", "lacks the key «felt"),
    ("felt: skole\n", "felt:\n", "### Eksempel", "lacks the key «felt"),
    ("varianter: siloer, silotænkning\n", "", "## Silo", "lacks the key «varianter"),
    ("kilde: model", "kilde: rygte", "## Hvad samskabelse er", "«kilde» must be one of: model"),
    ("Om Modellens grænser.\n", "", "## Modellens grænser", "«Modellens grænser» is empty"),
    ("Sådan er Afsæt på trin 1\n", "", "### Svar", "«Svar» is empty"),
    ("[leder]", "[chef]", "### Næste skridt", "unknown role «chef»; known: alle, medarbejder"),
    ("[leder]", "[leder og chef]", "### Næste skridt", "unknown role «leder og chef»"),
    (
        "- [leder] Mød om Afsæt på trin 1.",
        "- [leder]",
        "### Næste skridt",
        "has a role but no text",
    ),
    ("[alle]", "[leder]", "### Næste skridt", "the first next step of trin 1 must be for [alle]"),
    ("- [leder] Mød om Afsæt på trin 1.\n", "", "### Næste skridt", "needs at least 3"),
    ("- Hvad om Afsæt på trin 1?\n", "", "### Refleksion", "needs at least 3"),
    (
        "- Hvad om Afsæt på trin 1?\n",
        "- Hvad om Afsæt på trin 1?\n- Hvorfor om Afsæt på trin 1?\n",
        "### Refleksion",
        "needs 3 «- » lines, or a multiple",
    ),
    ("### Kendetegn", "#### Kendetegn", "#### Kendetegn", "skips a level"),
    ("## Varighed", "## Inspiration", "## Inspiration", "«trin-1/inspiration» stands at line"),
    ("## Silo\n", "## Tårn\n\n## Silo\n", "## Tårn", "lacks the key «varianter"),
    ("# Begreber", "# Ordliste", "# Ordliste", "«Ordliste» has no place here"),
    ("## Billede", "## Billede\nkilde: model\n\nX.\n\n## Foto", "## Foto", "has no place here"),
    ("## Eksempler", "## Nyt\nkilde: model\n\nX.\n\n## Eksempler", "## Nyt", "no step below"),
    ("### Eksempel", "### Nyt\nkilde: model\n\nX.\n\n### Eksempel", "### Nyt", "no step below"),
    ("## Eksempler\n", "## Eksempler\nX.\n", "## Eksempler", "takes no text of its own"),
    ("felt: vej\n", "", "### Vej", "lacks the key «felt"),
    ("### Svar", "### Svaret", "### Svaret", "«Svaret» has no place here"),
    ("# Trin 5: Den samskabende", "# Trin 6: Den samskabende", "# Modellen", "«Trin 5: Den … k"),
    ("- Hvem om Afsæt på trin 1?", "- Hvem?\nX", "X", "text after a list"),
    ("# Modellen", "Hej.\n# Modellen", "Hej.", "text before the first heading"),
    (f"{FIRST_STEP}\n", f"{FIRST_STEP}\nX.\n", FIRST_STEP, "takes no text of its own"),
    ("# Modellen\n", "# Modellen\nX.\n", "# Modellen", "takes no text of its own"),
    ("# Begreber\n", "# Begreber\n- X.\n", "# Begreber", "takes no text of its own"),
]


@pytest.mark.parametrize(("old", "new", "at", "says"), EDITS)
def test_a_mistake_is_an_error_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, says: str
) -> None:
    text = _edited(old, new)
    with pytest.raises(ContentError) as caught:
        _load(tmp_path, text)
    assert says in str(caught.value)
    end_of_edit = TEXT[: TEXT.index(old)].count("\n") + new.count("\n") + 1
    assert caught.value.line == _last_line(text, at, end_of_edit)


def test_text_right_below_a_dimension_of_a_step_is_an_error(tmp_path: Path) -> None:
    start = TEXT.index(FIRST_STEP)
    text = TEXT[:start] + TEXT[start:].replace("## Afsæt\n", "## Afsæt\nTabt.\n", 1)
    with pytest.raises(ContentError, match="«Afsæt» takes no text of its own") as caught:
        _load(tmp_path, text)
    assert caught.value.line == line_of(text, "Tabt.") - 1


@many
@given(index=st.sampled_from(FULL_LINES))
def test_no_line_of_the_small_guide_can_be_missed(tmp_path: Path, index: int) -> None:
    path = written(tmp_path, "\n".join(LINES[:index] + LINES[index + 1 :]))
    with pytest.raises(ContentError):
        load_guide(path)
    _check_outcome(path)


@many
@given(index=st.integers(0, len(LINES)), junk=_junk)
def test_junk_gives_a_guide_or_an_error_with_a_line(tmp_path: Path, index: int, junk: str) -> None:
    _check_outcome(written(tmp_path, "\n".join([*LINES[:index], junk, *LINES[index:]])))


@many
@given(at=st.integers(0, len(TEXT.encode())), junk=st.binary(min_size=1, max_size=4))
def test_stray_bytes_give_a_guide_or_an_error_with_a_line(
    tmp_path: Path, at: int, junk: bytes
) -> None:
    path = written(tmp_path, "")
    path.write_bytes(TEXT.encode()[:at] + junk + TEXT.encode()[at:])
    _check_outcome(path)


@pytest.mark.parametrize("raw", [b"", b"\n", b"# Modellen", "<!-- åben".encode()])
def test_a_file_with_next_to_nothing_is_an_error(tmp_path: Path, raw: bytes) -> None:
    path = written(tmp_path, "")
    path.write_bytes(raw)
    with pytest.raises(ContentError):
        load_guide(path)
    _check_outcome(path)
