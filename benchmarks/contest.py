"""Measure one contestant in this process, and print what was found as one line of JSON.

usage: python -m benchmarks.contest CONTESTANT [--train]
"""

import json
import os
import sys
from typing import Any

from benchmarks.contestants import ENTRIES
from benchmarks.measuring import measure


def main(key: str, *, anew: bool) -> dict[str, Any]:
    """Open, train and measure a contestant."""
    (entry,) = (entry for entry in ENTRIES if entry.key == key)
    return measure(entry.open(anew=anew))


def stay_on_one_core() -> None:
    """Leave all cores but one to others, where the system can do that."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if __name__ == "__main__":
    stay_on_one_core()
    # Libraries print as they like, also past Python; the one line goes where they do not write.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    found = main(sys.argv[1], anew="--train" in sys.argv[2:])
    answer.write(json.dumps(found) + "\n")
    answer.close()
