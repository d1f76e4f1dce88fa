"""Ask a person what fits them, and do what the buttons below it say."""

from collections.abc import Collection, Mapping

from bot.coach.calendar import Calendar, DaysOff, Rhythm
from bot.coach.choosing import Choosing, Line, where_stands
from bot.coach.dates import said_day
from bot.coach.listening import Request
from bot.coach.messages import Button, Incoming, Message
from bot.coach.part import Action
from bot.coach.reflecting import Reflecting
from bot.coach.turn import Turn
from bot.coach.voice import Voice, quote
from bot.coach.ways import ways_on
from content.values import PromptKind
from models import Agreement, PromptRecord, RhythmRecord
from nlp.understanding import Reading

# After so many without an answer the coach asks whether to go on, and then is silent.
MOST_UNANSWERED = 4
KIND = "prompt"
GO_ON = "go_on"
_OF_AGREEMENT = "aftale"
_MOST_OF_LAST = 90


class Prompting:
    """Choose and word prompts; the answer to one is taken in by `Reflecting`."""

    actions: Mapping[str, Action]

    def __init__(
        self, voice: Voice, calendar: Calendar, choosing: Choosing, reflecting: Reflecting
    ) -> None:
        self._voice = voice
        self._calendar = calendar
        self._choosing = choosing
        self._reflecting = reflecting
        self.actions = {
            "prompt_later": self._later,
            "prompt_another": self._another,
            "prompt_skip": self._skip,
            "prompt_go_on": self._go_on,
            "prompt_place": reflecting.place,
        }

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Take in the answer to a prompt."""
        return self._reflecting.heard(turn, incoming, text, reading)

    def prompt(self, turn: Turn) -> tuple[int, list[Message]] | None:
        """Ask what is next; after many without an answer ask whether to go on, for the last time.

        None where nobody wants to be asked.
        """
        rhythm = turn.visit.schedule.rhythm()
        if rhythm is None:
            return None
        if rhythm.unanswered >= MOST_UNANSWERED:
            return self._ask_whether_to_go_on(turn, rhythm)
        rhythm.unanswered += 1
        agreement = self._agreement(turn)
        if agreement:
            return self._ask_of(turn, agreement)
        asked = turn.visit.schedule.prompts()
        kind = self._choosing.kind_after(asked)
        return self._ask(turn, self._choose(turn, asked, kind), asked)

    def _choose(
        self,
        turn: Turn,
        asked: list[PromptRecord],
        kind: PromptKind,
        besides: Collection[str] = (),
    ) -> Line:
        standing = where_stands(turn)
        return self._choosing.choose(standing, asked, kind, besides)

    def _ask(self, turn: Turn, line: Line, asked: list[PromptRecord]) -> tuple[int, list[Message]]:
        number = turn.visit.schedule.add_prompt(
            source=line.source, kind=line.kind, step=line.step, dimension=line.dimension
        )
        turn.state.open_prompt(number)
        messages = self._voice.say(
            KIND,
            "prompt",
            self._buttons(number),
            sources=[line.source.split("#")[0]] if line.step else [],
            question=line.text,
            asks=line.kind,
            last=self._last_answer(turn),
            first=not asked,
        )
        return number, messages

    def _ask_of(self, turn: Turn, agreement: Agreement) -> tuple[int, list[Message]]:
        """Ask how it went with what the person agreed to do."""
        agreement.asked_at = turn.now
        number = turn.visit.schedule.add_prompt(
            source=_OF_AGREEMENT,
            kind=PromptKind.LOOK,
            step=0,
            dimension="",
            agreement_id=agreement.id,
        )
        turn.state.open_prompt(number)
        today = self._calendar.today(turn.now)
        messages = self._voice.say(
            KIND,
            "prompt_agreement",
            self._buttons(number),
            day=said_day(self._calendar.today(agreement.made_at), today),
            agreed=quote(agreement.text),
        )
        return number, messages

    def _ask_whether_to_go_on(self, turn: Turn, rhythm: RhythmRecord) -> tuple[int, list[Message]]:
        rhythm.asleep_since = turn.now
        number = turn.visit.schedule.add_prompt(source="", kind=GO_ON, step=0, dimension="")
        buttons = [
            self._voice.button(name) for name in ("prompt_go_on", "rhythm_change", "rhythm_stop")
        ]
        return number, self._voice.say(KIND, "prompt_go_on", buttons, number=MOST_UNANSWERED)

    def _agreement(self, turn: Turn) -> Agreement | None:
        """Give the oldest agreement of an earlier day that was not asked about."""
        today = self._calendar.today(turn.now)
        waiting = [
            each
            for each in turn.visit.journal.agreements()
            if each.asked_at is None and self._calendar.today(each.made_at) < today
        ]
        return waiting[-1] if waiting else None

    def _last_answer(self, turn: Turn) -> str:
        last = turn.visit.journal.reflections(1)
        return quote(last[0].text, _MOST_OF_LAST) if last else ""

    def _buttons(self, number: int) -> list[Button]:
        return [
            *(
                self._voice.button(name, number)
                for name in ("prompt_later", "prompt_another", "prompt_skip")
            ),
            self._voice.button("rhythm_stop"),
        ]

    def _later(self, turn: Turn, request: Request) -> list[Message]:
        """Leave a prompt open."""
        prompt = self._open(turn, request)
        if prompt is None:
            return self._stale(turn)
        self._show_life(turn)
        turn.state.open_prompt(request.number())
        buttons = [self._voice.button("prompt_another", request.number())]
        return self._voice.say(
            "receipt", "prompt_later", [*buttons, *ways_on(self._voice, turn.state)[:2]]
        )

    def _another(self, turn: Turn, request: Request) -> list[Message]:
        """Ask something else of the same kind."""
        prompt = self._open(turn, request)
        if prompt is None:
            return self._stale(turn)
        self._show_life(turn)
        prompt.skipped_at = turn.now
        asked = turn.visit.schedule.prompts()
        line = self._choose(turn, asked, PromptKind(prompt.kind), {prompt.source})
        _, messages = self._ask(turn, line, asked)
        return messages

    def _skip(self, turn: Turn, request: Request) -> list[Message]:
        """Let a prompt go."""
        prompt = self._open(turn, request)
        if prompt is None:
            return self._stale(turn)
        rhythm = self._show_life(turn)
        prompt.skipped_at = turn.now
        turn.state.prompt = 0
        return self._voice.say(
            "receipt",
            "prompt_skipped",
            ways_on(self._voice, turn.state),
            day=self._next(turn, rhythm),
        )

    def _go_on(self, turn: Turn, request: Request) -> list[Message]:
        """Begin again after the silence."""
        rhythm = self._show_life(turn)
        if rhythm is None:
            return self._stale(turn)
        if rhythm.asleep_since:
            days_off = [DaysOff.of(each) for each in turn.visit.schedule.pauses()]
            rhythm.asleep_since = None
            rhythm.due_at = self._calendar.next_due(Rhythm.of(rhythm), days_off, turn.now)
        buttons = [self._voice.button("rhythm_change"), *ways_on(self._voice, turn.state)[:2]]
        return self._voice.say("receipt", "prompt_goes_on", buttons, day=self._next(turn, rhythm))

    def _open(self, turn: Turn, request: Request) -> PromptRecord | None:
        prompt = turn.visit.schedule.prompt(request.number())
        closed = prompt is None or prompt.answered_at or prompt.skipped_at
        return None if closed else prompt

    def _show_life(self, turn: Turn) -> RhythmRecord | None:
        rhythm = turn.visit.schedule.rhythm()
        if rhythm:
            rhythm.unanswered = 0
        return rhythm

    def _next(self, turn: Turn, rhythm: RhythmRecord | None) -> str:
        if rhythm is None or rhythm.due_at is None:
            return ""
        today = self._calendar.today(turn.now)
        return said_day(self._calendar.today(rhythm.due_at), today)

    def _stale(self, turn: Turn) -> list[Message]:
        return self._voice.say("answer", "stale", ways_on(self._voice, turn.state))
