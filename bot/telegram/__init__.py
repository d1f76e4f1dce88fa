"""The coach on Telegram: parse, call the coach, render, and lose nothing on the way."""

import os

# Waiting times as `timedelta`, as python-telegram-bot gives them from its next version on.
os.environ.setdefault("PTB_TIMEDELTA", "1")
