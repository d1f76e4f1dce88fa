"""Stand in for Telegram's Bot API in tests, over real HTTP."""

from .chat import Chat
from .faults import Fault, Gate, Kind
from .flood import Limits
from .server import StandIn
from .values import Call, CallbackAnswer, Message, Refusal, Sent, Upload

__all__ = [
    "Call",
    "CallbackAnswer",
    "Chat",
    "Fault",
    "Gate",
    "Kind",
    "Limits",
    "Message",
    "Refusal",
    "Sent",
    "StandIn",
    "Upload",
]
