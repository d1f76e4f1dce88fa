"""Tell whether what was trained still matches what is here now, without loading it.

To look must be quick: nothing large is imported.
"""

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from nlp.e5.files import installed_encoder
from nlp.installed import installed_pipeline

FOLDER = Path(__file__).parent / "trained"

_CODE = Path(__file__).parent
_CONTENT = _CODE.parent / "content"
_LEARNT_FROM = (
    *("steps_da.md", "examples_da.jsonl", "questions_da.jsonl", "answers_da.jsonl"),
    *("cues_da.toml", "pointing_da.toml"),
)
_LIBRARIES = ("scikit-learn", "skops", "numpy", "spacy", "spacy-lookups-data", "py3langid")


def artefact_file(encoder: str | None) -> Path:
    """Name the file of what is trained with an encoder, or on words alone."""
    return FOLDER / ("with_embeddings.skops" if encoder else "words_alone.skops")


def fingerprint(pipeline: str, encoder: str | None) -> str:
    """Digest all that the artefact depends on: content, code, libraries, pipeline, encoder."""
    digest = hashlib.sha256()
    paths = [_CONTENT / name for name in _LEARNT_FROM]
    paths += sorted(_CODE.rglob("*.py")) + sorted(_CONTENT.glob("*.py"))
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    digest.update(f"{pipeline} {encoder} {sys.version_info[:2]}".encode())
    return digest.hexdigest()


def is_current(pipeline: str, encoder: str | None, path: Path | None = None) -> bool:
    """Tell whether the artefact on disk was trained from what is here now."""
    try:
        found = mark_of(path or artefact_file(encoder)).read_text(encoding="utf-8")
    except OSError:
        return False
    return found == fingerprint(pipeline, encoder)


def is_trained(model: str, *, embeddings: bool) -> bool:
    """Tell whether the artefact for these settings is there and matches."""
    return is_current(installed_pipeline(model), installed_encoder() if embeddings else None)


def mark_of(path: Path) -> Path:
    """Name the file that holds the fingerprint of an artefact."""
    return path.with_suffix(".fingerprint")
