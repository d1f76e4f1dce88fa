import pytest

from bot.report import print_measures
from nlp.understanding import Understanding


def test_tables_show_what_training_measured(
    understanding: Understanding, capsys: pytest.CaptureFixture[str]
) -> None:
    measured = understanding.measured
    print_measures(measured)
    out = capsys.readouterr().out
    for kind, row in measured["steps"].items():
        (line,) = (line for line in out.splitlines() if line.startswith(f"│ {kind} "))
        cells = [cell.strip() for cell in line.strip("│").split("│")]
        figures = [f"{row[key]:.3f}" for key in ("accuracy", "within_one", "mae", "kappa", "ece")]
        assert cells[1:] == [str(row["n"]), *figures]
    for name in measured["messages"]:
        assert f"│ {name} " in out
    text = " ".join(out.split())
    assert f"from a probability of {measured['sure_enough']:.2f} on" in text
    assert f"right in {measured['right_of_placed']:.0%}" in text
    assert f"noticed: {measured['language']['other_languages_found']:.0%}" in text
