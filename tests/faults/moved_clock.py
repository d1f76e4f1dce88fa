"""The real program with a clock that a file moves: `python -m tests.faults.moved_clock serve`."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from bot import assembly, cli

FILE = "MOVED_CLOCK"


class MovedClock(assembly.Clock):
    """Be ahead of the real time by the seconds that the file says."""

    def __call__(self) -> datetime:
        return super().__call__() + timedelta(seconds=float(Path(os.environ[FILE]).read_text()))


if __name__ == "__main__":
    assembly.Clock = MovedClock  # type: ignore[misc]
    cli.main()
