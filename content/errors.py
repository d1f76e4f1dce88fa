"""The one error that a content file can cause."""

from pathlib import Path


class ContentError(Exception):
    """Tell an editor which file and line to mend, and how."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.name}:{line}: {message}")
        self.path = path
        self.line = line
