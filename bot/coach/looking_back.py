"""Look back: what was answered, agreed and placed, in pages, by word, as pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.coach.calendar import Calendar
from bot.coach.dates import said_day, said_short
from bot.coach.entries import ANSWER, TABLES, Entries, Entry
from bot.coach.listening import Listening, Request
from bot.coach.messages import Button, Incoming, Message, Profile, Timeline
from bot.coach.part import Action
from bot.coach.quarter import Quarter
from bot.coach.turn import Turn
from bot.coach.voice import Voice, quote
from bot.coach.ways import first_ways, ways_on
from content.values import Dimension
from models import MEMORY_LASTS, PlacementRecord
from nlp.understanding import Reading

ON_A_PAGE = 4
SEARCHING = "search"
_SHORT = 110
_MOST_POINTS = 120
_FEWEST_POINTS = 2
_MOST_WORDS = 5


class LookingBack:
    """Show what is kept of a person's way, and delete what they want deleted."""

    actions: Mapping[str, Action]

    def __init__(
        self, voice: Voice, calendar: Calendar, listening: Listening, entries: Entries
    ) -> None:
        self._voice = voice
        self._calendar = calendar
        self._listening = listening
        self._entries = entries
        self._quarter = Quarter(voice, calendar)
        self.actions = {
            "history": self._history,
            "history_older": self._history,
            "history_newer": self._history,
            "search": self._ask_for_word,
            "entry": self._entry,
            "entry_drop": self._drop,
            "history_clear": self._ask_to_clear,
            "history_clear_yes": self._clear,
            "timeline": self._timeline,
            "dimensions": self._dimensions,
            "quarter": self._sum_up,
        }

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Search, where a word was asked for or is named."""
        word = self._listening.searched(text)
        if turn.state.expecting == SEARCHING and not word:
            turn.state.expecting = ""
            few = len(text.split()) <= _MOST_WORDS
            word = text if few and self._listening.phrase(text) is None else ""
        return self._found(turn, word) if word else None

    def _history(self, turn: Turn, request: Request) -> list[Message]:
        entries = self._entries.of(turn)
        if not entries:
            return self._voice.say("answer", "no_history", first_ways(self._voice))
        pages = -(-len(entries) // ON_A_PAGE)
        page = min(max(request.number(), 1), pages)
        shown = entries[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        ways = []
        if page < pages:
            ways.append(self._voice.button("history_older", page + 1))
        if page > 1:
            ways.append(self._voice.button("history_newer", page - 1))
        days = 0 if turn.visit.person.history_since else MEMORY_LASTS.days
        names = ("history_yes",) * bool(days) + ("search", "timeline", "quarter")
        ways += [self._voice.button(name) for name in names]
        return self._listed(turn, "history", shown, ways[:4], page=page, pages=pages, days=days)

    def _found(self, turn: Turn, word: str) -> list[Message]:
        found = self._entries.search(self._entries.of(turn), word)
        ways = [self._voice.button("search"), self._voice.button("history")]
        if not found:
            return self._voice.say("answer", "found_nothing", ways, word=quote(word))
        return self._listed(
            turn, "found", found[:ON_A_PAGE], ways, word=quote(word), number=len(found)
        )

    def _listed(
        self, turn: Turn, template: str, shown: Sequence[Entry], ways: list[Button], **values: Any
    ) -> list[Message]:
        today = self._calendar.today(turn.now)
        rows = [
            {
                "kind": each.kind,
                "day": said_short(self._calendar.today(each.at), today),
                "text": quote(each.text, _SHORT),
                "step": each.step,
            }
            for each in shown
        ]
        numbers = [
            self._voice.button("entry", each.kind, each.id, number=place)
            for place, each in enumerate(shown, start=1)
        ]
        return self._voice.say("answer", template, [*numbers, *ways], rows=rows, **values)

    def _ask_for_word(self, turn: Turn, request: Request) -> list[Message]:
        if request.arguments:
            return self._found(turn, " ".join(request.arguments))
        turn.state.expecting = SEARCHING
        return self._voice.say("answer", "search", [self._voice.button("history")])

    def _entry(self, turn: Turn, request: Request) -> list[Message]:
        entry = self._asked_for(turn, request)
        if entry is None:
            return self._gone()
        today = self._calendar.today(turn.now)
        buttons = [
            self._voice.button("entry_drop", entry.kind, entry.id),
            self._voice.button("history"),
        ]
        return self._voice.say(
            "answer",
            "entry",
            buttons,
            entry=entry,
            day=said_day(self._calendar.today(entry.at), today),
            name=self._voice.step(entry.step).name if entry.step else "",
            is_answer=entry.kind == ANSWER,
        )

    def _drop(self, turn: Turn, request: Request) -> list[Message]:
        entry = self._asked_for(turn, request)
        if entry is None or not turn.visit.journal.drop(TABLES[entry.kind], entry.id):
            return self._gone()
        if turn.state.reflection == entry.id and entry.kind == ANSWER:
            turn.state.reflection = 0
        return self._voice.say("receipt", "entry_dropped", [self._voice.button("history")])

    def _ask_to_clear(self, turn: Turn, request: Request) -> list[Message]:
        number = len(self._entries.of(turn))
        if not number:
            return self._voice.say("answer", "no_history", first_ways(self._voice))
        buttons = [self._voice.button(name) for name in ("history_clear_yes", "history")]
        return self._voice.say("answer", "history_clear", buttons, number=number)

    def _clear(self, turn: Turn, request: Request) -> list[Message]:
        turn.visit.journal.drop_all()
        turn.state.start_description()
        turn.state.last_step = turn.state.reflection = 0
        return self._voice.say("receipt", "history_cleared", first_ways(self._voice))

    def _timeline(self, turn: Turn, request: Request) -> list[Message]:
        placements = turn.visit.journal.placements(_MOST_POINTS)[::-1]
        if len(placements) < _FEWEST_POINTS:
            return self._too_little(turn)
        points = tuple((self._calendar.today(each.placed_at), each.step) for each in placements)
        first, last = points[0], points[-1]
        alternative = self._voice.replies.render(
            "timeline_alt",
            number=len(points),
            first=said_short(first[0], last[0]),
            last=said_short(last[0], last[0]),
            begin=first[1],
            end=last[1],
        )
        buttons = [self._voice.button(name) for name in ("dimensions", "quarter", "history")]
        return self._voice.say(
            "answer",
            "timeline",
            buttons,
            picture=Timeline(points=points, alternative=alternative),
            begin=first[1],
            end=last[1],
            number=len(points),
        )

    def _dimensions(self, turn: Turn, request: Request) -> list[Message]:
        rows = standing_of(turn.visit.journal.placements(_MOST_POINTS))
        if not rows:
            return self._too_little(turn)
        said = [
            {"name": self._voice.guide.views[Dimension(key)].name, "now": now, "before": before}
            for key, now, before in rows
        ]
        alternative = self._voice.replies.render("dimensions_alt", rows=said)
        buttons = [self._voice.button(name) for name in ("timeline", "quarter", "history")]
        moved = [each for each in said if each["before"] and each["before"] != each["now"]]
        return self._voice.say(
            "answer",
            "dimensions",
            buttons,
            picture=Profile(rows=tuple(rows), alternative=alternative),
            moved=moved,
            missing=len(Dimension) - len(rows),
        )

    def _sum_up(self, turn: Turn, request: Request) -> list[Message]:
        return self._quarter.sum_up(turn, self._entries.of(turn))

    def _asked_for(self, turn: Turn, request: Request) -> Entry | None:
        kind = request.arguments[0] if request.arguments else ""
        return self._entries.one(turn, kind, request.number(1))

    def _too_little(self, turn: Turn) -> list[Message]:
        return self._voice.say("answer", "too_little_to_show", ways_on(self._voice, turn.state))

    def _gone(self) -> list[Message]:
        return self._voice.say("answer", "entry_gone", [self._voice.button("history")])


def standing_of(placements: Sequence[PlacementRecord]) -> list[tuple[str, int, int]]:
    """Give the step of each dimension now and before, from placements, newest first."""
    steps: dict[str, list[int]] = {}
    for placement in placements:
        for key in placement.dimensions:
            steps.setdefault(key, []).append(placement.step)
    return [
        (each.value, steps[each][0], steps[each][1] if len(steps[each]) > 1 else 0)
        for each in Dimension
        if each in steps
    ]
