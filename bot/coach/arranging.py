"""The conversation in which a rhythm for the coach's prompts is agreed, changed and ended."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from bot.coach.agreed import KIND, Agreed
from bot.coach.calendar import Calendar
from bot.coach.draft import Draft
from bot.coach.listening import Request
from bot.coach.messages import Incoming, Message
from bot.coach.part import Action
from bot.coach.proposing import Proposing
from bot.coach.saying import Saying
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from bot.coach.ways import ways_on
from content.rhythms import load_proposals
from models.schedule import RhythmRecord
from nlp.decision import Decision, MessageClass
from nlp.phrases import closest
from nlp.rhythms.values import Act, Unclear, Wish
from nlp.rhythms.values import Request as Wanted
from nlp.understanding import Reading

# What some words ask for where a rhythm is being arranged.
INSTEAD = {"no": "rhythm_no", "keep": "rhythm_no", "wrong": "rhythm_edit"}

_MOST_BUTTONS = 4
_MOST_WORDS = 8
_FEW_WORDS = 4
_TOLD = frozenset({MessageClass.DESCRIPTION, MessageClass.COMMITMENT, MessageClass.CORRECTION})
# What is plainly something else than an answer on a rhythm.
_ELSE = _TOLD | {
    MessageClass.QUESTION,
    MessageClass.HISTORY,
    MessageClass.SUMMARY,
    MessageClass.DATA,
    MessageClass.REFUSAL,
}

_OfDraft = Callable[[Turn, Draft, Request], Awaitable[list[Message]]]
_OfRhythm = Callable[[Turn, RhythmRecord], Awaitable[list[Message]]]


class Reads(Protocol):
    """Read what a text asks of a rhythm."""

    def read(self, text: str, today: date, *, arranging: bool = False) -> Wanted | None:
        """Give what it asks, or None where it is about something else."""


class Arranging:
    """Lead from «skriv til mig» to a rhythm that the person said yes to, and on from there."""

    actions: Mapping[str, Action]

    def __init__(self, voice: Voice, calendar: Calendar, rhythms: Reads) -> None:
        self._voice = voice
        self._calendar = calendar
        self._rhythms = rhythms
        self._choices = load_proposals()
        yes = voice.replies.agreement["yes"]
        self._fits = dict.fromkeys((*yes, *self._choices.fits), "yes")
        saying = Saying(voice, calendar)
        self._agreed = Agreed(voice, calendar, saying, self._choices)
        self._proposing = Proposing(voice, calendar, saying, self._choices)
        self._saying = saying
        agreed = self._agreed
        self.actions = {
            "rhythm": self._open,
            "rhythm_back": self._open,
            **{key[0]: self._of_draft(self._chosen) for key in self._proposing.wishes},
            "rhythm_more_days": self._of_draft(self._more_days),
            "rhythm_more_times": self._of_draft(self._more_times),
            "rhythm_later": self._of_draft(self._other_weeks),
            "rhythm_earlier": self._of_draft(self._other_weeks),
            "rhythm_edit": self._of_draft(self._edit),
            "rhythm_often": self._of_draft(self._asking(Unclear.FREQUENCY)),
            "rhythm_days": self._of_draft(self._asking(Unclear.DAY)),
            "rhythm_times": self._of_draft(self._asking(Unclear.TIME)),
            "rhythm_yes": self._of_draft(self._yes),
            "rhythm_no": self._close,
            "rhythm_change": self._of_rhythm(self._change),
            "rhythm_pause": self._of_rhythm(self._ask_pause),
            "rhythm_pause_for": self._pause_for,
            "rhythm_pause_open": self._of_rhythm(lambda turn, known: agreed.pause(turn, known, [])),
            "rhythm_resume": self._resume,
            "rhythm_drop_pause": self._of_rhythm(
                lambda turn, known: agreed.resume(turn, known, all_pauses=True)
            ),
            "rhythm_skip": self._of_rhythm(agreed.skip),
            "rhythm_unskip": self._of_rhythm(agreed.unskip),
            "rhythm_stop": self._stop,
        }

    async def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Take in what is said of a rhythm, also where only a part of it is."""
        here = turn.state.said == KIND
        if here and closest(text, self._fits):
            proposed = _offers(turn, "rhythm_yes")
            return await (self._agree(turn) if proposed else self._asked_again(turn))
        wanted = self._read(turn, text, reading, here=here)
        if wanted is not None:
            return await self._wanted(turn, wanted)
        if not here or _is_else(text, reading):
            return None
        again = self._voice.say(KIND, "rhythm_again")
        return [*again, *await self._asked_again(turn)]

    def with_way_back(self, turn: Turn, answer: list[Message]) -> list[Message]:
        """Show the way back to a rhythm that is half agreed, where something else was answered."""
        state = turn.state
        if not state.arranging or not answer or answer[-1].kind == KIND:
            return answer
        *others, last = answer
        if len(last.buttons) < _MOST_BUTTONS:
            back = self._voice.button("rhythm_back")
            return [*others, last.with_buttons((*last.buttons, back))]
        if state.said != KIND:
            return answer
        return [*self._voice.say("receipt", "rhythm_waits"), *answer]

    def _read(self, turn: Turn, text: str, reading: Reading, *, here: bool) -> Wanted | None:
        likely, today = reading.likely_class, self._calendar.today(turn.now)
        if likely in _TOLD and (not here or len(text.split()) > _MOST_WORDS):
            return None
        arranging = here or likely is MessageClass.PROMPTS
        wanted = self._rhythms.read(text, today, arranging=arranging)
        if (
            here
            and _offers(turn, "rhythm_pause_for")
            and not (wanted and wanted.act is not Act.SET)
        ):
            paused = self._rhythms.read(f"{self._choices.pause} {text}", today, arranging=True)
            if paused is not None and paused.act is Act.PAUSE:
                return paused
        return wanted

    async def _wanted(self, turn: Turn, wanted: Wanted) -> list[Message]:
        simple = {
            Act.SHOW: "rhythm",
            Act.SKIP: "rhythm_skip",
            Act.STOP: "rhythm_stop",
            Act.RESUME: "rhythm_resume",
        }
        if wanted.act in simple:
            return await self.actions[simple[wanted.act]](turn, Request(simple[wanted.act]))
        if wanted.act is Act.PAUSE:
            return await self._pause(turn, wanted)
        return await self._wished(turn, wanted)

    async def _wished(self, turn: Turn, wanted: Wanted) -> list[Message]:
        """Take what was said into the draft, or into one of the rhythm that is agreed."""
        known = await turn.visit.schedule.rhythm()
        draft = self._draft(turn) or (Draft.of(known) if known else Draft())
        if wanted.act is Act.CHANGE and _says_nothing(wanted) and draft != Draft():
            return self._keep(turn, draft, self._proposing.edit)
        begins = draft == Draft()
        draft = draft.with_wish(wanted.wish, self._choices.parts)
        draft = replace(draft, pauses=(*draft.pauses, *wanted.pauses))
        for part in (Unclear.FREQUENCY, Unclear.DAY, Unclear.TIME):
            if part in wanted.unclear:
                draft = draft.without(part)
        return await self._on(turn, draft, unclear=wanted.unclear, begins=begins)

    async def _pause(self, turn: Turn, wanted: Wanted) -> list[Message]:
        known, draft = await turn.visit.schedule.rhythm(), self._draft(turn)
        unsaid = not wanted.pauses and not wanted.open_pause
        if known is not None:
            if unsaid or Unclear.PAUSE in wanted.unclear:
                return self._agreed.ask_pause(unclear=Unclear.PAUSE in wanted.unclear)
            return await self._agreed.pause(turn, known, wanted.pauses)
        if draft is None or wanted.open_pause:
            return await self._close(turn, Request("rhythm_no")) if draft else self._none(turn)
        draft = replace(draft, pauses=(*draft.pauses, *wanted.pauses))
        return await self._on(turn, draft, unclear=wanted.unclear)

    def _draft(self, turn: Turn) -> Draft | None:
        return Draft.from_dict(turn.state.arranging) if turn.state.arranging else None

    async def _on(
        self,
        turn: Turn,
        draft: Draft,
        *,
        unclear: frozenset[Unclear] = frozenset(),
        begins: bool = False,
    ) -> list[Message]:
        """Keep the draft, and ask what is missing; where nothing is, propose it."""
        local = self._calendar.local(turn.now).replace(tzinfo=None)
        draft = self._numbered(turn, draft.with_first_week(local))
        if draft.missing:
            return self._proposing.ask(draft, unclear=unclear, begins=begins)
        pauses = await turn.visit.schedule.pauses()
        return self._proposing.propose(
            draft, pauses, turn.now, pause_unclear=Unclear.PAUSE in unclear
        )

    def _keep(
        self, turn: Turn, draft: Draft, ask: Callable[[Draft], list[Message]]
    ) -> list[Message]:
        return ask(self._numbered(turn, draft))

    @staticmethod
    def _numbered(turn: Turn, draft: Draft) -> Draft:
        """Keep a draft under a number of its own: buttons of it as it was before become stale."""
        turn.state.drafts_ever += 1
        draft = replace(draft, number=turn.state.drafts_ever)
        turn.state.arranging = draft.to_dict()
        return draft

    async def _asked_again(self, turn: Turn) -> list[Message]:
        if _offers(turn, "rhythm_pause_for"):
            return self._agreed.ask_pause()
        return await self._open(turn, Request("rhythm"))

    async def _open(self, turn: Turn, request: Request) -> list[Message]:
        """Go on with what is half agreed, show what is agreed, or begin."""
        draft = self._draft(turn)
        if draft is not None:
            return await self._on(turn, draft)
        known = await turn.visit.schedule.rhythm()
        if known is not None:
            return await self._agreed.show(turn, known)
        return await self._on(turn, Draft(), begins=True)

    def _of_draft(self, act: _OfDraft) -> Action:
        """Do something with the draft, but not by a button of what it was before."""

        async def acted(turn: Turn, request: Request) -> list[Message]:
            draft = self._draft(turn)
            # Words carry no number: they are meant for what stands now.
            old = draft and request.arguments and request.number() != draft.number
            if draft is None or old:
                return await self._stale(turn)
            return await act(turn, draft, request)

        return acted

    async def _stale(self, turn: Turn) -> list[Message]:
        """Say that a button is old, and what holds now."""
        if not turn.state.arranging and await turn.visit.schedule.rhythm() is None:
            return self._voice.say("answer", "stale", ways_on(self._voice, turn.state))
        stale = self._voice.say("answer", "rhythm_stale")
        return [*stale, *await self._open(turn, Request("rhythm"))]

    def _of_rhythm(self, act: _OfRhythm) -> Action:
        """Do something with the rhythm that is agreed, where there is one."""

        async def acted(turn: Turn, request: Request) -> list[Message]:
            known = await turn.visit.schedule.rhythm()
            return self._none(turn) if known is None else await act(turn, known)

        return acted

    def _none(self, turn: Turn) -> list[Message]:
        """Say that nothing is agreed, and offer to begin."""
        buttons = [self._voice.button("rhythm"), *ways_on(self._voice, turn.state)[:2]]
        return self._voice.say("answer", "rhythm_none", buttons)

    async def _chosen(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        wish = self._proposing.wishes.get((request.name, *request.arguments[1:]))
        if wish is None:
            return await self._stale(turn)
        return await self._on(turn, draft.with_wish(wish, self._choices.parts))

    async def _more_days(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return self._proposing.more_days(draft)

    async def _more_times(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return self._proposing.more_times(draft)

    async def _other_weeks(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return await self._on(turn, draft.other_weeks())

    async def _edit(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return self._proposing.edit(draft)

    def _asking(self, part: Unclear) -> _OfDraft:
        async def asked(turn: Turn, draft: Draft, request: Request) -> list[Message]:
            return await self._on(turn, draft.without(part))

        return asked

    async def _yes(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return await (self._agree(turn) if request.arguments else self._stale(turn))

    async def _agree(self, turn: Turn) -> list[Message]:
        """Take the yes to what was proposed."""
        draft = self._draft(turn)
        if draft is None or draft.missing:
            return await self._open(turn, Request("rhythm"))
        record = await self._agreed.agree(turn, draft.rhythm(), draft.pauses)
        turn.state.arranging = {}
        return self._voice.say(
            "receipt",
            "rhythm_agreed",
            ways_on(self._voice, turn.state),
            line=self._saying.rhythm(record),
            first=self._saying.moment(record.due_at, turn.now),
        )

    async def _close(self, turn: Turn, request: Request) -> list[Message]:
        """Let the draft go; what was agreed before stays."""
        turn.state.arranging = {}
        known = await turn.visit.schedule.rhythm()
        line = "" if known is None else self._saying.rhythm(known)
        buttons = ways_on(self._voice, turn.state)
        return self._voice.say("receipt", "rhythm_closed", buttons, line=line)

    async def _change(self, turn: Turn, known: RhythmRecord) -> list[Message]:
        return self._keep(turn, Draft.of(known), self._proposing.edit)

    async def _ask_pause(self, turn: Turn, known: RhythmRecord) -> list[Message]:
        return self._agreed.ask_pause()

    async def _pause_for(self, turn: Turn, request: Request) -> list[Message]:
        known = await turn.visit.schedule.rhythm()
        if known is None:
            return self._none(turn)
        weeks = request.number()
        if weeks not in self._choices.pause_weeks:
            return self._agreed.ask_pause()
        return await self._agreed.pause_for(turn, known, weeks)

    async def _resume(self, turn: Turn, request: Request) -> list[Message]:
        """Go on with what is agreed; where nothing is, begin."""
        known = await turn.visit.schedule.rhythm()
        if known is None:
            return await self._open(turn, request)
        return await self._agreed.resume(turn, known)

    async def _stop(self, turn: Turn, request: Request) -> list[Message]:
        """Stop at once, also with what is half agreed."""
        known = await turn.visit.schedule.rhythm()
        if known is None:
            return await self._close(turn, request) if turn.state.arranging else self._none(turn)
        turn.state.arranging = {}
        return await self._agreed.stop(turn)


def _offers(turn: Turn, name: str) -> bool:
    """Tell whether the last reply had a button of a name: whether it proposed, or asked of it."""
    return any(Request.parse(action).name == name for _, action in turn.state.offered)


def _says_nothing(wanted: Wanted) -> bool:
    return wanted.wish == Wish() and not wanted.pauses and not wanted.unclear


def _is_else(text: str, reading: Reading) -> bool:
    """Tell whether a text is plainly about something else than what was asked."""
    words = len(text.split())
    # Of a few words nobody can tell the language.
    foreign = reading.decision is Decision.OTHER_LANGUAGE and words > _FEW_WORDS
    beside = foreign or reading.decision is Decision.SMALLTALK
    return beside or words > _MOST_WORDS or reading.likely_class in _ELSE
