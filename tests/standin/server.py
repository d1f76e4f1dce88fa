"""Run the stand-in in a thread of its own and give tests its handles."""

import asyncio
import threading
from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import Self

from aiohttp import web

from .bringing import Bringing
from .chat import Chat
from .endpoint import Endpoint
from .faults import Fault, Gate, Kind, Plan
from .flood import Flood, Limits
from .values import Call, CallbackAnswer, Json, Refusal
from .world import BOT_ID, ChatState, World

MOST_BODY_BYTES = 60_000_000
TOKEN = f"{BOT_ID}:standin-for-telegram-in-tests-000001"


class StandIn:
    """Be Telegram's Bot API on 127.0.0.1 for as long as the context lasts."""

    def __init__(self, *, limits: Limits | None = None, token: str = TOKEN) -> None:
        self.token = token
        self._world = World()
        self._plan = Plan()
        self._numbers = count(10_000_001)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._port = 0
        self._endpoint = Endpoint(self._world, token, self._plan, Flood(limits))
        self._bringing: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="standin", daemon=True)

    def __enter__(self) -> Self:
        """Start serving."""
        self._loop = asyncio.new_event_loop()
        self._thread.start()
        if not self._ready.wait(10) or not self._port:
            raise RuntimeError("the stand-in did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving; fail if the stand-in itself broke."""
        self._running.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        if self._endpoint.broken and error is None:
            raise RuntimeError("the stand-in broke") from self._endpoint.broken[0]

    @property
    def url(self) -> str:
        """Return the base URL, to which a client adds token and method."""
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def calls(self) -> list[Call]:
        """List all requests with the right token, oldest first."""
        with self._world.changed:
            return list(self._world.calls)

    def calls_of(self, method: str) -> list[Call]:
        """List the requests to one method, oldest first."""
        with self._world.changed:
            return [call for call in self._world.calls if call.method == method]

    def number_of(self, method: str) -> int:
        """Count the requests to a method that were done as asked, without copying them."""
        with self._world.changed:
            return self._world.done[method]

    @property
    def bot_messages(self) -> list[tuple[int, float]]:
        """List the chats and moments of all messages of the bot."""
        with self._world.changed:
            return [
                (chat_id, post.sent_at)
                for chat_id, chat in self._world.chats.items()
                for post in chat.posts.values()
                if post.from_bot
            ]

    @property
    def refusals(self) -> list[Refusal]:
        """List the errors answered, but for those on demand."""
        with self._world.changed:
            return list(self._world.refusals)

    @property
    def unexpected(self) -> list[str]:
        """List requests to other paths than the Bot API's, as `GET /path`."""
        with self._world.changed:
            return list(self._world.unexpected)

    @property
    def answers(self) -> dict[str, CallbackAnswer]:
        """Map callback ids to the bot's answers."""
        with self._world.changed:
            return dict(self._world.answers)

    @property
    def commands(self) -> dict[tuple[str, str], dict[str, str]]:
        """Map (scope, language) to the commands with their descriptions."""
        with self._world.changed:
            return {key: dict(value) for key, value in self._world.commands.items()}

    @property
    def descriptions(self) -> dict[tuple[str, str], str]:
        """Map (kind, language) to texts; a kind is `name`, `description` and so on."""
        with self._world.changed:
            return dict(self._world.descriptions)

    @property
    def pending(self) -> list[int]:
        """List the ids of the updates that the bot has not confirmed."""
        with self._world.changed:
            return sorted(self._world.updates.pending)

    def private_chat(self, first_name: str = "Astrid", language_code: str = "da") -> Chat:
        """Open a private chat with a new person."""
        user = self._user(first_name, language_code)
        return self._open({"id": user["id"], "type": "private", "first_name": first_name}, user)

    def group_chat(self, title: str = "Group", first_name: str = "Astrid") -> Chat:
        """Open a group with the bot and a new person."""
        info = {"id": -next(self._numbers), "type": "group", "title": title}
        return self._open(info, self._user(first_name, "da"))

    def push(self, update: Json) -> int:
        """Queue a raw update, given an id if it has none; return its id."""
        with self._world.changed:
            return self._world.updates.push(update)

    def lead_webhook_to(self, *addresses: str) -> None:
        """Bring updates to a webhook, when the bot has set one, at these addresses in turn."""

        def begin() -> None:
            self._bringing = self._running.create_task(Bringing(self._world, addresses).run())

        self._running.call_soon_threadsafe(begin)

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, even if confirmed."""
        with self._world.changed:
            self._world.updates.repeat(update_id)

    def expire_callbacks(self) -> None:
        """Let all pressed buttons grow too old to be answered."""
        with self._world.changed:
            self._world.pressed.clear()

    def fail(
        self,
        method: str,
        kind: Kind,
        times: int = 1,
        *,
        skip: int = 0,
        retry_after: int = 1,
        seconds: float = 1.0,
        processed: bool | None = None,
        chat_id: int | None = None,
    ) -> Fault:
        """Spoil the next requests to a method (`*`: any), after letting `skip` through.

        `retry_after` is for "429", `seconds` for "delay"; `processed` says whether the
        request takes effect, by default only with "delay" and "drop_after".
        """
        if kind in {"drop_before", "drop_after"} or processed is None:
            processed = kind in {"drop_after", "delay"}
        fault = Fault(method, kind, times, skip, retry_after, seconds, processed, chat_id)
        with self._world.changed:
            self._plan.faults.append(fault)
        return fault

    def hold(self, method: str, *, before: bool = False) -> Gate:
        """Hold a method's answers, or with `before` the requests, until released."""
        gate = Gate(method, before=before, loop=self._running)
        with self._world.changed:
            self._plan.gates.append(gate)
        return gate

    def wait_for_call(
        self,
        method: str,
        count: int = 1,
        timeout: float = 10,
        where: Callable[[Call], object] = bool,
    ) -> list[Call]:
        """Wait until a method has been called so often; return those calls."""

        def found() -> list[Call]:
            return [c for c in self._world.calls if c.method == method and where(c)]

        with self._world.changed:
            if not self._world.changed.wait_for(lambda: len(found()) >= count, timeout):
                last = [call.method for call in self._world.calls[-10:]]
                raise AssertionError(
                    f"waited {timeout} s for {count} calls of {method}, "
                    f"got {len(found())}; "
                    f"last requests: {last}; other paths: {self._world.unexpected}"
                )
            return found()

    def wait_until_confirmed(self, timeout: float = 10) -> None:
        """Wait until the bot has confirmed every update."""
        updates = self._world.updates
        with self._world.changed:
            if not self._world.changed.wait_for(lambda: not updates.pending, timeout):
                raise AssertionError(f"not confirmed within {timeout} s: {self.pending}")

    def _user(self, first_name: str, language_code: str) -> Json:
        return {
            "id": next(self._numbers),
            "is_bot": False,
            "first_name": first_name,
            "language_code": language_code,
        }

    def _open(self, info: Json, user: Json) -> Chat:
        state = ChatState(info, user)
        with self._world.changed:
            self._world.chats[info["id"]] = state
        return Chat(self._world, state)

    @property
    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("the stand-in has not started")
        return self._loop

    def _run(self) -> None:
        try:
            self._running.run_until_complete(self._serve())
        finally:
            self._ready.set()
            self._running.close()

    async def _serve(self) -> None:
        application = web.Application(client_max_size=MOST_BODY_BYTES)
        application.router.add_route("*", "/{path:.*}", self._endpoint.handle)
        runner = web.AppRunner(
            application,
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=0.1,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self._port = runner.addresses[0][1]
            self._ready.set()
            await self._stop.wait()
        finally:
            if self._bringing:
                self._bringing.cancel()
                await asyncio.gather(self._bringing, return_exceptions=True)
            await runner.cleanup()
