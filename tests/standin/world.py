"""Hold what Telegram knows: the bot, its chats, messages and files."""

import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from threading import Condition
from typing import Any

from .errors import ApiError, bad_request
from .markup import inline_rows, keyboard_rows
from .params import Params
from .updates import UpdateQueue
from .values import Call, CallbackAnswer, Json, Message, Refusal, Upload

BOT_ID = 424242424


@dataclass
class Post:
    """Keep one message, of the bot or of a person, as Telegram would show it."""

    shown: Json
    from_bot: bool
    sent_at: float
    html: str = ""
    markup: Json | None = None
    photo: Upload | None = None
    document: Upload | None = None
    edited_at: float | None = None
    edits: int = 0

    def _entities(self) -> list[Json]:
        name = "entities" if "text" in self.shown else "caption_entities"
        entities: list[Json] = self.shown.get(name, [])
        return entities

    def view(self) -> Message:
        """Return the message as tests see it."""
        return Message(
            message_id=self.shown["message_id"],
            chat_id=self.shown["chat"]["id"],
            text=self.shown.get("text", ""),
            html=self.html,
            caption=self.shown.get("caption", ""),
            buttons=inline_rows(self.markup),
            keyboard=keyboard_rows(self.markup),
            photo=self.photo.content if self.photo else None,
            document=self.document.content if self.document else None,
            filename=self.document.name if self.document else None,
            entities=self._entities(),
            sent_at=self.sent_at,
            edited_at=self.edited_at,
            edits=self.edits,
        )


@dataclass
class ChatState:
    """Keep one chat; `user` is the person that speaks in it."""

    info: Json
    user: Json
    posts: dict[int, Post] = field(default_factory=dict)
    deleted: list[Message] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    blocked: bool = False

    @property
    def private(self) -> bool:
        """Tell whether the bot is alone with one person."""
        return bool(self.info["type"] == "private")


class World:
    """Keep everything behind one lock, `changed`, that is notified at every change."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.updates = UpdateQueue(self.changed)
        self.chats: dict[int, ChatState] = {}
        self.files: dict[str, Upload] = {}
        self.pressed: set[str] = set()
        self.answers: dict[str, CallbackAnswer] = {}
        self.calls: list[Call] = []
        self.done: Counter[str] = Counter()
        self.refusals: list[Refusal] = []
        self.unexpected: list[str] = []
        self.commands: dict[tuple[str, str], dict[str, str]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook: Json = {}
        self.logged_out = False
        self._message_ids = count(101)
        self._file_ids = count(1)
        self._callback_ids = count(5_000_000_000_000_001)

    @property
    def me(self) -> Json:
        """Describe the bot as getMe does."""
        return {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": self.descriptions.get(("name", ""), "Stand-in"),
            "username": "standin_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def chat(self, params: Params) -> ChatState:
        """Find the chat of a request and check that the bot may write there."""
        given = params.text("chat_id")
        if not given:
            raise bad_request("chat_id is empty")
        number = given.removeprefix("-")
        state = self.chats.get(int(given)) if number.isascii() and number.isdigit() else None
        if state is None:
            raise bad_request("chat not found")
        if state.blocked:
            reason = (
                "bot was blocked by the user"
                if state.private
                else f"bot was kicked from the {state.info['type']} chat"
            )
            raise ApiError(403, f"Forbidden: {reason}")
        return state

    def post(self, state: ChatState, content: Json, *, from_bot: bool, **kept: Any) -> Post:
        """Put a new message into a chat."""
        now = time.time()
        shown = {
            "message_id": next(self._message_ids),
            "from": self.bot_user() if from_bot else state.user,
            "chat": state.info,
            "date": int(now),
            **content,
        }
        post = Post(shown, from_bot, now, **kept)
        state.posts[shown["message_id"]] = post
        self.changed.notify_all()
        return post

    def bot_user(self) -> Json:
        """Describe the bot as the sender of a message."""
        return {key: self.me[key] for key in ("id", "is_bot", "first_name", "username")}

    def keep_file(self, upload: Upload) -> Json:
        """Store a file and return the ids by which Telegram names it."""
        number = next(self._file_ids)
        file_id = f"standin-file-{number}"
        self.files[file_id] = upload
        return {
            "file_id": file_id,
            "file_unique_id": f"unique-{number}",
            "file_size": len(upload.content),
        }

    def new_callback_id(self) -> str:
        """Open a callback query and return its id."""
        callback_id = str(next(self._callback_ids))
        self.pressed.add(callback_id)
        return callback_id
