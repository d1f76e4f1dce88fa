"""Tell which Danish pipeline is installed, without loading it."""

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RULES = "danish-rules"


def installed_pipeline(model: str) -> str:
    """Name the pipeline behind a package name or path with its version, or the rules."""
    meta = Path(model) / "meta.json"
    if meta.is_file():
        about = json.loads(meta.read_text(encoding="utf-8"))
        return f"{about['lang']}_{about['name']} {about['version']}"
    try:
        return f"{model} {version(model)}"
    except PackageNotFoundError:
        return RULES
