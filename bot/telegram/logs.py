"""Keep the token out of the log."""

import logging


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
