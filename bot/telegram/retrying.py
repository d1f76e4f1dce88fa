"""How long Telegram asks to wait."""

from datetime import timedelta

from telegram.error import RetryAfter


def seconds(error: RetryAfter) -> float:
    """Give the seconds to wait before trying again."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
