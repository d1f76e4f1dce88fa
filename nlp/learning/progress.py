"""Tell how far a training is."""

from collections.abc import Callable

# Called with how many parts are done, and of how many.
Progress = Callable[[int, int], None]


class Counter:
    """Count what is done."""

    def __init__(self, progress: Progress, of: int) -> None:
        self._progress = progress
        self._done, self._of = 0, of
        progress(0, of)

    def count(self) -> None:
        """Count one part more, and tell it."""
        self._done += 1
        self._progress(self._done, self._of)
