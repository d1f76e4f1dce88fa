"""Print what training measured."""

from typing import Any

from rich.console import Console
from rich.table import Table


def print_measures(measured: dict[str, Any]) -> None:
    """Print tables: steps by kind of description, messages by class, language."""
    screen = Console(highlight=False)
    steps = Table(title="Right step, cross-validated so that no practice stands on both sides")
    for heading in ("descriptions", "n", "accuracy", "within one", "mae", "kappa", "ece"):
        steps.add_column(heading, justify="left" if heading == "descriptions" else "right")
    for kind, row in measured["steps"].items():
        figures = (row[key] for key in ("accuracy", "within_one", "mae", "kappa", "ece"))
        steps.add_row(kind, str(row["n"]), *(f"{figure:.3f}" for figure in figures))
    screen.print(steps)
    screen.print(
        f"A step is said from a probability of {measured['sure_enough']:.2f} on: to "
        f"{measured['placed']:.0%} of the descriptions, right in {measured['right_of_placed']:.0%}."
    )
    messages = Table(title="What messages are taken for")
    messages.add_column("is")
    names = sorted(measured["messages"])
    for name in names:
        messages.add_column(name, justify="right")
    for name, found in measured["messages"].items():
        messages.add_row(name, *(f"{found.get(other, 0):.2f}" for other in names))
    screen.print(messages)
    language = measured["language"]
    screen.print(
        f"Other languages noticed: {language['other_languages_found']:.0%}; Danish taken for "
        f"another: {language['danish_taken_for_other']:.1%}."
    )
