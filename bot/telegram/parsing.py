"""From Telegram's updates to what the coach takes in."""

from telegram import CallbackQuery, Chat, Message, Update

from bot.coach import Incoming

CHANNEL = "telegram"
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


def address_of(update: Update) -> str | None:
    """Give the chat that an update comes from."""
    return str(update.effective_chat.id) if update.effective_chat else None


def in_group(update: Update) -> bool:
    """Tell whether an update comes from anything but a private chat."""
    chat = update.effective_chat
    return chat is not None and chat.type != Chat.PRIVATE


def calls_in_group(update: Update) -> bool:
    """Tell whether somebody in a group speaks to the bot: by a command."""
    message = update.message
    return bool(in_group(update) and message and (message.text or "").startswith("/"))


def incoming(update: Update) -> Incoming | None:
    """Give what a person in a private chat did, or None where there is nothing to answer."""
    address = address_of(update)
    if address is None or in_group(update):
        return None
    if update.callback_query:
        return _pressed(update.callback_query, address, update.update_id)
    message = update.message or update.edited_message
    if message is None or not _by_person(message):
        return None
    return Incoming(
        channel=CHANNEL,
        address=address,
        text=message.text or message.caption or "",
        update_id=update.update_id,
        edited=update.edited_message is not None,
    )


def _pressed(query: CallbackQuery, address: str, update_id: int) -> Incoming:
    return Incoming(channel=CHANNEL, address=address, action=query.data or "", update_id=update_id)


def _by_person(message: Message) -> bool:
    """Leave out what Telegram itself says in a chat, such as a pinned message."""
    return message.from_user is not None and not message.from_user.is_bot
