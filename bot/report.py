"""Print what training measured."""

from typing import Any

from rich.console import Console
from rich.table import Table


def print_measures(measured: dict[str, Any]) -> None:
    """Print tables: steps by kind of description, messages by class, language."""
    screen = Console(highlight=False)
    _print_steps(screen, measured["steps"], "Right step, cross-validated by practice")
    if measured["shares"]["steps"]:
        _print_steps(screen, measured["words_alone"], "The same on words alone")
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


def _print_steps(screen: Console, figures: dict[str, Any], title: str) -> None:
    table = Table(title=title)
    for heading in ("descriptions", "n", "accuracy", "within one", "mae", "kappa", "ece"):
        table.add_column(heading, justify="left" if heading == "descriptions" else "right")
    for kind, row in {"all": figures["all"], **figures["sources"], **figures["kinds"]}.items():
        columns = (row[key] for key in ("accuracy", "within_one", "mae", "kappa", "ece"))
        table.add_row(kind, str(row["n"]), *(f"{figure:.3f}" for figure in columns))
    screen.print(table)
    said = figures["said"]["all"]
    right = "" if said["right"] is None else f", right in {said['right']:.0%}"
    screen.print(
        f"A step is said from a probability of {figures['sure_enough']:.2f} on: to "
        f"{said['share']:.0%} of the descriptions{right}."
    )
