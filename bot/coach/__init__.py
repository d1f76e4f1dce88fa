"""The conversation: who speaks, what was said and when, gives which replies to say and remember."""

from bot.coach.asking import Asking
from bot.coach.coach import Coach, TooEarlyError
from bot.coach.coming import Due
from bot.coach.delivery import Delivery, Letter
from bot.coach.lapsing import Lapsing
from bot.coach.messages import Button, Document, Incoming, Message, Picture, Staircase
from bot.coach.pictures import paint_picture
from bot.coach.voice import Voice

__all__ = [
    "Asking",
    "Button",
    "Coach",
    "Delivery",
    "Document",
    "Due",
    "Incoming",
    "Lapsing",
    "Letter",
    "Message",
    "Picture",
    "Staircase",
    "TooEarlyError",
    "Voice",
    "paint_picture",
]
