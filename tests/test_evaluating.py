import json

import pytest

from bot.evaluating import evaluate_lines
from nlp.understanding import Understanding
from tests.test_batch import SURE


def line(text: object, step: object) -> str:
    return json.dumps({"text": text, "step": step})


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
