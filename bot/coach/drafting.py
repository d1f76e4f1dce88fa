"""Lead from the first question on a rhythm to the yes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.coach.agreed import Agreed
from bot.coach.calendar import Calendar
from bot.coach.draft import Draft
from bot.coach.listening import Request
from bot.coach.messages import Message
from bot.coach.part import Action
from bot.coach.proposing import Proposing
from bot.coach.saying import Saying
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from bot.coach.ways import ways_on
from content.rhythms import Proposals
from nlp.rhythms.values import Unclear, Wish

_Act = Callable[[Turn, Draft, Request], list[Message]]


class Drafting:
    """Keep the draft of a rhythm, ask for what it lacks, and take the yes."""

    def __init__(
        self, voice: Voice, calendar: Calendar, saying: Saying, agreed: Agreed, choices: Proposals
    ) -> None:
        self._voice = voice
        self._calendar = calendar
        self._saying = saying
        self._agreed = agreed
        self._choices = choices
        self._proposing = proposing = Proposing(voice, calendar, saying, choices)
        self.actions: Mapping[str, Action] = {
            "rhythm": self.open,
            "rhythm_back": self.open,
            "rhythm_no": self.close,
            "rhythm_change": self._change,
            **{key[0]: self._of_draft(self._chosen) for key in proposing.wishes},
            "rhythm_more_days": self._of_draft(_told(proposing.more_days)),
            "rhythm_more_times": self._of_draft(_told(proposing.more_times)),
            "rhythm_edit": self._of_draft(_told(proposing.edit)),
            "rhythm_later": self._of_draft(self._other_weeks),
            "rhythm_earlier": self._of_draft(self._other_weeks),
            "rhythm_often": self._of_draft(self._asking(Unclear.FREQUENCY)),
            "rhythm_days": self._of_draft(self._asking(Unclear.DAY)),
            "rhythm_times": self._of_draft(self._asking(Unclear.TIME)),
            "rhythm_yes": self._of_draft(self._yes),
        }

    @staticmethod
    def draft(turn: Turn) -> Draft | None:
        """Give what is half agreed."""
        return Draft.from_dict(turn.state.arranging) if turn.state.arranging else None

    def open(self, turn: Turn, request: Request) -> list[Message]:
        """Go on with what is half agreed, show what is agreed, or begin."""
        draft = self.draft(turn)
        if draft is not None:
            return self.go_on(turn, draft)
        known = turn.visit.schedule.rhythm()
        if known is not None:
            return self._agreed.show(turn, known)
        return self.go_on(turn, Draft(), begins=True)

    def wish(
        self, turn: Turn, draft: Draft, wish: Wish, unclear: frozenset[Unclear] = frozenset()
    ) -> list[Message]:
        """Take in what was said or pressed; what was unclear is asked again."""
        changed = draft.with_wish(wish, self._choices.parts)
        for part in unclear - {Unclear.PAUSE}:
            changed = changed.without(part)
        return self.go_on(turn, changed, unclear=unclear, begins=draft == Draft())

    def go_on(
        self,
        turn: Turn,
        draft: Draft,
        *,
        unclear: frozenset[Unclear] = frozenset(),
        begins: bool = False,
    ) -> list[Message]:
        """Keep the draft, and ask what is missing; where nothing is, propose it."""
        local = self._calendar.local(turn.now).replace(tzinfo=None)
        draft = _kept(turn, draft.with_first_week(local))
        if draft.missing:
            return self._proposing.ask(draft, unclear=unclear, begins=begins)
        pauses = turn.visit.schedule.pauses()
        return self._proposing.propose(
            draft, pauses, turn.now, pause_unclear=Unclear.PAUSE in unclear
        )

    def edit(self, turn: Turn, draft: Draft) -> list[Message]:
        """Ask what should be otherwise."""
        return self._proposing.edit(_kept(turn, draft))

    def agree(self, turn: Turn) -> list[Message]:
        """Take the yes to what was proposed."""
        draft = self.draft(turn)
        if draft is None or draft.missing:
            return self.open(turn, Request("rhythm"))
        record = self._agreed.agree(turn, draft.rhythm(), draft.pauses)
        turn.adds_to_history = True
        turn.state.arranging = {}
        return self._voice.say(
            "receipt",
            "rhythm_agreed",
            ways_on(self._voice, turn.state),
            line=self._saying.rhythm(record),
            first=self._saying.moment(record.due_at, turn.now),
        )

    def close(self, turn: Turn, request: Request) -> list[Message]:
        """Let the draft go; what was agreed before stays."""
        turn.state.arranging = {}
        known = turn.visit.schedule.rhythm()
        line = "" if known is None else self._saying.rhythm(known)
        buttons = ways_on(self._voice, turn.state)
        return self._voice.say("receipt", "rhythm_closed", buttons, line=line)

    def _of_draft(self, act: _Act) -> Action:
        """Do something with the draft, but not by a button of what it was before."""

        def acted(turn: Turn, request: Request) -> list[Message]:
            draft = self.draft(turn)
            # Words carry no number: they are meant for what stands now.
            old = draft and request.arguments and request.number() != draft.number
            if draft is None or old:
                return self._stale(turn)
            return act(turn, draft, request)

        return acted

    def _stale(self, turn: Turn) -> list[Message]:
        """Say that a button is old, and what holds now."""
        if not turn.state.arranging and turn.visit.schedule.rhythm() is None:
            return self._voice.say("answer", "stale", ways_on(self._voice, turn.state))
        stale = self._voice.say("answer", "rhythm_stale")
        return [*stale, *self.open(turn, Request("rhythm"))]

    def _change(self, turn: Turn, request: Request) -> list[Message]:
        known = turn.visit.schedule.rhythm()
        return self._agreed.none(turn) if known is None else self.edit(turn, Draft.of(known))

    def _chosen(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        wish = self._proposing.wishes.get((request.name, *request.arguments[1:]))
        return self._stale(turn) if wish is None else self.wish(turn, draft, wish)

    def _other_weeks(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return self.go_on(turn, draft.other_weeks())

    def _asking(self, part: Unclear) -> _Act:
        def asked(turn: Turn, draft: Draft, request: Request) -> list[Message]:
            return self.go_on(turn, draft.without(part))

        return asked

    def _yes(self, turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return self.agree(turn) if request.arguments else self._stale(turn)


def _told(ask: Callable[[Draft], list[Message]]) -> _Act:
    """Make an action of a question that changes nothing in the draft."""

    def told(turn: Turn, draft: Draft, request: Request) -> list[Message]:
        return ask(draft)

    return told


def _kept(turn: Turn, draft: Draft) -> Draft:
    """Keep a draft under a number of its own: buttons of it as it was before become stale."""
    turn.state.drafts_ever += 1
    draft = replace(draft, number=turn.state.drafts_ever)
    turn.state.arranging = draft.to_dict()
    return draft
