"""Load the words that tell what a message is about: topics, fields, roles and times."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.errors import ContentError
from content.tables import part, phrase_table, phrases, read_toml
from content.values import Role, Topic

CUES_FILE = Path(__file__).parent / "cues_da.toml"

Words = Mapping[str, tuple[str, ...]]

EARLIER, NOW, CONTRASTS = "earlier", "now", "contrasts"
_OPENINGS, _LEANING = "openings", "leaning"
_YES_OR_NO = ("open", "tags", "or_else", "limiting", "negating")


@dataclass(frozen=True)
class Cues:
    """Hold lists of words: of topics, fields of work, roles (after openings), areas and times.

    `leaning` are those at which a sentence of the content begins that can't stand alone, `demands`
    ask what a step demands, and a question may begin with one of `asking`. `matters` are what the
    model leaves out, by how the line on it begins. Who says nothing but `general` words asks for
    nothing precise. What begins with one of `open_questions` does not ask for yes or no, whatever
    of `tags` stands in it, and asks again from `or_else` on; `limiting` and `negating` may turn
    what is asked around.
    """

    topics: Words
    fields: Words
    roles: Words
    openings: tuple[str, ...]
    areas: Words
    times: Words
    leaning: tuple[str, ...]
    matters: Words
    demands: tuple[str, ...]
    asking: tuple[str, ...]
    general: tuple[str, ...]
    open_questions: tuple[str, ...]
    tags: tuple[str, ...]
    or_else: tuple[str, ...]
    limiting: tuple[str, ...]
    negating: tuple[str, ...]


@cache
def load_cues(path: Path = CUES_FILE) -> Cues:
    """Load and check the words; raise ContentError with the file where they are broken."""
    table = read_toml(path)
    topics, fields, roles, areas, times, matters = (
        phrase_table(path, table, name)
        for name in ("topics", "fields", "roles", "areas", "times", "matters")
    )
    _check(path, "topics", topics, set(Topic))
    _check(path, "roles", roles, {_OPENINGS, *Role} - {Role.ANYONE}, needed=(_OPENINGS,))
    _check(path, "areas", areas, {_OPENINGS, CONTRASTS}, needed=(_OPENINGS, CONTRASTS))
    _check(path, "times", times, {EARLIER, NOW}, needed=(EARLIER, NOW))
    openings = roles.pop(_OPENINGS)
    leaning = phrases(path, _LEANING, part(path, table, _LEANING))
    demands = part(path, phrase_table(path, table, "passages"), "demands")
    asking = part(path, phrase_table(path, table, "questions"), _OPENINGS)
    yes_or_no = phrase_table(path, table, "yes_or_no")
    _check(path, "yes_or_no", yes_or_no, _YES_OR_NO, needed=_YES_OR_NO)
    return Cues(
        *(topics, fields, roles, openings, areas, times, leaning, matters, demands, asking),
        part(path, phrase_table(path, table, "general"), "words"),
        *(yes_or_no[name] for name in _YES_OR_NO),
    )


def _check(
    path: Path, name: str, found: Words, known: Collection[str], needed: Collection[str] = ()
) -> None:
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise ContentError(path, 1, f"«{name}» knows no «{unknown[0]}»")
    for key in needed:
        if not found.get(key):
            raise ContentError(path, 1, f"«{name}» lacks «{key}»")
