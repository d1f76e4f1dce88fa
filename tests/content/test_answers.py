import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.answers import GivenAnswer, load_answers
from content.errors import ContentError
from content.values import Dimension

ANSWER: dict[str, Any] = {
    "id": "an-1",
    "example": "x-001",
    "step": 2,
    "dimension": "politik",
    "answer": 3,
}

_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


def _file(folder: Path, *rows: object) -> Path:
    path = folder / "rows.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _changed(**changes: object) -> dict[str, Any]:
    return {**ANSWER, "id": "an-2", **changes}


def test_answers_are_loaded_whole(tmp_path: Path) -> None:
    found = load_answers(_file(tmp_path, ANSWER, "", _changed(answer=None)))
    assert found == (
        GivenAnswer("an-1", "x-001", 2, Dimension.POLITICS, 3),
        GivenAnswer("an-2", "x-001", 2, Dimension.POLITICS, None),
    )


def test_a_file_of_nothing_holds_no_answers(tmp_path: Path) -> None:
    assert load_answers(_file(tmp_path)) == ()


def _without(key: str) -> dict[str, Any]:
    return {name: value for name, value in _changed().items() if name != key}


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("{", "no valid JSON"),
        ("[1, 2]", "an object with «id» and «example»"),
        (_without("id"), "an object with «id» and «example»"),
        (_without("example"), "an object with «id» and «example»"),
        (_changed(example=" "), "an object with «id» and «example»"),
        (_changed(id=5), "an object with «id» and «example»"),
        (ANSWER, "the id «an-1» stands at line 1 already"),
        (_changed(text="x"), "malformed"),
        (_without("answer"), "malformed"),
        (_without("dimension"), "malformed"),
        (_changed(dimension="odd"), "'odd' is not a valid Dimension"),
        (_changed(dimension=None), "malformed"),
        (_changed(step=None), "«step» is a step 1 to 5"),
        (_changed(step=6), "«step» is a step 1 to 5"),
        (_changed(step=True), "«step» is a step 1 to 5"),
        (_changed(answer=0), "«answer» too or null"),
        (_changed(answer="3"), "«answer» too or null"),
        (_changed(answer=3.0), "«answer» too or null"),
    ],
)
def test_a_broken_answer_is_an_error_with_its_line(
    tmp_path: Path, second: object, says: str
) -> None:
    path = _file(tmp_path, ANSWER, second)
    with pytest.raises(ContentError) as caught:
        load_answers(path)
    assert says in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, 2)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(key=st.sampled_from([*ANSWER, "extra"]), value=_json)
def test_any_value_anywhere_gives_an_answer_or_an_error_with_its_line(
    tmp_path: Path, key: str, value: object
) -> None:
    path = _file(tmp_path, ANSWER, _changed(**{key: value}))
    try:
        answers = load_answers(path)
    except ContentError as error:
        assert error.line == 2
    else:
        assert len(answers) == 2
        assert answers[1].step in range(1, 6)
        assert answers[1].answer in (None, *range(1, 6))
