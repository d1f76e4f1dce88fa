"""Let people in: everybody, or those with an invitation."""

from bot.coach.messages import Incoming, Message
from bot.coach.voice import Voice
from models import Visit

_START = "/start "


class Door:
    """Know who may speak with the coach."""

    def __init__(
        self, voice: Voice, *, invited_only: bool = False, always_open: frozenset[str] = frozenset()
    ) -> None:
        self._voice = voice
        self._invited_only = invited_only
        self._always_open = always_open

    def lets_in(self, visit: Visit, incoming: Incoming) -> bool:
        """Tell whether somebody may come in; «/start CODE», as a link sends it, opens the door."""
        if visit.person.admitted_at:
            return True
        if not self._invited_only or incoming.channel in self._always_open:
            visit.person.admitted_at = visit.now
            return True
        text = (incoming.text or "").strip()
        code = text.removeprefix(_START).strip() if text.startswith(_START) else ""
        return bool(code) and visit.let_in(code)

    def refusal(self) -> list[Message]:
        """Say how one gets in."""
        return self._voice.say("error", "not_invited")
