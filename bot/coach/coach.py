"""The one way in: every message and every button of a person comes here."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.coach.explaining import Explaining
from bot.coach.listening import Listening, Request
from bot.coach.messages import Button, Incoming, Message
from bot.coach.placing import Placing, placement_buttons
from bot.coach.state import Memory, State
from bot.coach.voice import Voice
from models import Store, Visit
from models.store import MEMORY_LASTS
from nlp.decision import Decision, MessageClass
from nlp.understanding import Reading, Understanding

MAX_TEXT = 4000
MIN_WORDS = 3

_BOUND_TO_PLACEMENT = frozenset({"why", "next", "next_more", "more", "wrong", "higher", "lower"})

_MOST_WORDS_OF_PLAIN_NO = 8
_FIRST_WAYS = ("describe", "example", "steps")


class Coach:
    """Hold a conversation with each person: what is expected next stands in the store."""

    def __init__(
        self,
        store: Store,
        understanding: Understanding,
        voice: Voice,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._understanding = understanding
        self._voice = voice
        self._clock = clock
        self._explaining = Explaining(voice)
        self._placing = Placing(voice, understanding.sureness, understanding.reliability)
        self._listening = Listening(voice.replies, self._explaining.term_names)
        self._simple: dict[str, Callable[[_Turn], list[Message]]] = {
            "start": self._welcome,
            "steps": lambda turn: self._explaining.steps(),
            "describe": self._describe,
            "example": lambda turn: self._tell("example", "steps"),
            "ask_again": self._ask_again,
            "unsure": lambda turn: self._tell("unsure", *_FIRST_WAYS),
            "ask_me": lambda turn: self._placing.ask_me(turn.state),
            "keep": self._keep,
            "help": lambda turn: self._tell("help", *_FIRST_WAYS),
            "privacy": lambda turn: self._tell("privacy", "erase", days=MEMORY_LASTS.days),
            "erase": lambda turn: self._tell("erase_ask", "erase_yes", "keep"),
        }

    async def handle(self, incoming: Incoming) -> list[Message]:
        """Answer one message or button, and remember what follows from it.

        Where the message came through the inbox, it is taken out and the answer put in the outbox
        in the same transaction; a message that was handled before gives no answer.
        """
        text = (incoming.text or "").strip()
        reading = await self._read(text) if 0 < len(text) <= MAX_TEXT else None
        async with self._store.visit(incoming.channel, incoming.address, self._clock()) as visit:
            if incoming.update_id is not None and not await visit.take_update(incoming.update_id):
                return []
            turn = _Turn(visit)
            answer = await self._answer(turn, incoming, text, reading)
            turn.keep(answer)
            if incoming.update_id is not None:
                for message in answer:
                    visit.write(message.to_dict())
        return answer

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

    async def _read(self, text: str) -> Reading:
        return await asyncio.to_thread(self._understanding.read, text)

    async def _answer(
        self, turn: "_Turn", incoming: Incoming, text: str, reading: Reading | None
    ) -> list[Message]:
        if incoming.action is not None:
            return await self._do(turn, Request.parse(incoming.action))
        if not text:
            return self._voice.say("error", "only_text", self._ways_on(turn.state))
        if reading is None:
            return self._voice.say("error", "too_long", [self._voice.button("example")])
        request = self._listening.command(text)
        if request:
            return await self._do(turn, request)
        answer = await self._written(turn, text, reading, edited=incoming.edited)
        if turn.state.greeted:
            return answer
        turn.state.greeted = True
        return [*self._voice.say("welcome", "welcome_short", days=MEMORY_LASTS.days), *answer]

    async def _written(
        self, turn: "_Turn", text: str, reading: Reading, *, edited: bool
    ) -> list[Message]:
        """Answer free text: what can be pressed first, then what it is about."""
        listening, state = self._listening, turn.state
        is_description = reading.likely_class is MessageClass.DESCRIPTION
        asks = reading.likely_class is MessageClass.QUESTION or listening.asks(text)
        request = (
            listening.offered(text, state)
            or listening.phrase(text)
            or listening.agreed(text, state)
            or (None if is_description and not asks else listening.pointer(text, is_question=asks))
        )
        if request:
            return await self._do(turn, request)
        smalltalk = listening.smalltalk(text)
        if smalltalk:
            return self._smalltalk(turn, f"smalltalk_{smalltalk}")
        placed = state.last_step and state.probabilities
        if placed and (side := listening.disagreement(text)) is not None:
            return await self._disagreed(turn, text, reading, side)
        others = {
            Decision.SMALLTALK: ("smalltalk", "smalltalk"),
            Decision.OTHER_LANGUAGE: ("offtopic", "other_language"),
            Decision.OFFTOPIC: ("offtopic", "offtopic"),
        }
        few = len(text.split()) < MIN_WORDS
        if reading.decision in others and not (few and reading.decision is Decision.OFFTOPIC):
            return self._voice.say(*others[reading.decision], self._ways_on(state))
        if asks:
            return self._voice.say("unknown", "unknown", self._ways_on(state))
        return await self._described(turn, text, reading, edited=edited)

    async def _disagreed(
        self, turn: "_Turn", text: str, reading: Reading, side: str
    ) -> list[Message]:
        """Take a correction seriously: ask what was not seen, or place again with what was said."""
        turn.state.side = side
        turn.state.expecting = "correction"
        if reading.placement and len(text.split()) > _MOST_WORDS_OF_PLAIN_NO:
            return await self._described(turn, text, reading, edited=False)
        if side and turn.state.placement:
            return self._explaining.wrong_way(turn.state, higher=side == "higher")
        return self._explaining.wrong(turn.state)

    async def _described(
        self, turn: "_Turn", text: str, reading: Reading, *, edited: bool
    ) -> list[Message]:
        """Take in a description: together with what was said before where that was asked for."""
        state, memory = turn.state, turn.memory
        adds_to_more = bool(memory.text and (state.expecting or state.question)) and not edited
        # What says nothing of practice may complete what was said, but not outweigh it.
        newest = reading.placement if reading.likely_class is MessageClass.DESCRIPTION else None
        if adds_to_more:
            text = f"{memory.text}\n{text}"[-MAX_TEXT:]
            reading = await self._read(text)
        elif len(text.split()) < MIN_WORDS:
            return self._voice.say("clarify", "too_short", [self._voice.button("example")])
        else:
            state.start_description()
            memory.text, memory.evidence = "", []
        placement = reading.placement
        if placement is None or (reading.likely_class is MessageClass.VAGUE and not adds_to_more):
            return self._placing.vague(state, memory, text)
        return await self._placing.described(
            turn.visit, state, memory, text, placement, newest if adds_to_more else None
        )

    async def _do(self, turn: "_Turn", request: Request) -> list[Message]:
        """Do what a button or its words ask for; a button of something past says so."""
        if request.name == "answer":
            return await self._clarified(turn, request)
        if request.name in _BOUND_TO_PLACEMENT:
            return self._about_placement(turn, request)
        if request.name == "step":
            return self._explaining.step(request.number())
        if request.name == "term" and self._explaining.knows(request.arguments):
            return self._explaining.term(request.arguments[0])
        if request.name == "erase_yes":
            await turn.erase()
            buttons = [self._voice.button("describe"), self._voice.button("steps")]
            return self._voice.say("receipt", "erased", buttons)
        if request.name in self._simple:
            return self._simple[request.name](turn)
        return self._stale(turn)

    async def _clarified(self, turn: "_Turn", request: Request) -> list[Message]:
        state, step = turn.state, request.number(1)
        if request.number(0) != state.question or not state.question:
            return self._stale(turn)
        if step and step not in state.question_steps:
            return self._stale(turn)
        return await self._placing.answered(turn.visit, state, turn.memory, step)

    def _about_placement(self, turn: "_Turn", request: Request) -> list[Message]:
        state = turn.state
        asked_of = request.number()
        if asked_of and asked_of != state.placement:
            return self._stale(turn)
        if not state.placement:
            return self._placing.ask_again(state) if state.question else self._describe(turn)
        if request.name == "why":
            return self._explaining.why(state, turn.memory)
        if request.name in ("next", "next_more"):
            return self._explaining.next_steps(state)
        if request.name == "wrong":
            return self._explaining.wrong(state)
        if request.name in ("higher", "lower"):
            return self._explaining.wrong_way(state, higher=request.name == "higher")
        return self._explaining.step(turn.step)

    def _welcome(self, turn: "_Turn") -> list[Message]:
        if not turn.state.greeted:
            turn.state.greeted = True
            buttons = [self._voice.button(name) for name in ("example", "steps", "privacy")]
            return self._voice.say("welcome", "welcome", buttons, days=MEMORY_LASTS.days)
        last = turn.state.last_step
        step = self._voice.step(last) if last else None
        return self._voice.say("welcome", "welcome_back", self._ways_on(turn.state), step=step)

    def _describe(self, turn: "_Turn") -> list[Message]:
        turn.state.start_description()
        turn.memory.text = ""
        buttons = [self._voice.button("example"), self._voice.button("ask_me")]
        return self._voice.say("answer", "describe", buttons)

    def _keep(self, turn: "_Turn") -> list[Message]:
        turn.state.expecting = ""
        turn.state.side = ""
        template = "kept" if turn.state.placement else "no_thanks"
        return self._voice.say("receipt", template, self._ways_on(turn.state))

    def _ask_again(self, turn: "_Turn") -> list[Message]:
        return self._placing.ask_again(turn.state) if turn.state.question else self._stale(turn)

    def _smalltalk(self, turn: "_Turn", template: str) -> list[Message]:
        return self._voice.say("smalltalk", template, self._ways_on(turn.state))

    def _stale(self, turn: "_Turn") -> list[Message]:
        return self._voice.say("answer", "stale", self._ways_on(turn.state))

    def _ways_on(self, state: State) -> list[Button]:
        """Offer what is open: the question that stands, else the placement, else a beginning."""
        if state.question:
            return [self._voice.button("ask_again"), self._voice.button("describe")]
        if state.placement:
            return placement_buttons(self._voice, state.placement)
        return self._first_ways()

    def _first_ways(self) -> list[Button]:
        return [self._voice.button(name) for name in _FIRST_WAYS]

    def _tell(self, template: str, *buttons: str, **values: Any) -> list[Message]:
        return self._voice.say(
            "answer", template, [self._voice.button(name) for name in buttons], **values
        )


class _Turn:
    """Hold a person's state and memory while one message is answered."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.state = State.from_dict(visit.conversation.state)
        self.memory = Memory.from_dict(visit.conversation.memory)
        self._erased = False

    @property
    def step(self) -> int:
        """Give the step of the placement spoken of."""
        return self.state.probabilities.index(max(self.state.probabilities)) + 1

    async def erase(self) -> None:
        """Delete all that is known of the person."""
        await self.visit.forget_person()
        self._erased = True

    def keep(self, answer: list[Message]) -> None:
        """Write down what follows from the answer."""
        if self._erased:
            return
        if answer:
            self.state.offer(answer[-1].buttons)
        self.visit.remember(self.state.to_dict(), self.memory.to_dict())
