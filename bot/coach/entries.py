"""What is kept of a person's way, as one list: answers, agreements and placements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.coach.choosing import Choosing
from bot.coach.turn import Turn
from models import Agreement, PlacementRecord, PromptRecord, Reflection
from models.journal import AnyTable
from nlp.danish import Danish
from nlp.normalise import words

ANSWER, AGREEMENT, PLACEMENT = "svar", "aftale", "trin"
TABLES: dict[str, AnyTable] = {ANSWER: Reflection, AGREEMENT: Agreement, PLACEMENT: PlacementRecord}
# Shorter words are the beginning of too many others.
_FEWEST_LETTERS = 4


@dataclass(frozen=True)
class Entry:
    """Hold one thing that was kept; `question` is what an answer answers."""

    kind: str
    id: int
    at: datetime
    text: str = ""
    question: str = ""
    step: int = 0
    prompt: PromptRecord | None = None


class Entries:
    """Read a person's entries, newest first."""

    def __init__(self, choosing: Choosing, danish: Danish) -> None:
        self._choosing = choosing
        self._danish = danish

    def of(self, turn: Turn) -> list[Entry]:
        """List all of them."""
        journal = turn.visit.journal
        prompts = {each.id: each for each in turn.visit.schedule.prompts()}
        entries = [self._answer(row, prompts.get(row.prompt_id)) for row in journal.reflections()]
        entries += [
            Entry(AGREEMENT, row.id or 0, row.made_at, row.text) for row in journal.agreements()
        ]
        entries += [
            Entry(PLACEMENT, row.id or 0, row.placed_at, step=row.step)
            for row in journal.placements()
        ]
        return sorted(entries, key=lambda each: (each.at, each.kind, each.id), reverse=True)

    def one(self, turn: Turn, kind: str, number: int) -> Entry | None:
        """Give one of the person's entries."""
        found = (each for each in self.of(turn) if (each.kind, each.id) == (kind, number))
        return next(found, None)

    def search(self, entries: Sequence[Entry], text: str) -> list[Entry]:
        """List the entries in which all words of a text stand, in whatever form."""
        wanted = self._stems(text)
        if not wanted:
            return []
        return [each for each in entries if self._holds(f"{each.text} {each.question}", wanted)]

    def _answer(self, row: Reflection, prompt: PromptRecord | None) -> Entry:
        line = self._choosing.line(prompt.source) if prompt else None
        question = line.text if line else ""
        return Entry(ANSWER, row.id or 0, row.written_at, row.text, question, prompt=prompt)

    def _holds(self, text: str, wanted: Sequence[tuple[str, str]]) -> bool:
        said = self._danish.analyse(text).words
        return all(
            any(
                lemma == word.lemma or (len(form) >= _FEWEST_LETTERS and word.form.startswith(form))
                for word in said
            )
            for form, lemma in wanted
        )

    def _stems(self, text: str) -> list[tuple[str, str]]:
        return [
            (min(word.form, word.lemma, key=len), word.lemma)
            for word in self._danish.analyse(" ".join(words(text))).words
        ]
