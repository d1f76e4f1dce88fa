from typing import Any

import pytest

from bot.report import print_measures
from nlp.understanding import Understanding

KEYS = ("accuracy", "within_one", "mae", "kappa", "ece")


def _figures(n: int, accuracy: float) -> dict[str, Any]:
    rest = {"within_one": 0.95, "mae": 0.25, "kappa": 0.9, "ece": 0.0125}
    return {"n": n, "accuracy": accuracy, **rest}


def _steps(accuracy: float, right: float | None) -> dict[str, Any]:
    return {
        "all": _figures(30, accuracy),
        "kinds": {"practice": _figures(20, accuracy), "typed": _figures(10, accuracy)},
        "sources": {"real": _figures(12, accuracy), "written": _figures(18, accuracy)},
        "fields": {"skole": _figures(30, accuracy)},
        "curve": [{"n": 30, "sureness": 0.8, "right": 0.75}],
        "sure_enough": 0.5,
        "still_possible": 0.04,
        "said": {"all": {"share": 0.6, "right": right}},
    }


def _measured(share: float, right: float | None = 0.875) -> dict[str, Any]:
    return {
        "steps": _steps(0.75, right),
        "words_alone": _steps(0.625, 0.8125),
        "messages": {"description": {"description": 0.9, "vague": 0.1}, "vague": {"vague": 1.0}},
        "questions": {"alone": 0.7719, "right_topic": 0.8028},
        "language": {"other_languages_found": 0.98, "danish_taken_for_other": 0.0012},
        "shares": {"steps": share, "messages": 0.1},
    }


def _rows(out: str, name: str) -> list[list[str]]:
    found = [line for line in out.splitlines() if line.startswith(f"│ {name} ")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in found]


def _cells(row: dict[str, Any]) -> list[str]:
    return [str(row["n"]), *(f"{row[key]:.3f}" for key in KEYS)]


def test_tables_show_what_training_measured(capsys: pytest.CaptureFixture[str]) -> None:
    measured = _measured(0.0)
    print_measures(measured)
    out = capsys.readouterr().out
    steps = measured["steps"]
    for name, row in {"all": steps["all"], **steps["kinds"], **steps["sources"]}.items():
        ((_, *cells),) = _rows(out, name)
        assert cells == _cells(row)
    assert "skole" not in out
    assert _rows(out, "description")[0][1:] == ["0.90", "vague 0.10"]
    assert _rows(out, "vague")[0][1:] == ["1.00", ""]
    assert [line for line in out.splitlines() if "right topic" in line and "alone" in line]
    assert [line for line in out.splitlines() if "0.77" in line and "0.80" in line]
    text = " ".join(out.split())
    assert "from a probability of 0.50 on: to 60% of the descriptions, right in 88%." in text
    assert "noticed: 98%; Danish taken for another: 0.1%." in text


def test_what_words_alone_would_give_is_shown_where_embeddings_count(
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured = _measured(0.3)
    print_measures(measured)
    out = capsys.readouterr().out
    assert "words alone" in out
    both, alone = _rows(out, "real")
    assert both[1:] == _cells(measured["steps"]["sources"]["real"])
    assert alone[1:] == _cells(measured["words_alone"]["sources"]["real"])
    assert "right in 81%" in " ".join(out.split())
    print_measures(_measured(0.0))
    assert "words alone" not in capsys.readouterr().out


def test_where_no_step_would_be_said_that_is_no_trouble(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_measures(_measured(0.0, right=None))
    out = " ".join(capsys.readouterr().out.split())
    assert "of the descriptions." in out
    assert "right in" not in out


def test_real_figures_can_be_shown(
    understanding: Understanding, capsys: pytest.CaptureFixture[str]
) -> None:
    print_measures(understanding.measured)
    out = capsys.readouterr().out
    assert _rows(out, "all")[0][1:] == _cells(understanding.measured["steps"]["all"])
    for name in understanding.measured["messages"]:
        assert f"│ {name} " in out
