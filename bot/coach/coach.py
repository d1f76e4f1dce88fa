"""The one way in: every message and every button of a person comes here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coach.answering import Answering
from bot.coach.arranging import Arranging, Reads
from bot.coach.calendar import Calendar, DaysOff, Rhythm
from bot.coach.choosing import Choosing
from bot.coach.describing import MAX_TEXT, Describing
from bot.coach.doing import Doing
from bot.coach.door import Door
from bot.coach.entries import Entries
from bot.coach.explaining import Explaining
from bot.coach.hearing import Hearing
from bot.coach.listening import Listening, Request, is_command
from bot.coach.looking_back import LookingBack
from bot.coach.messages import Incoming, Message
from bot.coach.operators import Operators
from bot.coach.part import Part
from bot.coach.placing import Placing
from bot.coach.prompting import Prompting
from bot.coach.questioning import Questioning
from bot.coach.recalling import Recalling
from bot.coach.reflecting import Reflecting
from bot.coach.rights import Rights
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from bot.coach.ways import ways_on
from content.redaction import load_redaction_words
from content.values import Identifier
from models import MEMORY_LASTS, Store, Visit
from nlp.redaction import Redactor
from nlp.rhythms.reading import Rhythms
from nlp.understanding import Reading, Understanding

HOME = ZoneInfo("Europe/Copenhagen")


class TooEarlyError(Exception):
    """Tell that another process has an earlier message of the chat in hand."""


@dataclass(frozen=True)
class _TakenIn:
    """Hold a text without identifiers, the kinds that were left out, and what was read of it."""

    text: str
    left_out: tuple[Identifier, ...] = ()
    reading: Reading | None = None


class Coach:
    """Hold a conversation with each person: what is expected next stands in the store."""

    def __init__(
        self,
        store: Store,
        understanding: Understanding,
        voice: Voice,
        clock: Callable[[], datetime],
        timezone: ZoneInfo = HOME,
        rhythms: Reads | None = None,
        redactor: Redactor | None = None,
        door: Door | None = None,
        operators: frozenset[str] = frozenset(),
    ) -> None:
        self._store = store
        self._understanding = understanding
        self._redactor = redactor or Redactor(load_redaction_words())
        self._voice = voice
        self._door = door or Door(voice)
        self._rights = Rights(voice)
        self._clock = clock
        explaining, recalling = Explaining(voice), Recalling(voice)
        placing = Placing(voice, understanding.sureness, understanding.reliability)
        answering = Answering(voice, explaining)
        self._questioning = Questioning(understanding, answering)
        self._listening = Listening(voice.replies, understanding.pointer)
        describing = Describing(understanding, voice, placing)
        self._calendar = Calendar(timezone)
        choosing = Choosing(voice.guide)
        reflecting = Reflecting(
            voice, understanding, self._listening, self._questioning, describing, choosing
        )
        self.prompting = Prompting(voice, self._calendar, choosing, reflecting)
        self._arranging = Arranging(voice, self._calendar, rhythms or Rhythms())
        entries = Entries(choosing, understanding.danish)
        looking_back = LookingBack(voice, self._calendar, self._listening, entries)
        parts: tuple[Part, ...] = (
            self._arranging,
            looking_back,
            self._rights,
            self.prompting,
            Operators(voice, explaining, operators),
        )
        self._doing = Doing(voice, placing, explaining, answering, recalling, parts)
        self._hearing = Hearing(
            understanding,
            voice,
            self._listening,
            self._doing,
            describing,
            self._questioning,
            explaining,
            recalling,
            parts,
        )

    def handle(self, incoming: Incoming) -> list[Message]:
        """Answer one message or button, and remember what follows from it.

        Where the message came through the inbox, it is taken out and the answer put in the outbox
        in the same transaction; a message that was handled before gives no answer. Raises
        TooEarlyError where an earlier one of the chat is not handled yet, and changes nothing.
        """
        # No channel and no database can hold the character that ends texts in C.
        text = (incoming.text or "").replace("\0", " ").strip()
        taken_in = self._take_in(text)
        with self._store.visit(incoming.channel, incoming.address, self._clock()) as visit:
            if incoming.update_id is not None:
                if not visit.is_first(incoming.update_id):
                    raise TooEarlyError
                if not visit.take_update(incoming.update_id):
                    return []
            if self._door.lets_in(visit, incoming):
                answer = self._answered(visit, incoming, taken_in)
            else:
                visit.forget_person()
                answer = self._door.refusal()
            if incoming.update_id is not None:
                for message in answer:
                    visit.write(message.to_dict())
        return answer

    def _answered(self, visit: Visit, incoming: Incoming, taken_in: _TakenIn) -> list[Message]:
        turn = Turn(visit)
        if visit.came_back:
            self._catch_up(turn)
        answer = self._answer(turn, incoming, taken_in)
        answer = self._telling_what_was_left_out(turn, taken_in, answer)
        answer = self._arranging.with_way_back(turn, answer)
        answer = self._rights.ask_for_history(turn, answer)
        turn.keep(answer)
        return answer

    def too_fast(self, *, today: bool) -> Message:
        """Say that it goes too fast: for a moment, or for today."""
        return self._voice.say("error", "too_fast", today=today)[0]

    def failed(self) -> Message:
        """Say that something went wrong, where even the conversation can't be reached."""
        return self._voice.say("error", "failed")[0]

    def for_groups(self) -> Message:
        """Say to a group that the coach speaks with one person at a time."""
        return self._voice.say("error", "group")[0]

    def menu(self) -> list[tuple[str, str]]:
        """List the commands with what the menu says of them."""
        commands = self._voice.replies.commands
        return [(each.name, each.menu) for each in commands if each.name and each.menu]

    def about(self) -> dict[str, str]:
        """Give what the coach says of itself before anybody speaks."""
        return dict(self._voice.replies.bot)

    def _catch_up(self, turn: Turn) -> None:
        """Let what was missed while a person could not be reached be."""
        rhythm = turn.visit.schedule.rhythm()
        if rhythm and rhythm.due_at and rhythm.due_at <= turn.now:
            days_off = [DaysOff.of(each) for each in turn.visit.schedule.pauses()]
            rhythm.due_at = self._calendar.next_due(Rhythm.of(rhythm), days_off, turn.now)

    def _take_in(self, text: str) -> _TakenIn:
        """Take identifiers out of a text before anybody reads or keeps it, and read the rest."""
        if not text or is_command(text) or len(text) > MAX_TEXT:
            return _TakenIn(text)
        redacted = self._redactor.redact(text)
        return _TakenIn(redacted.text, redacted.found, self._understanding.read(redacted.text))

    def _telling_what_was_left_out(
        self, turn: Turn, taken_in: _TakenIn, answer: list[Message]
    ) -> list[Message]:
        """Say once that identifiers are taken out."""
        if not taken_in.left_out or turn.state.told_of_identifiers or not answer:
            return answer
        turn.state.told_of_identifiers = True
        return [*self._voice.say("receipt", "redacted", kinds=taken_in.left_out), *answer]

    def _answer(self, turn: Turn, incoming: Incoming, taken_in: _TakenIn) -> list[Message]:
        text, reading = taken_in.text, taken_in.reading
        nearest = self._questioning.nearest(reading)
        if incoming.action is not None:
            return self._doing.do(turn, Request.parse(incoming.action), nearest)
        if not text:
            return self._voice.say("error", "only_text", ways_on(self._voice, turn.state))
        request = self._listening.command(text)
        if request:
            return self._doing.do(turn, request, nearest)
        if reading is None:
            return self._voice.say("error", "too_long", [self._voice.button("example")])
        answer = self._hearing.written(turn, incoming, text, reading)
        if turn.state.greeted:
            return answer
        turn.state.greeted = True
        return [*self._voice.say("welcome", "welcome_short", days=MEMORY_LASTS.days), *answer]
