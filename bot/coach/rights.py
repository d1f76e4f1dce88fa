"""Give people what is kept of them."""

import json
from collections.abc import Mapping

from bot.coach.listening import Request
from bot.coach.messages import Document, Incoming, Message
from bot.coach.part import Action
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from nlp.understanding import Reading

_FILE = "trinvis-mine-data.json"


class Rights:
    """Answer who asks for all that is known of them."""

    actions: Mapping[str, Action]

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.actions = {"my_data": self._my_data}

    async def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Leave free text to the others."""
        return None

    async def _my_data(self, turn: Turn, request: Request) -> list[Message]:
        everything = await turn.visit.everything()
        content = json.dumps(everything, ensure_ascii=False, indent=2, default=str)
        buttons = [self._voice.button(name) for name in ("privacy", "erase")]
        said = self._voice.say("data", "my_data", buttons, number=_number_of_rows(everything))
        return [*said[:-1], said[-1].with_document(Document(_FILE, content))]


def _number_of_rows(everything: Mapping[str, list[object]]) -> int:
    return sum(len(rows) for rows in everything.values())
