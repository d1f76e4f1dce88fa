import json

import pytest

from bot.batch import classify_row, evaluate_lines
from bot.jsonl import LineError
from content.values import STEP_NUMBERS, Dimension
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


def test_evaluation_gives_what_the_contract_promises(understanding: Understanding) -> None:
    measured, errors = evaluate_lines([line(SURE, 1), line(SURE, 2)], understanding)
    assert errors == []
    assert measured
    assert {"accuracy", "mae", "within_one", "kappa", "ece", "confusion"} <= set(measured)
    assert measured["accuracy"] == 0.5
    assert measured["mae"] == 0.5
    assert measured["within_one"] == 1.0
    assert [len(row) for row in measured["confusion"]] == [5] * 5
    assert measured["confusion"][0][0] == measured["confusion"][1][0] == 1
    assert json.loads(json.dumps(measured)) == measured


def test_talks_about_the_same_lines_can_be_simulated(understanding: Understanding) -> None:
    lines = [line(SURE, 1), line(SURE, 2), line(SURE, 9), line("hej", 3)]
    measured, errors = evaluate_lines(lines, understanding, dialogue=True)
    assert errors == ["line 3: «step» must be a whole number from 1 to 5"]
    assert measured
    assert measured["n"] == 3
    assert len(measured["by_rule"]) == len(measured["always"]) == 3
    assert measured["by_rule"][0] == measured["always"][0] == 0.3333
    assert json.loads(json.dumps(measured)) == measured


@pytest.mark.parametrize("step", [0, 6, "1", None, True, [1], {}, 2.5])
def test_line_with_no_known_step_is_told_and_not_measured(
    understanding: Understanding, step: object
) -> None:
    lines = [line(SURE, 1), line(SURE, step), line(SURE, 2)]
    measured, errors = evaluate_lines(lines, understanding)
    assert measured
    assert measured["n"] == 2
    assert errors == ["line 2: «step» must be a whole number from 1 to 5"]


def test_errors_name_the_line_of_the_file_also_after_blank_lines(
    understanding: Understanding,
) -> None:
    lines = ["\n", line(SURE, 1), line(SURE, 2), "\n", "{", line("", 2)]
    _, errors = evaluate_lines(lines, understanding)
    assert [error.split(":")[0] for error in errors] == ["line 5", "line 6"]


def test_single_line_can_be_measured(understanding: Understanding) -> None:
    measured, errors = evaluate_lines([line(SURE, 1)], understanding)
    assert errors == []
    assert measured
    assert (measured["accuracy"], measured["kappa"]) == (1.0, 1.0)


def test_file_without_a_good_line_measures_nothing(understanding: Understanding) -> None:
    measured, errors = evaluate_lines([], understanding)
    assert measured is None
    assert "«text» and «step»" in errors[0]
    measured, errors = evaluate_lines(["{"], understanding)
    assert measured is None
    assert [error[:22] for error in errors] == ["line 1: no valid JSON:"]
