"""Load the words by which people say when they want to be asked."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from content.errors import ContentError
from content.tables import phrase_table, read_toml

RHYTHM_WORDS_FILE = Path(__file__).parent / "rhythm_words_da.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = ("first", "second", "third", "fourth", "last", "none")
FREQUENCIES = ("weekly", "biweekly", "monthly", "unclear")
PARTS = ("morning", "forenoon", "noon", "afternoon", "evening")
ACTS = (
    *("ask", "ask_when", "set_bare", "change", "rhythm", "of_rhythm"),
    *("pause", "pause_open", "not_in", "except", "except_days"),
    *("skip", "not_on", "stop", "resume", "show", "reasons", "wish"),
)

Phrases = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class RhythmWords:
    """Hold phrases by what they mean; in them «#» stands for a number."""

    weekdays: Phrases
    short_weekdays: Phrases
    months: tuple[str, ...]
    numbers: tuple[str, ...]
    one: tuple[str, ...]
    ordinals: Phrases
    frequencies: Phrases
    refused: tuple[str, ...]
    weeks: Phrases
    parts: Phrases
    unclear: Phrases
    acts: Phrases
    fillers: tuple[str, ...]
    between: tuple[str, ...]

    def phrases(self, besides: Collection[str] = ()) -> Iterator[str]:
        """List all phrases, but those that mean one of some things."""
        tables = (
            *(self.weekdays, self.short_weekdays, self.ordinals, self.frequencies),
            *(self.weeks, self.parts, self.unclear, self.acts),
        )
        for name, forms in chain.from_iterable(table.items() for table in tables):
            if name not in besides:
                yield from forms
        yield from (*self.months, *self.numbers, *self.one, *self.refused)
        yield from (*self.fillers, *self.between)


@cache
def load_rhythm_words(path: Path = RHYTHM_WORDS_FILE) -> RhythmWords:
    """Load and check the words; raise ContentError where some are missing."""
    table = read_toml(path)

    def named(key: str, *names: str) -> Phrases:
        rows = phrase_table(path, table, key)
        if set(rows) != set(names):
            raise ContentError(path, 1, f"«{key}» needs: {', '.join(names)}")
        return {name: rows[name] for name in names}

    months = named("months", "names")["names"]
    if len(months) != 12:
        raise ContentError(path, 1, "«months» needs the names of all twelve, January first")
    numbers = named("numbers", "words", "one")
    beside = named("fillers", "words", "between")
    return RhythmWords(
        weekdays=named("weekdays", *WEEKDAYS),
        short_weekdays=named("short_weekdays", *WEEKDAYS),
        months=months,
        numbers=numbers["words"],
        one=numbers["one"],
        ordinals=named("ordinals", *ORDINALS),
        frequencies=named("frequencies", *FREQUENCIES),
        refused=named("refused", "words")["words"],
        weeks=named("weeks", "even", "odd"),
        parts=named("parts", *PARTS),
        unclear=named("unclear", "day", "time", "pause"),
        acts=named("acts", *ACTS),
        fillers=beside["words"],
        between=beside["between"],
    )
