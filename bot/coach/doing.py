"""Do what a button, a command or its words ask for."""

from collections import ChainMap
from collections.abc import Callable, Sequence
from typing import Any

from bot.coach.agreed import KIND as ARRANGING
from bot.coach.answering import Answering
from bot.coach.areas import keep_area, turn_to_area
from bot.coach.arranging import INSTEAD
from bot.coach.explaining import Explaining
from bot.coach.listening import Request
from bot.coach.messages import Message
from bot.coach.part import Part
from bot.coach.picking import Nearest
from bot.coach.placing import Placing
from bot.coach.recalling import Recalling
from bot.coach.rights import CONSENT, INSTEAD_OF_CONSENT
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from bot.coach.ways import first_ways, ways_on
from content.values import STEP_NUMBERS, Topic
from models import MEMORY_LASTS

_BOUND_TO_PLACEMENT = frozenset(
    {"why", "next", "next_more", "more", "wrong", "higher", "lower", "back", "summary"}
)
# What a no and its like mean right after a proposal.
_INSTEAD = {ARRANGING: INSTEAD, CONSENT: INSTEAD_OF_CONSENT}
_OF_THE_MODEL = frozenset({"about", "an_example", "another_example", "more_advice"})


class Doing:
    """Know all actions of the coach by their names."""

    def __init__(
        self,
        voice: Voice,
        placing: Placing,
        explaining: Explaining,
        answering: Answering,
        recalling: Recalling,
        parts: Sequence[Part],
    ) -> None:
        self._voice = voice
        self._placing = placing
        self._explaining = explaining
        self._answering = answering
        self._recalling = recalling
        self._of_parts = ChainMap(*(dict(part.actions) for part in parts))
        self._waiting: dict[str, Callable[[Turn], list[Message]]] = {
            "start": self._welcome,
            "forget": self._forget,
        }
        self._simple: dict[str, Callable[[Turn], list[Message]]] = {
            "steps": lambda turn: self._explaining.steps(),
            "describe": self._describe,
            "example": lambda turn: self._tell("example", "steps"),
            "ask_again": self._ask_again,
            "unsure": lambda turn: self._voice.say("answer", "unsure", first_ways(voice)),
            "ask_me": lambda turn: self._placing.ask_me(turn.state),
            "keep": self._keep,
            "no": self._no,
            "profile": lambda turn: self._recalling.profile(turn.state, turn.memory),
            "moved": self._moved,
            "help": lambda turn: self._explaining.help(),
            "privacy": lambda turn: self._tell(
                "privacy",
                *("my_data", "forget", "erase"),
                days=MEMORY_LASTS.days,
                kept=turn.visit.person.history_since is not None,
            ),
            "erase": lambda turn: self._tell("erase_ask", "erase_yes", "keep"),
        }

    def do(self, turn: Turn, request: Request, nearest: Nearest) -> list[Message]:
        """Do one thing; a button of something past says so."""
        instead = _INSTEAD.get(turn.state.said, {})
        if not request.arguments:
            request = Request(instead.get(request.name, request.name))
        if request.name == "answer":
            return self._clarified(turn, request)
        if request.name in _BOUND_TO_PLACEMENT:
            return self._about_placement(turn, request)
        if request.name in _OF_THE_MODEL:
            return self._about_model(turn, request, nearest)
        if request.name == "step":
            return self._explaining.step(request.number())
        if request.name == "term" and self._explaining.knows(request.arguments):
            return self._explaining.term(request.arguments[0])
        if request.name == "area":
            return self._area(turn, request)
        if request.name in self._waiting:
            return self._waiting[request.name](turn)
        if request.name == "erase_yes":
            turn.erase()
            buttons = [self._voice.button("describe"), self._voice.button("steps")]
            return self._voice.say("receipt", "erased", buttons)
        if request.name in self._of_parts:
            return self._of_parts[request.name](turn, request)
        if request.name in self._simple:
            return self._simple[request.name](turn)
        return self._stale(turn)

    def _clarified(self, turn: Turn, request: Request) -> list[Message]:
        state, step = turn.state, request.number(1)
        if request.number(0) != state.question or not state.question:
            return self._stale(turn)
        if step and step not in state.question_steps:
            return self._stale(turn)
        answer = self._placing.answered(turn.visit, state, turn.memory, step)
        keep_area(state, turn.memory)
        return answer

    def _about_placement(self, turn: Turn, request: Request) -> list[Message]:
        state = turn.state
        asked_of = request.number()
        if asked_of and asked_of != state.placement:
            return self._stale(turn)
        if state.step is None:
            if request.name == "why" and self._explaining.is_in_doubt(state):
                return self._explaining.why(state, turn.memory)
            if state.question:
                return self._placing.ask_again(state)
            if request.name == "summary":
                return self._recalling.no_summary()
            return self._describe(turn)
        if request.name == "why":
            return self._explaining.why(state, turn.memory)
        if request.name in ("next", "next_more"):
            return self._answering.next_steps(state.step, state)
        if request.name == "wrong":
            return self._explaining.wrong(state)
        if request.name in ("higher", "lower"):
            return self._explaining.wrong_way(state, higher=request.name == "higher")
        if request.name == "back":
            return self._recalling.back(state.step, state, turn.memory)
        if request.name == "summary":
            return self._recalling.summary(state.step, state, turn.memory)
        return self._explaining.step(state.step)

    def _about_model(self, turn: Turn, request: Request, nearest: Nearest) -> list[Message]:
        name, number = request.arguments[:1], request.number(1)
        if number not in STEP_NUMBERS or not name or name[0] not in set(Topic):
            return self._stale(turn)
        return self._answering.about(Topic(name[0]), number, nearest, turn.state)

    def _area(self, turn: Turn, request: Request) -> list[Message]:
        known = turn_to_area(turn.state, turn.memory, ":".join(request.arguments))
        if not known or turn.state.step is None:
            return self._stale(turn)
        return self._recalling.back(turn.state.step, turn.state, turn.memory)

    def _welcome(self, turn: Turn) -> list[Message]:
        if not turn.state.greeted:
            turn.state.greeted = True
            buttons = [self._voice.button(name) for name in ("example", "steps", "privacy")]
            return self._voice.say("welcome", "welcome", buttons, days=MEMORY_LASTS.days)
        return self._recalling.welcome_back(turn)

    def _describe(self, turn: Turn) -> list[Message]:
        turn.state.start_description()
        turn.memory.text = ""
        buttons = [self._voice.button("example"), self._voice.button("ask_me")]
        return self._voice.say("answer", "describe", buttons)

    def _keep(self, turn: Turn) -> list[Message]:
        turn.state.expecting = ""
        turn.state.side = ""
        template = "kept" if turn.state.placement else "no_thanks"
        return self._voice.say("receipt", template, ways_on(self._voice, turn.state))

    def _no(self, turn: Turn) -> list[Message]:
        """Take a plain no as a correction of a placement, else as no thanks."""
        state = turn.state
        corrects = state.said == "placement" and state.step is not None
        return self._explaining.wrong(state) if corrects else self._keep(turn)

    def _moved(self, turn: Turn) -> list[Message]:
        if turn.state.earlier and turn.state.step:
            return self._placing.moved(turn.state)
        return self._recalling.profile(turn.state, turn.memory)

    def _forget(self, turn: Turn) -> list[Message]:
        """Forget the person's words, and what was made of them in this conversation."""
        turn.visit.journal.drop_words_since(turn.now - MEMORY_LASTS)
        turn.state.start_description()
        turn.state.last_step = 0
        turn.state.role, turn.state.fields = "", []
        turn.state.arranging = {}
        turn.memory.forget()
        buttons = [self._voice.button("describe"), self._voice.button("erase")]
        return self._voice.say("receipt", "forgotten", buttons)

    def _ask_again(self, turn: Turn) -> list[Message]:
        return self._placing.ask_again(turn.state) if turn.state.question else self._stale(turn)

    def _stale(self, turn: Turn) -> list[Message]:
        return self._voice.say("answer", "stale", ways_on(self._voice, turn.state))

    def _tell(self, template: str, *buttons: str, **values: Any) -> list[Message]:
        return self._voice.say(
            "answer", template, [self._voice.button(name) for name in buttons], **values
        )
