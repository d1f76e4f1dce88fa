"""Let no test reach for anything but this machine: not in this process, nor in one it starts."""

import ipaddress
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
REACHED = "reached for the network: "
# Where the host stands among what Python tells of a call.
_CONNECTING = ("socket.connect", "socket.sendto", "socket.sendmsg")
_LOOKING_UP = ("socket.getaddrinfo", "socket.gethostbyname")

_reached: list[str] = []


class OfflineError(OSError):
    """Refuse to leave this machine."""


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Fail a test that reached for the network, also where that error was swallowed."""
    yield
    reached = taken()
    if reached:
        pytest.fail(f"{REACHED}{', '.join(reached)}")


def taken() -> list[str]:
    """Give the hosts that were reached for since the last time, and forget them."""
    reached = _reached.copy()
    _reached.clear()
    return reached


def guarded(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Add to a Python process's environment what keeps it, too, on this machine.

    What it reaches for stands on its standard error, after `REACHED`.
    """
    (folder / "sitecustomize.py").write_text("import tests.offline\n", encoding="utf-8")
    path = os.pathsep.join((str(folder), str(ROOT)))
    return {**environment, "PYTHONPATH": path, "TRINVIS_TESTS_OFFLINE": "say"}


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) and address else None
    elif event in _LOOKING_UP:
        host = arguments[0]
    else:
        return
    if host is None or _is_here(host):
        return
    _reached.append(str(host))
    if "TRINVIS_TESTS_OFFLINE" in os.environ:
        sys.stderr.write(f"{REACHED}{host}\n")
    raise OfflineError(f"{REACHED}{host}")


def _is_here(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


# A hook of the interpreter sees every socket, whatever library opens it, and can't be taken out.
sys.addaudithook(_refuse)
