"""The keys that content is encrypted with, in a file apart from the database."""

import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkstemp

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# The one in use, and the one before: a program that runs while keys change still writes with it.
_KEPT = 2


class KeyFileError(ValueError):
    """Tell what is wrong with the key file and what to do."""


class KeyRing:
    """Encrypt with the newest key, decrypt with any; Fernet is AES-128-CBC with HMAC-SHA256."""

    def __init__(self, read: Callable[[], list[bytes]]) -> None:
        self._read = read
        self._ring = _ring(read())

    def lock(self, text: str) -> str:
        """Encrypt a text."""
        return self._ring.encrypt(text.encode()).decode()

    def unlock(self, text: str) -> str:
        """Decrypt a text; raise KeyFileError where no key fits."""
        try:
            return self._ring.decrypt(text.encode()).decode()
        except InvalidToken:
            # Another process may have changed the keys since.
            self._ring = _ring(self._read())
        try:
            return self._ring.decrypt(text.encode()).decode()
        except InvalidToken:
            raise KeyFileError(
                "the key file does not fit the database; put back the one that belongs to it"
            ) from None


def load_keys(path: Path) -> KeyRing:
    """Read the key file, newest key first; raise KeyFileError where it can't be used."""
    return KeyRing(partial(_read, path))


def make_keys(path: Path) -> None:
    """Write a new key file for its owner alone, unless there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = _written(path, [Fernet.generate_key()])
    try:
        # Several processes may start at once: none may find half a file, or put away another's.
        os.link(whole, path)
    except FileExistsError:
        pass
    finally:
        whole.unlink()


def change_key(path: Path) -> None:
    """Put a new key before the one in use, and drop those before it."""
    _written(path, [Fernet.generate_key(), *_read(path)][:_KEPT]).replace(path)


def _written(path: Path, keys: list[bytes]) -> Path:
    # Such a file is its owner's alone, too.
    descriptor, name = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(b"".join(key + b"\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _read(path: Path) -> list[bytes]:
    try:
        mode, text = path.stat().st_mode, path.read_bytes()
    except OSError:
        reason = f"the key file {path} can't be read; put it back from the backup"
        raise KeyFileError(reason) from None
    if mode & _FOR_OTHERS:
        raise KeyFileError(f"the key file {path} can be read by others; run: chmod 600 {path}")
    keys = text.split()
    try:
        _ring(keys)
    except ValueError:
        raise KeyFileError(f"the key file {path} is damaged; put it back from the backup") from None
    return keys


def _ring(keys: list[bytes]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
