"""Two real programs on one PostgreSQL, to which Telegram brings updates."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from bot.telegram.webhook import SECRET_HEADER, secret_of
from tests.postgres import new_database
from tests.standin import StandIn
from tests.telegram.program import PATIENCE, headings, told
from tests.telegram.webhooks import Hooked


@pytest.fixture(scope="module")
def database(postgres_url: str) -> str:
    return new_database(postgres_url, "brought")


class Brought:
    """Two programs, and a Telegram that brings each update to one of them, or to both."""

    def __init__(self, server: StandIn, folder: Path, database: str) -> None:
        self.server = server
        self.programs = [Hooked(server, folder, database) for _ in range(2)]

    def bring(self, update: dict[str, object], *places: int) -> None:
        for place in places:
            request = Request(
                self.programs[place].address,
                json.dumps(update).encode(),
                {"Content-Type": "application/json", SECRET_HEADER: secret_of(self.server.token)},
            )
            with urlopen(request, timeout=10) as answer:
                assert answer.status == 200

    def operation(self, place: int, path: str) -> tuple[int, str]:
        try:
            with urlopen(self.programs[place].operation + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Brought]:
    with StandIn() as server:
        both = Brought(server, tmp_path_factory.mktemp("brought"), database)
        one, two = both.programs
        with one, two:
            for program in both.programs:
                program.begin()
            for program in both.programs:
                program.wait_until_at_work()
            server.wait_for_call("setWebhook", 2, PATIENCE)
            yield both
            for program in both.programs:
                began = time.monotonic()
                assert program.stop() == 0
                assert time.monotonic() - began < 10
                program.check_manners()


def said(chat_id: int, update_id: int, words: str) -> dict[str, object]:
    person = {"id": chat_id, "is_bot": False, "first_name": "Ida"}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1_700_000_000,
            "chat": {"id": chat_id, "type": "private", "first_name": "Ida"},
            "from": person,
            "text": words,
        },
    }


def test_either_of_two_programs_answers(brought: Brought) -> None:
    for place in range(2):
        chat = brought.server.private_chat(f"Person {place}")
        brought.bring(said(chat.id, 900 + place, "/trin 3"), place)
        told(chat, 3)


def test_an_update_brought_to_both_is_answered_once(brought: Brought) -> None:
    chat = brought.server.private_chat("Ida")
    for update_id, step in ((1001, 2), (1002, 4)):
        brought.bring(said(chat.id, update_id, f"/trin {step}"), 0, 1, 0)
        told(chat, step)
    time.sleep(1)
    assert headings(chat) == ["Trin 2", "Trin 4"]


def test_a_chats_updates_are_answered_in_order_whichever_program_they_are_brought_to(
    brought: Brought,
) -> None:
    chat = brought.server.private_chat("Ida")
    order = [3, 1, 5, 2, 4, 1, 2, 3]
    for place, step in enumerate(order):
        brought.bring(said(chat.id, 2000 + place, f"/trin {step}"), place % 2)
    brought.bring(said(chat.id, 2100, "/trin 5"), 0)
    told(chat, 5)
    until = time.monotonic() + PATIENCE
    while len(headings(chat)) <= len(order) and time.monotonic() < until:
        time.sleep(0.1)
    assert headings(chat) == [f"Trin {step}" for step in (*order, 5)]


def test_both_are_alive_and_ready_and_count(brought: Brought) -> None:
    for place in range(2):
        assert brought.operation(place, "/healthz")[0] == 200
        status, found = brought.operation(place, "/readyz")
        assert (status, json.loads(found)) == (200, {"database": True, "started": True})
        status, figures = brought.operation(place, "/metrics")
        assert status == 200
        assert "trinvis_updates_total" in figures
        assert "Ida" not in figures


def test_who_does_not_know_the_secret_is_refused(brought: Brought) -> None:
    request = Request(
        brought.programs[0].address,
        b"{}",
        {"Content-Type": "application/json", SECRET_HEADER: "guessed"},
    )
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=10)
    with refused.value:
        assert refused.value.code == 403
