"""Sum the last three months up, as a text to take to a meeting."""

from collections.abc import Sequence
from datetime import timedelta

from bot.coach.calendar import Calendar
from bot.coach.dates import said_day
from bot.coach.entries import AGREEMENT, ANSWER, PLACEMENT, Entry
from bot.coach.messages import Message
from bot.coach.turn import Turn
from bot.coach.voice import Voice, quote
from bot.coach.ways import first_ways
from content.values import Dimension
from models import PlacementRecord

SPAN = timedelta(days=91)
_QUOTES, _AGREEMENTS = 2, 3
_LONG, _SHORT = 140, 100


class Quarter:
    """Write what moved, what was agreed and what was learnt."""

    def __init__(self, voice: Voice, calendar: Calendar) -> None:
        self._voice = voice
        self._calendar = calendar

    def sum_up(self, turn: Turn, entries: Sequence[Entry]) -> list[Message]:
        """Sum up what was kept since three months ago, and ask whether it fits."""
        since = turn.now - SPAN
        lately = [each for each in entries if each.at >= since]
        if not lately:
            return self._voice.say("answer", "no_quarter", first_ways(self._voice))
        placements = turn.visit.journal.placements()
        newest = placements[0] if placements else None
        today = self._calendar.today(turn.now)
        text = self._voice.say(
            "summary",
            "quarter",
            since=said_day(self._calendar.today(since), today),
            moves=self._moves(placements, turn),
            agreements=self._agreements(lately),
            quotes=[quote(each.text, _LONG) for each in lately if each.kind == ANSWER][:_QUOTES],
            placed=sum(each.kind == PLACEMENT for each in lately),
            next_step=self._next_step(newest) if newest else "",
        )
        buttons = [self._voice.button(name) for name in ("timeline", "dimensions", "history")]
        return [*text, *self._voice.say("answer", "quarter_after", buttons)]

    def _moves(self, placements: Sequence[PlacementRecord], turn: Turn) -> list[dict[str, object]]:
        """Say from where to where each dimension went that was spoken of lately."""
        since = turn.now - SPAN
        moves = []
        for dimension in Dimension:
            spoken = [each for each in placements if dimension.value in each.dimensions]
            lately = [each for each in spoken if each.placed_at >= since]
            if lately:
                before = spoken[len(lately)] if len(spoken) > len(lately) else lately[-1]
                moves.append(
                    {
                        "name": self._voice.guide.views[dimension].name,
                        "before": before.step,
                        "now": lately[0].step,
                    }
                )
        return moves

    @staticmethod
    def _agreements(lately: Sequence[Entry]) -> list[dict[str, str]]:
        """List what was agreed, each with what the person said came of it."""
        came = {
            each.prompt.agreement_id: each.text
            for each in lately
            if each.prompt and each.prompt.agreement_id
        }
        return [
            {"text": quote(each.text, _SHORT), "came": quote(came.get(each.id, ""), _SHORT)}
            for each in lately
            if each.kind == AGREEMENT
        ][:_AGREEMENTS]

    def _next_step(self, newest: PlacementRecord) -> str:
        dimension = newest.dimensions[0] if newest.dimensions else Dimension.INVOLVEMENT
        return self._voice.aspect(newest.step, dimension).next_steps.items[0].text
