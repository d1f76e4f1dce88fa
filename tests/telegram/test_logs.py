import io
import logging
import sys
from collections.abc import Iterator

import pytest
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.telegram.logs import HideToken, described, hide_token

TOKEN = "424242424:hemmelig"
QUIETED = ("httpx", "httpcore", "telegram.request.BaseRequest")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What stands in the program's log, whose handler is the root's."""
    levels = {name: logging.getLogger(name).level for name in ("", *QUIETED)}
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    others = root.handlers
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    hide_token(TOKEN)
    yield stream
    root.handlers = others
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_the_token_is_masked_wherever_it_stands(log: io.StringIO) -> None:
    logger = logging.getLogger("some.library")
    logger.info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logger.warning(f"bot{TOKEN}/getMe")
    try:
        raise ValueError(f"no answer from /bot{TOKEN}/getMe")
    except ValueError:
        logger.exception("It failed")
    assert TOKEN not in log.getvalue()
    assert log.getvalue().count("bot•••/getMe") == 3
    assert "It failed" in log.getvalue()


def test_what_holds_no_token_is_left_as_it_is(log: io.StringIO) -> None:
    logging.getLogger("some.library").info("%s of %s", 1, 2)
    record = logging.LogRecord("n", logging.INFO, "p", 1, "%s", ("x",), sys.exc_info())
    assert HideToken(TOKEN).filter(record)
    assert record.args == ("x",)
    assert log.getvalue() == "1 of 2\n"


def test_requests_are_not_logged(log: io.StringIO) -> None:
    for name in ("httpx", "httpcore.connection"):
        logging.getLogger(name).info("POST something")
    assert log.getvalue() == ""


def test_an_answer_that_can_not_be_read_is_not_logged(log: io.StringIO) -> None:
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b'{"result": {"text": "natsv')
    assert log.getvalue() == ""


def test_an_error_is_named_with_its_place_and_without_its_words() -> None:
    def fail() -> None:
        raise RuntimeError("natsværmer")

    try:
        fail()
    except RuntimeError as error:
        text = described(error)
    assert text.startswith("RuntimeError at test_logs.py:")
    assert text.count("test_logs.py:") == 2
    assert "natsværmer" not in text
    assert described(None) == "no error"
