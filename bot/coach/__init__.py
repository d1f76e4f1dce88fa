"""The conversation: who speaks, what was said and when, gives which replies to say and remember."""

from bot.coach.asking import Asking
from bot.coach.coach import Coach
from bot.coach.coming import Due
from bot.coach.delivery import Delivery, Letter
from bot.coach.messages import Button, Incoming, Message, Picture
from bot.coach.pictures import paint_staircase
from bot.coach.voice import Voice

__all__ = [
    "Asking",
    "Button",
    "Coach",
    "Delivery",
    "Due",
    "Incoming",
    "Letter",
    "Message",
    "Picture",
    "Voice",
    "paint_staircase",
]
