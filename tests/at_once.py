"""Do several things at the same moment, each in a thread of its own."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(works: Iterable[Callable[[], T]]) -> list[T]:
    """Begin all, and give what each of them gives."""
    todo = list(works)
    with ThreadPoolExecutor(len(todo)) as threads:
        return [each.result() for each in [threads.submit(work) for work in todo]]
