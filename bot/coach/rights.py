"""Let people decide what is kept of them, and give it to them."""

import json
from collections.abc import Mapping

from bot.coach.listening import Request
from bot.coach.messages import Document, Incoming, Message
from bot.coach.part import Action
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from bot.coach.ways import ways_on
from models import MEMORY_LASTS
from nlp.understanding import Reading

CONSENT = "consent"
# What a no means where it was asked.
INSTEAD_OF_CONSENT = {"no": "history_no", "keep": "history_no"}
_FILE = "trinvis-mine-data.json"


class Rights:
    """Keep a history only after a yes, and give people all that is known of them."""

    actions: Mapping[str, Action]

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.actions = {
            "my_data": self._my_data,
            "history_yes": self._keep_history,
            "history_no": self._keep_no_history,
            "stay": self._stay,
        }

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Leave free text to the others."""
        return None

    def ask_for_history(self, turn: Turn, answer: list[Message]) -> list[Message]:
        """Ask once, where there is something to keep, whether it may be kept."""
        if not turn.adds_to_history or turn.state.asked_for_history:
            return answer
        turn.state.asked_for_history = True
        if turn.visit.person.history_since:
            return answer
        buttons = [self._voice.button(name) for name in ("history_yes", "history_no")]
        asked = self._voice.say(CONSENT, "history_ask", buttons, days=MEMORY_LASTS.days)
        return [*[message.without_buttons() for message in answer], *asked]

    def _keep_history(self, turn: Turn, request: Request) -> list[Message]:
        turn.visit.keep_history()
        turn.state.asked_for_history = True
        return self._voice.say("receipt", "history_kept", ways_on(self._voice, turn.state))

    def _keep_no_history(self, turn: Turn, request: Request) -> list[Message]:
        turn.visit.keep_no_history()
        turn.state.asked_for_history = True
        buttons = ways_on(self._voice, turn.state)
        return self._voice.say("receipt", "history_not_kept", buttons, days=MEMORY_LASTS.days)

    def _stay(self, turn: Turn, request: Request) -> list[Message]:
        """Say that all stays; that the person was here says the rest."""
        return self._voice.say("receipt", "stays", ways_on(self._voice, turn.state))

    def _my_data(self, turn: Turn, request: Request) -> list[Message]:
        everything = turn.visit.everything()
        content = json.dumps(everything, ensure_ascii=False, indent=2, default=str)
        buttons = [self._voice.button(name) for name in ("privacy", "erase")]
        said = self._voice.say("data", "my_data", buttons, number=_number_of_rows(everything))
        return [*said[:-1], said[-1].with_document(Document(_FILE, content))]


def _number_of_rows(everything: Mapping[str, list[object]]) -> int:
    return sum(len(rows) for rows in everything.values())
