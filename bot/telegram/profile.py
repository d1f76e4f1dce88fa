"""Tell Telegram what the bot is and which commands it knows."""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from telegram import Bot, BotCommand
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

logger = logging.getLogger(__name__)

_PAUSES = (5, 30, 120)


async def introduce(
    bot: Bot, commands: Sequence[tuple[str, str]], texts: Mapping[str, str]
) -> None:
    """Set commands, description and short description; try a few times, for they can wait."""
    for pause in (*_PAUSES, None):
        try:
            await bot.set_my_commands([BotCommand(name, menu) for name, menu in commands])
            await bot.set_my_description(texts["description"])
            await bot.set_my_short_description(texts["short_description"])
            return
        except TelegramError as error:
            logger.warning("Can't set the bot's profile (%s).", type(error).__name__)
            if pause is not None:
                await asyncio.sleep(pause)


async def link_to(token: str, api_url: str, code: str) -> str:
    """Give the link that starts the bot with a code, "" where Telegram can't be asked for it."""
    try:
        async with Bot(token, base_url=api_url) as bot:
            return create_deep_linked_url(bot.username, code)
    except TelegramError:
        return ""
