"""Print what training measured."""

from typing import Any

from rich.console import Console
from rich.table import Table


def print_measures(measured: dict[str, Any]) -> None:
    """Print tables: steps by kind of description, messages by class, questions, language."""
    screen = Console(highlight=False)
    _print_steps(screen, measured["steps"], "Right step, cross-validated by practice")
    if measured["shares"]["steps"]:
        _print_steps(screen, measured["words_alone"], "The same on words alone")
    _print_messages(screen, measured["messages"])
    _print_questions(screen, measured["questions"])
    language = measured["language"]
    screen.print(
        f"Other languages noticed: {language['other_languages_found']:.0%}; Danish taken for "
        f"another: {language['danish_taken_for_other']:.1%}."
    )


def _print_messages(screen: Console, figures: dict[str, dict[str, float]]) -> None:
    """Print how many of each kind are taken for what they are, and what the others mostly are."""
    table = Table(title="What messages are taken for")
    for name in ("is", "right", "else mostly"):
        table.add_column(name, justify="right" if name == "right" else "left")
    for name, found in figures.items():
        others = {other: share for other, share in found.items() if other != name}
        most = max(others, key=lambda other: others[other], default=None)
        mostly = f"{most} {others[most]:.2f}" if most else ""
        table.add_row(name, f"{found.get(name, 0):.2f}", mostly)
    screen.print(table)


def _print_questions(screen: Console, figures: dict[str, float]) -> None:
    table = Table(title="Questions, cross-validated by wording: topic and step right")
    for name in figures:
        table.add_column(name.replace("_", " "), justify="right")
    table.add_row(*(f"{figure:.2f}" for figure in figures.values()))
    screen.print(table)


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
