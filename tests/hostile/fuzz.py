"""Fuzz one of the targets, guided by coverage; a crash ends it.

usage: python -m tests.hostile.fuzz NAME [-runs=N] [-max_total_time=SECONDS] …
"""

import sys

import atheris

with atheris.instrument_imports(include=["bot", "nlp", "content"]):
    from tests.hostile.targets import TARGETS

_LONGEST = 4096


def main() -> None:
    """Fuzz with the arguments of libFuzzer."""
    target = TARGETS[sys.argv[1]]

    def one(data: bytes) -> None:
        target(atheris.FuzzedDataProvider(data).ConsumeUnicode(_LONGEST))

    atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
