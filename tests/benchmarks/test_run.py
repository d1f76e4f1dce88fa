"""The run itself: contestants in processes of their own, and what is shown of them."""

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from benchmarks import run
from benchmarks.contestants import ENTRIES, Entry
from benchmarks.page import machine, write_page
from benchmarks.report import HEADINGS, markdown, rows, table_of
from benchmarks.texts import SETS

SHARE = {"n": 10, "right": 0.7, "within_one": 0.9}
MORE: dict[str, Any] = {
    "messages": {"vague": {"clarify": 8, "place": 2}, "offtopic": {"offtopic": 5}},
    "sets": {
        name: {
            "n": 10,
            "taken_for_description": 1.0,
            "placed": 0.5,
            "right_of_placed": None,
            "calibration_error": 0.04,
        }
        for name in SETS
    },
    "dialogue": {
        name: {"n": 10, "asked": 0.4, "by_rule": [0.7, 0.8, 0.85], "always": [0.7, 0.9, 0.95]}
        for name in ("real", "real_agreed")
    },
    "evidence": {
        "texts": 9,
        "pairs": 45,
        "quoted_weighs_more": 0.8,
        "drop_quoted": 0.2,
        "drop_others": 0.05,
    },
}
FOUND: dict[str, Any] = {
    "sets": dict.fromkeys(("real_agreed", "real_new_pages", *SETS), SHARE),
    "training_seconds": None,
    "p50_ms": 12.34,
    "p99_ms": 1234.5,
    "texts_a_second": 80.2,
    "peak_memory_mb": 300.4,
    "more": MORE,
}
RESULTS = {"trinvis": FOUND, "fasttext": "ModuleNotFoundError: No module named 'fasttext'"}


def test_a_row_for_each_and_one_for_readers() -> None:
    cells = rows(RESULTS, {"n": 10, "right": 0.95, "within_one": 1.0})
    assert all(len(row) == len(HEADINGS) for row in cells)
    figures = dict(zip(HEADINGS, cells[0], strict=True))
    assert (figures["contestant"], figures["real"], figures["noisy"]) == ("Trinvis", "0.70", "0.70")
    assert (figures["training s"], figures["p99 ms"], figures["MB"]) == ("–", "1,234.5", "300")
    assert "No module named" in cells[1][0]
    readers = dict(zip(HEADINGS, cells[2], strict=True))
    assert (readers["real"], readers["authored"], readers["MB"]) == ("0.95", "–", "–")


def test_the_table_shows_all_cells() -> None:
    screen = Console(file=io.StringIO(), width=160)
    screen.print(table_of(rows(RESULTS, SHARE)))
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    assert all(word in shown for word in ("Trinvis", "1,234.5", "identifiers", "A reader"))
    assert "…" not in shown


def test_the_page_tells_all(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    write_page(path, RESULTS, rows(RESULTS, SHARE))
    page = path.read_text(encoding="utf-8")
    assert machine() in page
    assert "| vague | 10 | 8 | 0 | 2 |" in page
    assert "| real, agreed, always asked | 1.00 | 0.70 | 0.90 | 0.95 |" in page
    assert "weighs more in 0.80 of 45" in page
    assert "(10 of 10)" in page


def test_a_page_without_the_product_is_a_page_still(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    write_page(path, {"trinvis": "broken"}, rows({"trinvis": "broken"}, SHARE))
    assert "Trinvis: broken" in path.read_text(encoding="utf-8")


def test_cells_keep_a_table_of_markdown_whole() -> None:
    assert markdown(["a", "b"], [["x|y", "1\n2"]]).splitlines()[-1] == "| x\\|y | 1 2 |"


def test_a_contestant_answers_from_its_own_process() -> None:
    (entry,) = (entry for entry in ENTRIES if entry.key == "descriptions")
    found = run.contest(entry, anew=False)
    assert not isinstance(found, str)
    assert set(found["sets"]) >= {*SETS, "real_agreed", "real_new_pages"}


def test_a_contestant_that_fails_says_why() -> None:
    missing = run.contest(Entry("x", "X", "x:X", Path("nowhere/python")), anew=False)
    assert missing == "its environment is missing; run make bench"
    unknown = run.contest(Entry("x", "X", "x:X"), anew=False)
    assert isinstance(unknown, str)
    assert unknown.startswith("ValueError: ")


@pytest.mark.parametrize(("key", "status"), [("words", 1), ("e5", 0)])
def test_only_a_failing_product_fails_the_run(
    key: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "contest", lambda *_, **__: "broken")
    with pytest.raises(SystemExit) as ended:
        run.main(["--only", key])
    assert (ended.value.code or 0) == status
