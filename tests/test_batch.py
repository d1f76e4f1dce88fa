import json

import pytest

from bot.batch import ask_row, classify_row
from bot.coach import Asking, Voice
from bot.jsonl import LineError
from content.guide import load_guide
from content.values import STEP_NUMBERS, Dimension, Topic
from nlp.understanding import Understanding

SURE = (
    "Forvaltningen skrev planen, og borgerne fik den at se ved et møde bagefter. 🙂 "
    "Ingen spurgte dem, før den var vedtaget."
)
DECISIONS = {"place", "clarify", "offtopic", "smalltalk", "other_language"}


def line(text: object, step: object) -> str:
    return json.dumps({"text": text, "step": step})


def test_description_is_placed_with_all_that_the_contract_promises(
    understanding: Understanding,
) -> None:
    found = classify_row({"text": SURE}, understanding)
    assert set(found) == {"decision", "step", "probabilities", "dimensions", "evidence"}
    assert found["decision"] == "place"
    assert found["step"] == 1
    assert len(found["probabilities"]) == 5
    assert sum(found["probabilities"]) == pytest.approx(1, abs=0.001)
    assert found["probabilities"].index(max(found["probabilities"])) + 1 == found["step"]
    assert found["dimensions"]
    assert set(found["dimensions"]) <= {key.value for key in Dimension}


def test_evidence_is_what_stands_at_its_place_in_the_text(understanding: Understanding) -> None:
    found = classify_row({"text": SURE}, understanding)
    assert found["evidence"]
    for piece in found["evidence"]:
        assert set(piece) == {"start", "end", "text", "step", "dimension"}
        assert SURE[piece["start"] : piece["end"]] == piece["text"]
        assert piece["step"] in STEP_NUMBERS
        assert piece["dimension"] in {key.value for key in Dimension}


def test_answer_can_be_written_as_json(understanding: Understanding) -> None:
    found = classify_row({"text": SURE}, understanding)
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Hej med dig", "smalltalk"),
        ("Hvad koster en liter mælk i Netto?", "offtopic"),
        ("We invited the citizens to a meeting about the new plan last week.", "other_language"),
    ],
)
def test_message_that_describes_nothing_has_no_step(
    understanding: Understanding, text: str, decision: str
) -> None:
    assert classify_row({"text": text}, understanding) == {
        "decision": decision,
        "step": None,
        "probabilities": None,
        "dimensions": [],
        "evidence": [],
    }


@pytest.mark.parametrize(
    "text", ["\ud800", "a\x00b", ".", "🙂", "\u202e", "§ 17, stk. 4", "x" * 20_000]
)
def test_any_text_gets_an_answer(understanding: Understanding, text: str) -> None:
    assert classify_row({"text": text}, understanding)["decision"] in DECISIONS


def test_row_without_a_text_is_refused(understanding: Understanding) -> None:
    with pytest.raises(LineError, match="«text»"):
        classify_row({"step": 2}, understanding)


@pytest.fixture(scope="module")
def asking(voice: Voice) -> Asking:
    return Asking(voice)


@pytest.mark.parametrize(
    ("row", "decision", "topic", "step"),
    [
        ({"text": "Hvad er faldgruberne på trin 3?"}, "answer", "faldgruber", 3),
        ({"text": "Hvad er faldgruberne?", "context_step": 2}, "answer", "faldgruber", 2),
        ({"text": "Hvad er faldgruberne?", "context_step": None}, "answer", "faldgruber", "all"),
        ({"text": "Hvad er næste skridt?", "context_step": 5}, "answer", "naeste_skridt", 5),
        ({"text": "Hvad er næste skridt?", "context_step": 3}, "answer", "naeste_skridt", 4),
        ({"text": "Hvad er en brobygger?"}, "answer", "begreb", None),
        ({"text": "Hvor mange kommuner er på trin 4?"}, "unknown", "uden_for", None),
        ({"text": "Hvad koster en liter mælk i Netto?"}, "offtopic", None, None),
        ({"text": "What is the difference between step 2 and 3?"}, "offtopic", None, None),
    ],
)
def test_question_is_answered_with_all_that_the_contract_promises(
    understanding: Understanding,
    asking: Asking,
    row: dict[str, object],
    decision: str,
    topic: str | None,
    step: int | str | None,
) -> None:
    found = ask_row(row, understanding, asking)
    assert set(found) == {"decision", "topic", "step", "answer", "sources"}
    assert (found["decision"], found["topic"], found["step"]) == (decision, topic, step)
    assert found["answer"].strip()
    assert "<" not in found["answer"]
    assert found["sources"] or decision != "answer"
    assert len(found["sources"]) == len(set(found["sources"]))
    assert set(found["sources"]) <= {block.id for block in load_guide().blocks}
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("step", [0, 6, "1", True, [1], {}, 2.5])
def test_question_with_no_known_context_is_refused(
    understanding: Understanding, asking: Asking, step: object
) -> None:
    with pytest.raises(LineError, match="«context_step»"):
        ask_row({"text": "Hvorfor?", "context_step": step}, understanding, asking)


def test_question_without_a_text_is_refused(understanding: Understanding, asking: Asking) -> None:
    with pytest.raises(LineError, match="«text»"):
        ask_row({"context_step": 2}, understanding, asking)


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", ".", "🙂", "§ 17", "?" * 500, "x" * 20_000])
def test_any_question_gets_an_answer(
    understanding: Understanding, asking: Asking, text: str
) -> None:
    found = ask_row({"text": text}, understanding, asking)
    assert found["decision"] in {"answer", "unknown", "offtopic"}
    assert found["topic"] in {None, *(topic.value for topic in Topic)}
    assert found["answer"].strip()
