"""Save and load what was trained, with a fingerprint that tells when it no longer matches.

What is slow to import is imported where it is needed: to look at the fingerprint must be quick.
"""

import hashlib
import json
import logging
import os
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

ARTEFACT_FILE = Path(__file__).parent / "trained" / "placement.skops"

_CODE = Path(__file__).parent
_CONTENT = _CODE.parent / "content"
_LEARNT_FROM = ("steps_da.md", "examples_da.jsonl", "questions_da.jsonl")
_LIBRARIES = ("scikit-learn", "skops", "numpy", "spacy", "spacy-lookups-data", "py3langid")

# All that the artefact is made of beside skops' own trusted types; anything else is refused.
_TRUSTED = ["nlp.calibration.Calibrated"]


@dataclass(frozen=True)
class Artefact:
    """Hold the trained models, the threshold of sureness, and what training measured."""

    weigher: Any
    steps: Any
    dimensions: Any
    gate: Any
    language: Any
    sure_enough: float
    measured: dict[str, Any]


def fingerprint(pipeline: str) -> str:
    """Digest all that the artefact depends on: content, code, libraries, Danish pipeline."""
    digest = hashlib.sha256()
    paths = [_CONTENT / name for name in _LEARNT_FROM]
    paths += sorted(_CODE.glob("*.py")) + sorted(_CONTENT.glob("*.py"))
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    digest.update(f"{pipeline} {sys.version_info[:2]}".encode())
    return digest.hexdigest()


def is_current(pipeline: str, path: Path = ARTEFACT_FILE) -> bool:
    """Tell whether the artefact on disk was trained from what is here now."""
    try:
        return _mark(path).read_text(encoding="utf-8") == fingerprint(pipeline)
    except OSError:
        return False


def save(artefact: Artefact, pipeline: str, path: Path = ARTEFACT_FILE) -> None:
    """Write the artefact so that a reader never sees half of one."""
    import skops.io

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    skops.io.dump(
        {
            "weigher": artefact.weigher.pack(),
            "steps": artefact.steps,
            "dimensions": artefact.dimensions,
            "gate": artefact.gate,
            "language": artefact.language,
            "sure_enough": artefact.sure_enough,
            "measured": json.dumps(artefact.measured),
        },
        unfinished,
    )
    _mark(path).unlink(missing_ok=True)
    unfinished.replace(path)
    _mark(path).write_text(fingerprint(pipeline), encoding="utf-8")


def load(path: Path = ARTEFACT_FILE) -> Artefact:
    """Read the artefact; skops refuses any type that is not trusted."""
    import skops.io

    from nlp.features import Weigher

    parts = skops.io.load(path, trusted=_TRUSTED)
    learnt = {
        "weigher": Weigher.unpack(parts["weigher"]),
        "measured": json.loads(parts["measured"]),
    }
    return Artefact(**{**parts, **learnt})


def _mark(path: Path) -> Path:
    return path.with_suffix(".fingerprint")
