"""Serve those who run the bot: how it stands, and invitations."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.coach.explaining import Explaining
from bot.coach.listening import Request
from bot.coach.messages import Incoming, Message
from bot.coach.part import Action
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from nlp.understanding import Reading

INVITATION_LASTS = timedelta(days=14)


class Operators:
    """Do what only listed people may ask for; to others these commands are unknown."""

    actions: Mapping[str, Action]

    def __init__(self, voice: Voice, explaining: Explaining, addresses: frozenset[str]) -> None:
        self._voice = voice
        self._explaining = explaining
        self._addresses = addresses
        self.actions = {
            "status": self._only_for_them(self._status),
            "invite": self._only_for_them(self._invite),
        }

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Leave free text to the others."""
        return None

    def _only_for_them(self, act: Action) -> Action:
        def acted(turn: Turn, request: Request) -> list[Message]:
            if turn.visit.person.address not in self._addresses:
                return self._explaining.help()
            return act(turn, request)

        return acted

    def _status(self, turn: Turn, request: Request) -> list[Message]:
        values: dict[str, Any] = turn.visit.counts()
        buttons = [self._voice.button("invite")]
        return self._voice.say("operation", "status", buttons, **values)

    def _invite(self, turn: Turn, request: Request) -> list[Message]:
        code = turn.visit.invite(1, INVITATION_LASTS)
        days = INVITATION_LASTS.days
        buttons = [self._voice.button(name) for name in ("status", "help")]
        return self._voice.say("operation", "invitation", buttons, code=code, days=days)
