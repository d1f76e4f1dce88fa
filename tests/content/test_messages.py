import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.errors import ContentError
from content.messages import MessageKind, load_messages
from content.values import Act, Topic

MESSAGE: dict[str, Any] = {
    "id": "m-001",
    "text": "Hvad er trin 3?",
    "kind": "question",
    "topic": "kendetegn",
    "step": 3,
    "context_step": None,
    "group": "trin-3",
}
WHOLE: dict[str, Any] = {
    "id": "m-002",
    "text": "Hvem har lavet modellen?",
    "kind": "question",
    "topic": "hele_modellen",
    "step": "all",
    "context_step": 4,
    "block": "modellen/hvor-modellen-kommer-fra",
}
SMALL: dict[str, Any] = {"id": "m-002", "text": "hej", "kind": "smalltalk"}

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
    return {**row, "id": "m-002", **changes}


def test_a_question_is_loaded_whole(tmp_path: Path) -> None:
    first, second = load_messages(_file(tmp_path, MESSAGE, WHOLE))
    assert (first.id, first.text) == ("m-001", "Hvad er trin 3?")
    assert (first.kind, first.topic, first.step) == (MessageKind.QUESTION, Topic.TRAITS, 3)
    assert (first.context_step, first.group, first.block) == (None, "trin-3", None)
    assert (second.topic, second.step, second.context_step) == (Topic.WHOLE_MODEL, "all", 4)
    assert second.block == "modellen/hvor-modellen-kommer-fra"
    assert second.group is None


@pytest.mark.parametrize(
    "kind", [kind for kind in MessageKind if kind not in ("question", "prompts")]
)
def test_any_other_message_needs_its_kind_alone(tmp_path: Path, kind: MessageKind) -> None:
    (message,) = load_messages(_file(tmp_path, {**SMALL, "kind": kind}))
    assert message.kind is kind
    assert (message.topic, message.step, message.context_step) == (None, None, None)
    assert (message.group, message.block) == (None, None)


@pytest.mark.parametrize("act", Act)
def test_what_is_said_of_prompts_has_what_it_wants(tmp_path: Path, act: Act) -> None:
    (message,) = load_messages(_file(tmp_path, {**SMALL, "kind": "prompts", "act": act}))
    assert message.act is act


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ('{"id": "m-002" "text": "x"}', "no valid JSON"),
        (MESSAGE, "the id «m-001» stands at line 1 already"),
        (_changed(MESSAGE, text=""), "an object with «id» and «text»"),
        (_changed(MESSAGE, kind="description"), "'description' is not a valid MessageKind"),
        ({key: value for key, value in SMALL.items() if key != "kind"}, "malformed"),
        (_changed(MESSAGE, url="x"), "malformed"),
        (_changed(MESSAGE, topic="vejret"), "'vejret' is not a valid Topic"),
        (_changed(MESSAGE, topic=["drift"]), "malformed"),
        (_changed(MESSAGE, topic=None), "a question has a «topic», and nothing else has"),
        (_changed(SMALL, topic="drift"), "a question has a «topic», and nothing else has"),
        (_changed(MESSAGE, act="pause"), "said of prompts has an «act», and nothing else has"),
        (_changed(SMALL, kind="prompts"), "said of prompts has an «act», and nothing else has"),
        (_changed(SMALL, kind="prompts", act="sove"), "'sove' is not a valid Act"),
        (_changed(MESSAGE, step=9), "«step» is a step 1 to 5, «all» or null"),
        (_changed(MESSAGE, step=True), "«step» is a step 1 to 5, «all» or null"),
        (_changed(MESSAGE, step="alle"), "«step» is a step 1 to 5, «all» or null"),
        (_changed(MESSAGE, context_step="all"), "«context_step»"),
        (_changed(MESSAGE, context_step=0), "«context_step»"),
        (_changed(MESSAGE, block="modellen/x"), "«block» is for the topic «hele_modellen» alone"),
        (_changed(MESSAGE, group=5), "«group», «block» and «point» are words or null"),
        (_changed(WHOLE, block=["x"]), "«group», «block» and «point» are words or null"),
        (_changed(MESSAGE, point=""), "«group», «block» and «point» are words or null"),
        (_changed(SMALL, point="korte-svar/x"), "«point» is for questions alone"),
        (_changed(MESSAGE, says="ja"), "«says» is for questions that have a «point»"),
        (_changed(MESSAGE, point="korte-svar/x", says="tja"), "'tja' is not a valid Says"),
        (_changed(WHOLE, block=" "), "«group», «block» and «point» are words or null"),
    ],
)
def test_a_broken_message_is_an_error_with_its_line(
    tmp_path: Path, second: object, says: str
) -> None:
    path = _file(tmp_path, MESSAGE, second)
    with pytest.raises(ContentError) as caught:
        load_messages(path)
    assert says in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, 2)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(key=st.sampled_from([*WHOLE, "group", "extra"]), value=_json)
def test_any_value_anywhere_gives_a_message_or_an_error_with_its_line(
    tmp_path: Path, key: str, value: object
) -> None:
    path = _file(tmp_path, MESSAGE, _changed(WHOLE, **{key: value}))
    try:
        messages = load_messages(path)
    except ContentError as error:
        assert error.line == 2
    else:
        assert messages[1].step in (None, "all", *range(1, 6))
        assert isinstance(messages[1].text, str)
        assert isinstance(messages[1].block, str | None)
