"""Plan faults and gates for requests to come."""

import asyncio
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self, TypeAlias

Kind: TypeAlias = Literal["429", "500", "502", "drop_before", "drop_after", "delay", "malformed"]


@dataclass
class Fault:
    """Spoil the next requests to a method; `hits` counts those spoilt so far."""

    method: str
    kind: Kind
    times: int
    skip: int
    retry_after: int
    seconds: float
    processed: bool
    chat_id: int | None
    hits: int = 0

    def cancel(self) -> None:
        """Spoil no more requests."""
        self.times = 0

    def take(self, method: str, chat_id: str) -> bool:
        """Tell whether this request is to be spoilt, and count it."""
        if self.hits >= self.times or not _matches(self.method, method):
            return False
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.hits += 1
        return True


class Gate:
    """Hold requests to a method until released, or until a `with` ends."""

    def __init__(self, method: str, *, before: bool, loop: asyncio.AbstractEventLoop) -> None:
        self.method = method
        self.before = before
        self._loop = loop
        self._open = asyncio.Event()
        self._released = False
        self._held = 0
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        """Return the gate itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release what is held."""
        self.release()

    @property
    def held(self) -> int:
        """Count the requests that have come to the gate so far."""
        with self._changed:
            return self._held

    def wait(self, count: int = 1, timeout: float = 10) -> None:
        """Wait until so many requests have come to the gate."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._held >= count, timeout):
                raise AssertionError(
                    f"{self._held} requests to {self.method} came to the gate "
                    f"within {timeout} s, expected {count}"
                )

    def release(self) -> None:
        """Let the held requests and all later ones through."""
        self._released = True
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._open.set)

    def holds(self, method: str, *, before: bool) -> bool:
        """Tell whether a request is to be held at this point."""
        return not self._released and self.before is before and _matches(self.method, method)

    async def hold(self) -> None:
        """Keep one request until release."""
        with self._changed:
            self._held += 1
            self._changed.notify_all()
        await self._open.wait()


@dataclass
class Plan:
    """Keep the faults and gates in the order they were asked for."""

    faults: list[Fault] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)

    def fault(self, method: str, chat_id: str) -> Fault | None:
        """Take the first fault that applies to a request."""
        return next((fault for fault in self.faults if fault.take(method, chat_id)), None)

    async def pass_gates(self, method: str, *, before: bool) -> None:
        """Wait at every gate that holds a request at this point."""
        for gate in list(self.gates):
            if gate.holds(method, before=before):
                await gate.hold()


def _matches(wanted: str, method: str) -> bool:
    return wanted == "*" or wanted.lower() == method.lower()
