"""Let a test be the person in a chat with the bot."""

import time
from collections.abc import Callable
from typing import overload

from . import person
from .values import Json, Message, Sent
from .world import ChatState, Post, World


class Chat:
    """Speak in one chat and read what the bot said there."""

    def __init__(self, world: World, state: ChatState) -> None:
        self._world = world
        self._state = state

    @property
    def id(self) -> int:
        """Return the chat's id."""
        return int(self._state.info["id"])

    @property
    def user_id(self) -> int:
        """Return the id of the person in the chat."""
        return int(self._state.user["id"])

    @property
    def messages(self) -> list[Message]:
        """List the bot's messages as they stand now, oldest first."""
        with self._world.changed:
            posts = sorted(self._state.posts.items())
            return [post.view() for _, post in posts if post.from_bot]

    @property
    def deleted(self) -> list[Message]:
        """List the messages that the bot sent and then deleted."""
        with self._world.changed:
            return list(self._state.deleted)

    @property
    def actions(self) -> list[str]:
        """List the chat actions that the bot showed."""
        with self._world.changed:
            return list(self._state.actions)

    def say(self, text: str) -> Sent:
        """Send a text, or a command."""
        return self._send(person.text_content(text))

    def send_photo(self, caption: str | None = None) -> Sent:
        """Send a photo."""
        return self._send(person.photo_content(caption))

    def send_voice(self) -> Sent:
        """Send a voice message."""
        return self._send(person.voice_content())

    def send_sticker(self) -> Sent:
        """Send a sticker."""
        return self._send(person.sticker_content())

    def forward(self, text: str) -> Sent:
        """Forward somebody else's text."""
        return self._send(person.forward_content(text))

    def edit(self, message_id: int, text: str) -> Sent:
        """Edit an own message."""
        with self._world.changed:
            post = self._state.posts[message_id]
            if post.from_bot:
                raise ValueError("a person can't edit the bot's message")
            post.shown = person.edited(post, text)
            return self._queue("edited_message", post.shown, message_id)

    def press(self, label: str, timeout: float = 10) -> Sent:
        """Press a button on the newest message that shows it, waiting for one."""
        with self._world.changed:
            self._world.changed.wait_for(lambda: self._find(label) is not None, timeout)
            found = self._find(label)
            if found is None:
                shown = [message.labels for message in self.messages if message.labels]
                raise AssertionError(f"no button {label!r} is shown; by message: {shown}")
            post, button = found
            if "callback_data" not in button:
                raise AssertionError(f"the button {label!r} sends the bot nothing: {button}")
            return self.press_stale(post.shown["message_id"], button["callback_data"])

    def press_stale(self, message_id: int, data: str) -> Sent:
        """Press data on a message, shown there or not."""
        with self._world.changed:
            callback_id = self._world.new_callback_id()
            query = person.pressed(self._state, message_id, data, callback_id)
            return self._queue("callback_query", query, message_id, callback_id)

    def block(self) -> None:
        """Block the bot, or throw it out of a group."""
        self._set_blocked(blocked=True)

    def unblock(self) -> None:
        """Let the bot in again."""
        self._set_blocked(blocked=False)

    @overload
    def wait_for(
        self, wanted: int, timeout: float = 10, *, after: Sent | None = None
    ) -> list[Message]: ...

    @overload
    def wait_for(
        self,
        wanted: Callable[[Message], object],
        timeout: float = 10,
        *,
        after: Sent | None = None,
    ) -> Message: ...

    def wait_for(
        self,
        wanted: int | Callable[[Message], object],
        timeout: float = 10,
        *,
        after: Sent | None = None,
    ) -> list[Message] | Message:
        """Wait for a number of messages, or for one that a predicate accepts.

        Return the messages, or the newest that fits. With `after`, only messages sent
        or edited after that moment count.
        """

        def seen() -> list[Message]:
            if after is None:
                return self.messages
            return [message for message in self.messages if _touched(message) >= after.at]

        def enough() -> list[Message] | Message | None:
            messages = seen()
            if isinstance(wanted, int):
                return messages if len(messages) >= wanted else None
            newest_first = sorted(messages, key=_touched, reverse=True)
            return next((message for message in newest_first if wanted(message)), None)

        with self._world.changed:
            if isinstance(wanted, int) and wanted == 0:
                return seen()
            found = self._world.changed.wait_for(enough, timeout)
            if found:
                return found
            raise AssertionError(self._explain(wanted, timeout, seen()))

    def _explain(
        self,
        wanted: int | Callable[[Message], object],
        timeout: float,
        seen: list[Message],
    ) -> str:
        what = f"{wanted} messages" if isinstance(wanted, int) else "a message that fits"
        lines = [f"waited {timeout} s for {what} in chat {self.id}; {len(seen)} seen:"]
        lines += [f"  {m.message_id}: {(m.text or m.caption)!r} {m.labels}" for m in seen]
        refused = [(one.method, one.description) for one in self._world.refusals[-5:]]
        lines.append(f"refused requests: {refused}")
        lines.append(f"last requests: {[call.method for call in self._world.calls[-10:]]}")
        lines.append(f"updates not confirmed: {sorted(self._world.updates.pending)}")
        return "\n".join(lines)

    def _send(self, content: Json) -> Sent:
        with self._world.changed:
            post = self._world.post(self._state, content, from_bot=False)
            return self._queue("message", post.shown, post.shown["message_id"])

    def _queue(
        self, kind: str, content: Json, message_id: int, callback_id: str | None = None
    ) -> Sent:
        return Sent(
            update_id=self._world.updates.add(kind, content),
            message_id=message_id,
            at=time.time(),
            callback_id=callback_id,
        )

    def _find(self, label: str) -> tuple[Post, Json] | None:
        for _, post in sorted(self._state.posts.items(), reverse=True):
            for row in (post.markup or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return post, button
        return None

    def _set_blocked(self, *, blocked: bool) -> None:
        with self._world.changed:
            if self._state.blocked is not blocked:
                self._state.blocked = blocked
                change = person.membership(self._world, self._state, blocked=blocked)
                self._world.updates.add("my_chat_member", change)


def _touched(message: Message) -> float:
    return message.edited_at or message.sent_at
