import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.offline import REACHED, OfflineError, guarded, taken

ELSEWHERE = "192.0.2.1"  # kept free for documentation, so nobody answers there


def test_a_connection_elsewhere_is_refused_and_noted() -> None:
    with socket.socket() as one, pytest.raises(OfflineError, match=ELSEWHERE):
        one.connect((ELSEWHERE, 443))
    with socket.socket() as one, pytest.raises(OfflineError):
        one.connect_ex((ELSEWHERE, 443))
    with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(OfflineError):
        one.sendto(b"x", (ELSEWHERE, 53))
    assert taken() == [ELSEWHERE] * 3


def test_no_name_is_looked_up() -> None:
    with pytest.raises(OfflineError):
        socket.getaddrinfo("api.telegram.org", 443)
    assert taken() == ["api.telegram.org"]


async def test_a_client_that_swallows_the_error_is_noted() -> None:
    async with httpx.AsyncClient(verify=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://{ELSEWHERE}/")
    assert taken() == [ELSEWHERE]


async def test_this_machine_can_be_reached() -> None:
    served = asyncio.Event()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.set()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        for host in ("127.0.0.1", "localhost"):
            served.clear()
            _, writer = await asyncio.open_connection(host, server.sockets[0].getsockname()[1])
            await served.wait()
            writer.close()
            await writer.wait_closed()
    assert taken() == []


def test_a_process_is_kept_here_too(tmp_path: Path) -> None:
    code = f"import socket; socket.create_connection(('{ELSEWHERE}', 443), 1)"
    run = subprocess.run(
        [sys.executable, "-c", code], env=guarded({}, tmp_path), capture_output=True, text=True
    )
    assert run.returncode
    assert f"{REACHED}{ELSEWHERE}" in run.stderr.splitlines()
