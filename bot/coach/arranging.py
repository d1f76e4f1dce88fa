"""The conversation in which a rhythm for the coach's prompts is agreed, changed and ended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from bot.coach.agreed import KIND, Agreed
from bot.coach.calendar import Calendar
from bot.coach.draft import Draft
from bot.coach.drafting import Drafting
from bot.coach.listening import Request
from bot.coach.messages import Incoming, Message
from bot.coach.part import Action
from bot.coach.saying import Saying
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from content.rhythms import load_proposals
from content.values import Act
from nlp.decision import Decision, MessageClass
from nlp.normalise import compact
from nlp.rhythms.acts import NOTHING, Learnt
from nlp.rhythms.values import Pause, Unclear, Wish
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
_NO_WISH = _TOLD | {MessageClass.QUESTION, MessageClass.VAGUE}
_ACTIONS = {
    Act.SHOW: "rhythm",
    Act.SKIP: "rhythm_skip",
    Act.STOP: "rhythm_stop",
    Act.RESUME: "rhythm_resume",
}


class Reads(Protocol):
    """Read what a text asks of a rhythm."""

    def read(
        self,
        text: str,
        today: date,
        *,
        arranging: bool = False,
        likely: bool = False,
        learnt: Learnt = NOTHING,
    ) -> Wanted | None:
        """Give what it asks, or None where it is about something else."""


class Arranging:
    """Know all that can be pressed or said of a rhythm."""

    actions: Mapping[str, Action]

    def __init__(self, voice: Voice, calendar: Calendar, rhythms: Reads) -> None:
        self._voice = voice
        self._calendar = calendar
        self._rhythms = rhythms
        self._choices = choices = load_proposals()
        fits = (*voice.replies.agreement["yes"], *choices.fits)
        self._fits = frozenset(map(compact, fits))
        saying = Saying(voice, calendar)
        self._agreed = Agreed(voice, calendar, saying, choices)
        self._drafting = Drafting(voice, calendar, saying, self._agreed, choices)
        self.actions = {
            **self._drafting.actions,
            **self._agreed.actions,
            "rhythm_resume": self._resume,
            "rhythm_stop": self._stop,
        }

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Take in what is said of a rhythm, also where only a part of it is."""
        here = turn.state.said == KIND and not incoming.reply_to
        asked_else = bool(incoming.reply_to or turn.state.prompt) and not here
        if asked_else and reading.likely_class is not MessageClass.PROMPTS:
            # What may answer a prompt is no wish for another rhythm.
            return None
        # To the letter: «det passer ikke godt» is nearly «det passer godt».
        if here and compact(text) in self._fits:
            proposed = _offers(turn, "rhythm_yes")
            return self._drafting.agree(turn) if proposed else self._ask_again(turn)
        wanted = self._read(turn, text, reading, here=here)
        if wanted is not None:
            return self._wanted(turn, wanted)
        if not here or _is_else(text, reading):
            return None
        again = self._voice.say(KIND, "rhythm_again")
        return [*again, *self._ask_again(turn)]

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
        today = self._calendar.today(turn.now)
        wanted = read_wish(self._rhythms, text, today, reading, asked=here)
        if wanted and wanted.act is Act.RESUME and not here and not turn.visit.schedule.rhythm():
            return None  # «begynd» begins the conversation
        asked = here and _offers(turn, "rhythm_pause_for")
        if asked and (wanted is None or wanted.act is Act.SET):
            # Asked for how long, people say only «til 1. august».
            paused = self._rhythms.read(f"{self._choices.pause} {text}", today, arranging=True)
            if paused is not None and paused.act is Act.PAUSE:
                return paused
        return wanted

    def _wanted(self, turn: Turn, wanted: Wanted) -> list[Message]:
        begins, today = wanted.wish.start, self._calendar.today(turn.now)
        if wanted.act is Act.RESUME and begins and begins > today:
            # To go on from a day is to be silent until then, and no longer.
            if known := turn.visit.schedule.rhythm():
                self._agreed.resume(turn, known)
            until = Pause(today, begins - timedelta(days=1))
            return self._pause(turn, Wanted(Act.PAUSE, pauses=(until,)))
        if wanted.act in _ACTIONS:
            request = Request(_ACTIONS[wanted.act])
            return self.actions[request.name](turn, request)
        if wanted.act is Act.PAUSE:
            return self._pause(turn, wanted)
        return self._wished(turn, wanted)

    def _wished(self, turn: Turn, wanted: Wanted) -> list[Message]:
        """Take what was said into the draft, or into one of the rhythm that is agreed."""
        known, draft = turn.visit.schedule.rhythm(), self._drafting.draft(turn)
        if draft is None:
            draft = Draft.of(known) if known else Draft()
        says_nothing = wanted.wish == Wish() and not wanted.pauses and not wanted.unclear
        if wanted.act is Act.CHANGE and says_nothing and draft != Draft():
            return self._drafting.edit(turn, draft)
        if wanted.pauses:
            draft = replace(draft, pauses=(*draft.pauses, *wanted.pauses))
        return self._drafting.wish(turn, draft, wanted.wish, wanted.unclear)

    def _pause(self, turn: Turn, wanted: Wanted) -> list[Message]:
        """Pause what is agreed; what is half agreed is to come without those days."""
        known, draft = turn.visit.schedule.rhythm(), self._drafting.draft(turn)
        unclear = Unclear.PAUSE in wanted.unclear
        if known is not None:
            if unclear or not (wanted.pauses or wanted.open_pause):
                return self._agreed.ask_pause(unclear=unclear)
            return self._agreed.pause(turn, known, wanted.pauses)
        if draft is None:
            return self._agreed.none(turn)
        if wanted.open_pause:
            return self._drafting.close(turn, Request("rhythm_no"))
        draft = replace(draft, pauses=(*draft.pauses, *wanted.pauses))
        return self._drafting.go_on(turn, draft, unclear=wanted.unclear)

    def _ask_again(self, turn: Turn) -> list[Message]:
        if _offers(turn, "rhythm_pause_for"):
            return self._agreed.ask_pause()
        return self._drafting.open(turn, Request("rhythm"))

    def _resume(self, turn: Turn, request: Request) -> list[Message]:
        """Go on with what is agreed; where nothing is, begin."""
        known = turn.visit.schedule.rhythm()
        if known is None:
            return self._drafting.open(turn, request)
        return self._agreed.resume(turn, known)

    def _stop(self, turn: Turn, request: Request) -> list[Message]:
        """Stop at once, also what is half agreed."""
        if turn.visit.schedule.rhythm() is None:
            if turn.state.arranging:
                return self._drafting.close(turn, request)
            return self._agreed.none(turn)
        turn.state.arranging = {}
        return self._agreed.stop(turn)


def read_wish(
    rhythms: Reads, text: str, today: date, reading: Reading, *, asked: bool
) -> Wanted | None:
    """Read what a message asks of a rhythm; `asked` says that the coach just asked for one."""
    likely = reading.likely_class
    planned = likely is MessageClass.COMMITMENT and not asked
    if planned or (likely in _TOLD and len(text.split()) > _MOST_WORDS):
        # «jeg tager på orlov fra 1. marts til 31. maj» sounds like a plan, and is one.
        away = rhythms.read(text, today)
        return away if away and away.act is Act.PAUSE and away.pauses else None
    sounds_so = likely is MessageClass.PROMPTS and reading.wanted.likely is not None
    # «hvorfor igen?» asks nothing of the rhythm, whatever «igen» makes of it.
    learnt = NOTHING if likely in _NO_WISH else reading.wanted
    return rhythms.read(text, today, arranging=asked, likely=sounds_so, learnt=learnt)


def _offers(turn: Turn, name: str) -> bool:
    """Tell whether the last reply had a button of a name: whether it proposed, or asked of it."""
    return any(Request.parse(action).name == name for _, action in turn.state.offered)


def _is_else(text: str, reading: Reading) -> bool:
    """Tell whether a text is plainly about something else than what was asked."""
    words = len(text.split())
    # Of a few words nobody can tell the language.
    foreign = reading.decision is Decision.OTHER_LANGUAGE and words > _FEW_WORDS
    beside = foreign or reading.decision is Decision.SMALLTALK
    return beside or words > _MOST_WORDS or reading.likely_class in _ELSE
