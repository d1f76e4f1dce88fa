"""Keep the token, and what people write, out of the log."""

import logging
from pathlib import Path
from traceback import extract_tb

_FRAMES = 3


class HideToken(logging.Filter):
    """Put a mask where a record would show the token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the token in the message and its traceback."""
        message = record.getMessage()
        if self._token in message:
            record.msg, record.args = message.replace(self._token, "•••"), None
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            if self._token in text:
                record.exc_text = text.replace(self._token, "•••")
        return True


def hide_token(token: str) -> None:
    """Mask the token in all that is logged from now on; requests are not logged at all."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(HideToken(token))
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    # It logs an answer that it can't read, whole.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)


def described(error: BaseException | None) -> str:
    """Name an error and where it came from; its own words may hold somebody's."""
    if error is None:
        return "no error"
    frames = extract_tb(error.__traceback__)[-_FRAMES:]
    places = " > ".join(f"{Path(each.filename).name}:{each.lineno}" for each in frames)
    return f"{type(error).__name__} at {places}"
