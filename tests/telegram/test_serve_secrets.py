"""What a person writes is found neither in the data folder nor in the log of the real program."""

import sqlite3
import time
from contextlib import closing

from tests.standin import Chat
from tests.telegram.program import REPLIES, Program, answer, headings, placed, told

WORD = "zebrasalonen"
IDENTIFIERS = ("010190-1234", "20 47 11 96", "ida@zebra.example")
PRACTICE = (
    f"Vi holder møder i {WORD} med forældrene, før vi tegner legepladsen, dagsordenen laver vi "
    f"selv, og de vælger mellem tre forslag. Ring til {IDENTIFIERS[1]} eller skriv til "
    f"{IDENTIFIERS[2]}, CPR {IDENTIFIERS[0]}."
)
LONG_TALK = (
    "hvorfor",
    f"jeg vil tale med {WORD} på torsdag",
    "ja",
    "hvad nu?",
    "og politikerne?",
    f"i {WORD} er det anderledes: der bestemmer beboerne selv dagsordenen, men ikke pengene",
    f"nej, {WORD} er længere end det",
    "hvorfor ikke trin 4?",
    f"skriv til {IDENTIFIERS[2]}, hvis du er i tvivl",
    "kan du skrive det kort til min chef",
    "/historik",
    f"find det jeg skrev om {WORD}",
    "/profil",
    "glem det jeg skrev",
    "/minedata",
)


def _bytes_of(program: Program) -> bytes:
    """Read all that the program has written, but for its key file."""
    files = [path for path in program.folder.rglob("*") if path.is_file()]
    assert any(path.name == "trinvis.db" for path in files)
    return b"".join(path.read_bytes() for path in files if path.name != "trinvis.key")


def test_nothing_that_was_written_can_be_read_in_what_is_kept_or_logged(
    program: Program, chat: Chat
) -> None:
    answer(chat, chat.say("/start"))
    placed(chat, PRACTICE)
    for words in LONG_TALK:
        answer(chat, chat.say(words))
    assert any(WORD in message.text for message in chat.messages)
    assert not any(sign in message.text for message in chat.messages for sign in IDENTIFIERS)
    figures = program.figures
    assert "trinvis_updates_total" in figures
    found = _bytes_of(program) + figures.encode()
    assert program.log
    assert str(chat.id) not in program.log + figures
    for secret in (WORD, *IDENTIFIERS, "legepladsen", program.server.token):
        assert secret.encode() not in found, secret


def test_an_answer_waits_for_a_database_that_is_locked_and_comes_once(
    program: Program, chat: Chat
) -> None:
    answer(chat, chat.say("/start"))
    path = program.folder / "data" / "trinvis.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        chat.say("/trin 3")
        time.sleep(2)
        assert headings(chat) == []
        other.execute("ROLLBACK")
    told(chat, 3)
    answer(chat, chat.say("/hjaelp"))
    assert headings(chat) == ["Trin 3"]
    assert REPLIES.render("failed").strip() not in [message.text for message in chat.messages]
