import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.errors import ContentError
from content.examples import Kind, load_examples
from content.values import Dimension

EXAMPLE: dict[str, Any] = {
    "id": "x-001",
    "text": "Vi spørger borgerne, før vi tegner.",
    "step": 2,
    "second": 3,
    "dimensions": ["inddragelse", "drift"],
    "field": "byplan",
    "practice": "legeplads",
    "kind": "ordinary",
    "source": "real",
    "url": "https://example.org/legeplads",
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


def _changed(row: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {**row, "id": "x-002", **changes}


def test_a_description_is_loaded_whole(tmp_path: Path) -> None:
    (example,) = load_examples(_file(tmp_path, EXAMPLE))
    assert example.id == "x-001"
    assert example.text == "Vi spørger borgerne, før vi tegner."
    assert (example.step, example.second) == (2, 3)
    assert example.dimensions == (Dimension.INVOLVEMENT, Dimension.OPERATION)
    assert (example.field, example.practice) == ("byplan", "legeplads")
    assert example.kind is Kind.ORDINARY
    assert (example.source, example.url) == ("real", "https://example.org/legeplads")


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("{", "no valid JSON"),
        (_changed(EXAMPLE, text="  "), "an object with «id» and «text»"),
        (EXAMPLE, "the id «x-001» stands at line 1 already"),
        (_changed(EXAMPLE, extra=1), "malformed"),
        ({key: value for key, value in _changed(EXAMPLE).items() if key != "url"}, "malformed"),
        ({key: value for key, value in _changed(EXAMPLE).items() if key != "kind"}, "malformed"),
        (_changed(EXAMPLE, kind="odd"), "'odd' is not a valid Kind"),
        (_changed(EXAMPLE, dimensions=["odd"]), "'odd' is not a valid Dimension"),
        (_changed(EXAMPLE, dimensions=None), "malformed"),
        (_changed(EXAMPLE, dimensions=[]), "«dimensions» is empty"),
        (_changed(EXAMPLE, dimensions=["drift", "drift"]), "names one twice"),
        (_changed(EXAMPLE, step=6), "steps 1 to 5"),
        (_changed(EXAMPLE, step=True), "steps 1 to 5"),
        (_changed(EXAMPLE, step=2.0), "steps 1 to 5"),
        (_changed(EXAMPLE, second=0), "steps 1 to 5"),
        (_changed(EXAMPLE, second=2), "«second» repeats «step»"),
        (_changed(EXAMPLE, practice=None), "«field» and «practice»"),
        (_changed(EXAMPLE, field=" "), "«field» and «practice»"),
        (_changed(EXAMPLE, url=None), "«source» is «real» with a «url»"),
        (_changed(EXAMPLE, source="written"), "«source» is «real» with a «url»"),
        (_changed(EXAMPLE, source="heard", url=None), "«source» is «real» with a «url»"),
    ],
)
def test_a_broken_description_is_an_error_with_its_line(
    tmp_path: Path, second: object, says: str
) -> None:
    path = _file(tmp_path, EXAMPLE, second)
    with pytest.raises(ContentError) as caught:
        load_examples(path)
    assert says in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, 2)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(key=st.sampled_from([*EXAMPLE, "extra"]), value=_json)
def test_any_value_anywhere_gives_a_description_or_an_error_with_its_line(
    tmp_path: Path, key: str, value: object
) -> None:
    path = _file(tmp_path, EXAMPLE, _changed(EXAMPLE, **{key: value}))
    try:
        examples = load_examples(path)
    except ContentError as error:
        assert error.line == 2
    else:
        assert len(examples) == 2
        assert examples[1].step in range(1, 6)
        assert isinstance(examples[1].text, str)
