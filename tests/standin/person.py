"""Build what a person's client sends, as Telegram hands it to a bot."""

import re
import time

from .formatting import utf16_length
from .values import Json
from .world import ChatState, Post, World

LONGEST = 4096
_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?")


def text_content(text: str) -> Json:
    """Return the fields of a text message, commands marked."""
    if not text.strip():
        raise ValueError("Telegram's client sends no empty text")
    if utf16_length(text) > LONGEST:
        raise ValueError(f"Telegram's client sends at most {LONGEST} characters in a message")
    content: Json = {"text": text}
    entities = [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match[0]),
        }
        for match in _COMMAND.finditer(text)
    ]
    if entities:
        content["entities"] = entities
    return content


def photo_content(caption: str | None) -> Json:
    """Return the fields of a photo."""
    size = {
        "file_id": "person-photo",
        "file_unique_id": "pp",
        "width": 640,
        "height": 480,
    }
    return {"photo": [size]} | ({"caption": caption} if caption else {})


def voice_content() -> Json:
    """Return the fields of a voice message."""
    voice = {"file_id": "person-voice", "file_unique_id": "pv", "duration": 4}
    return {"voice": voice | {"mime_type": "audio/ogg"}}


def sticker_content() -> Json:
    """Return the fields of a sticker."""
    sticker = {
        "file_id": "person-sticker",
        "file_unique_id": "ps",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    }
    return {"sticker": sticker}


def forward_content(text: str) -> Json:
    """Return the fields of a message forwarded from someone hidden."""
    origin = {
        "type": "hidden_user",
        "sender_user_name": "Somebody",
        "date": int(time.time()) - 60,
    }
    return text_content(text) | {"forward_origin": origin}


def edited(post: Post, text: str) -> Json:
    """Return a person's message with its text (or caption) changed."""
    kept = {k: v for k, v in post.shown.items() if k not in ("text", "entities", "caption")}
    content = text_content(text) if "text" in post.shown else {"caption": text}
    return kept | content | {"edit_date": int(time.time())}


def pressed(state: ChatState, message_id: int, data: str, callback_id: str) -> Json:
    """Return a callback query; a deleted message is one that can't be accessed."""
    post = state.posts.get(message_id)
    unreachable = {"message_id": message_id, "chat": state.info, "date": 0}
    return {
        "id": callback_id,
        "from": state.user,
        "message": post.shown if post else unreachable,
        "chat_instance": str(hash(state.info["id"])),
        "data": data,
    }


def membership(world: World, state: ChatState, *, blocked: bool) -> Json:
    """Return the change of the bot's membership when it is blocked or let in again."""

    def member(*, away: bool) -> Json:
        if away:
            return {"status": "kicked", "user": world.bot_user(), "until_date": 0}
        return {"status": "member", "user": world.bot_user()}

    return {
        "chat": state.info,
        "from": state.user,
        "date": int(time.time()),
        "old_chat_member": member(away=not blocked),
        "new_chat_member": member(away=blocked),
    }
