"""A bare python-telegram-bot: what comes in goes out again.

usage: python -m benchmarks.load.echo TOKEN BASE_URL
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, CallbackContext, MessageHandler, filters


async def echo(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Answer with the same text."""
    if update.effective_message and update.effective_message.text:
        await update.effective_message.reply_text(update.effective_message.text)


if __name__ == "__main__":
    application = (
        ApplicationBuilder()
        .token(sys.argv[1])
        .base_url(sys.argv[2])
        .concurrent_updates(True)
        .job_queue(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()
