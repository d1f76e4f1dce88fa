"""From Telegram's updates to what the coach takes in.

The types of python-telegram-bot are promises that nobody keeps: what Telegram sent stands there
unchecked, so numbers and texts are looked at before use.
"""

from telegram import CallbackQuery, Chat, ChatMember, Message, Update
from telegram.ext.filters import StatusUpdate

from bot.coach import Incoming

CHANNEL = "telegram"
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


def address_of(update: Update) -> str | None:
    """Give the chat that an update comes from."""
    chat = update.effective_chat
    return str(chat.id) if chat and isinstance(chat.id, int) else None


def in_group(update: Update) -> bool:
    """Tell whether an update comes from anything but a private chat."""
    chat = update.effective_chat
    return chat is not None and chat.type != Chat.PRIVATE


def calls_in_group(update: Update, bot_name: str) -> bool:
    """Tell whether somebody in a group speaks to the bot: by a command that names no other bot."""
    command, *_ = (_words(update.message) if update.message else "").split() or [""]
    name = command.partition("@")[2]
    return in_group(update) and command.startswith("/") and name.lower() in ("", bot_name.lower())


def shut_out(update: Update) -> bool:
    """Tell whether the bot was blocked, or thrown out of a group."""
    change = update.my_chat_member
    now = change.new_chat_member if change else None
    return now is not None and now.status == ChatMember.BANNED


def incoming(update: Update) -> Incoming | None:
    """Give what a person in a private chat did, or None where there is nothing to answer."""
    address = address_of(update)
    if address is None or in_group(update):
        return None
    if update.callback_query:
        return _pressed(update.callback_query, address, update.update_id)
    message = update.message or update.edited_message
    if message is None or not _by_person(message) or StatusUpdate.ALL.check_update(update):
        return None
    edited = update.edited_message is not None
    words = _words(message)
    if edited and not words:  # such as a shared position, which moves every few seconds
        return None
    return Incoming(
        CHANNEL,
        address,
        text=words,
        update_id=update.update_id,
        edited=edited,
        reply_to=_replied_to(message),
    )


def _pressed(query: CallbackQuery, address: str, update_id: int) -> Incoming:
    action = query.data if isinstance(query.data, str) else ""
    return Incoming(CHANNEL, address, action=action, update_id=update_id)


def _replied_to(message: Message) -> str | None:
    """Give the number of the message that is replied to."""
    number = message.reply_to_message.message_id if message.reply_to_message else None
    return str(number) if isinstance(number, int) else None


def _words(message: Message) -> str:
    """Give what was written; half characters, which nothing can send or store, become «?»."""
    text = message.text or message.caption
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def _by_person(message: Message) -> bool:
    return message.from_user is not None and not message.from_user.is_bot
