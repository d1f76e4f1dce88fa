"""Drive a real bot process from a synchronous test, and kill it in the middle."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from . import StandIn

ECHO = """
import sys
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text + "!")

application = Application.builder().token(sys.argv[1]).base_url(sys.argv[2]).build()
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
"""


@contextmanager
def echo_bot(server: StandIn) -> Iterator["subprocess.Popen[bytes]"]:
    """Run an echoing bot, killed at the end."""
    process = subprocess.Popen([sys.executable, "-c", ECHO, server.token, server.url])
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def test_kill_in_the_middle() -> None:
    with StandIn() as server:
        chat = server.private_chat()
        chat.say("hello")
        gate = server.hold("sendMessage")
        with echo_bot(server):
            gate.wait(timeout=20)
        gate.release()
        assert [message.text for message in chat.messages] == ["hello!"]
        with echo_bot(server):
            said = chat.say("again")
            chat.wait_for(lambda message: message.text == "again!", after=said)
            server.wait_until_confirmed()
            began = time.monotonic()
            chat.say("quick")
            chat.wait_for(lambda message: message.text == "quick!")
            assert time.monotonic() - began < 2
        assert server.unexpected == []
        assert server.refusals == []
