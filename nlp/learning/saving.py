"""Save what was trained."""

import os
from pathlib import Path

import skops.io

from nlp.artefact import Artefact
from nlp.fingerprint import mark_of


def save(artefact: Artefact, path: Path, fingerprint: str) -> None:
    """Write the artefact so that a reader never sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    skops.io.dump(artefact.pack(), unfinished)
    mark_of(path).unlink(missing_ok=True)
    unfinished.replace(path)
    mark_of(path).write_text(fingerprint, encoding="utf-8")
