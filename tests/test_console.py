import io
import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.coach import Button, Coach, Document, Message, Staircase, Voice, paint_picture
from bot.console import Chat, chat_as_lines, chat_as_person, show
from tests.conftest import MovedClock
from tests.test_batch import SURE

GOODBYE, HINT = "(goodbye)", "(hint)"
PROMPT = Message("prompt", "(prompt)", (Button("(later)", "prompt_later:1"),))
Row = dict[str, Any]


@pytest.fixture
def chat(coach: Coach, voice: Voice, clock: MovedClock, tmp_path: Path) -> Chat:
    def advance(by: timedelta) -> list[Message]:
        clock.advance(seconds=int(by.total_seconds()))
        return [PROMPT]

    def save(document: Document) -> Path:
        path = tmp_path / document.name
        path.write_text(document.content, encoding="utf-8")
        return path

    return Chat(coach, lambda picture: paint_picture(picture, voice, tmp_path), advance, save)


@pytest.fixture
def screen() -> Console:
    return Console(file=io.StringIO(), width=60, highlight=False)


def lines(chat: Chat, clock: MovedClock, *rows: Row | str) -> tuple[bool, list[list[Row]]]:
    """Give what was answered to each line."""
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    out = io.StringIO()
    good = chat_as_lines(chat, io.StringIO("\n".join(texts)), out)
    turns: list[list[Row]] = [[]]
    for line in out.getvalue().splitlines():
        row = json.loads(line)
        if "turn" in row:
            assert row == {"turn": len(turns)}
            turns.append([])
        else:
            turns[-1].append(row)
    assert turns.pop() == []
    return good, turns


def person(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> str:
    """Give what a person reads who pipes some lines in."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    chat_as_person(chat, GOODBYE, HINT)
    return "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines())


def printed(screen: Console, chat: Chat, message: Message) -> str:
    show(screen, chat, [message])
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_message_has_what_the_contract_promises(chat: Chat, clock: MovedClock) -> None:
    good, (turn,) = lines(chat, clock, {"text": SURE})
    assert good
    hello, placement, *_ = turn
    for row in turn:
        assert set(row) == {"text", "buttons", "image", "kind", "step"}
    assert (hello["kind"], hello["buttons"], hello["image"]) == ("welcome", [], None)
    assert (placement["kind"], placement["step"]) == ("placement", 1)
    assert turn[-1]["buttons"] == ["Hvorfor?", "Næste skridt", "Mere om trinnet", "Passer ikke"]
    assert Path(placement["image"]).is_file()
    assert "<b>" not in placement["text"]


def test_button_presses_and_an_unknown_label_counts_as_typed(chat: Chat, clock: MovedClock) -> None:
    _, turns = lines(chat, clock, {"text": SURE}, {"button": "Hvorfor?"}, {"button": "trin 3"})
    assert turns[1][0]["text"].startswith("Derfor trin 1")
    assert turns[2][0]["text"].startswith("Trin 3")


def test_button_shown_earlier_can_still_be_pressed(chat: Chat, clock: MovedClock) -> None:
    _, turns = lines(
        chat, clock, {"text": "/start"}, {"text": "/hjaelp"}, {"button": "Hvad gemmer du?"}
    )
    assert turns[2][0]["text"].startswith("Det gemmer jeg")


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("30m", timedelta(minutes=30)),
        ("12h", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
        ("0m", timedelta()),
    ],
)
def test_clock_is_moved(chat: Chat, clock: MovedClock, words: str, moved: timedelta) -> None:
    before = clock.now
    good, turns = lines(chat, clock, {"advance": words})
    assert good
    assert [(row["kind"], row["buttons"]) for row in turns[0]] == [("prompt", ["(later)"])]
    assert clock.now - before == moved


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"text"',
        "{}",
        '{"text": 5}',
        '{"text": null}',
        '{"button": ["Hvorfor?"]}',
        '{"advance": "7w"}',
        '{"advance": "-7d"}',
        '{"advance": "d"}',
        '{"advance": 7}',
        '{"advance": "9999999999d"}',
        '{"press": "Hvorfor?"}',
        '{"text": ' + "1" * 5000 + "}",
        "[" * 100_000,
    ],
)
def test_bad_line_is_answered_by_its_error_and_the_talk_goes_on(
    chat: Chat, clock: MovedClock, line: str
) -> None:
    before = clock.now
    good, turns = lines(chat, clock, line, {"text": "/start"})
    assert not good
    assert [set(row) for row in turns[0]] == [{"error"}]
    assert [row["kind"] for row in turns[1]] == ["welcome"]
    assert clock.now == before


def test_clock_moved_past_the_end_of_time_is_an_error_of_its_line(
    chat: Chat, clock: MovedClock
) -> None:
    good, turns = lines(chat, clock, *[{"advance": "99999d"}] * 40)
    assert not good
    assert turns[0][0]["kind"] == "prompt"
    assert set(turns[-1][0]) == {"error"}


def test_blank_lines_are_no_turns(chat: Chat, clock: MovedClock) -> None:
    good, turns = lines(chat, clock, "", {"text": "/start"}, "   ", {"text": "/trin"}, "")
    assert good
    assert len(turns) == 2


def test_half_a_character_does_not_end_the_talk(chat: Chat, clock: MovedClock) -> None:
    good, turns = lines(chat, clock, '{"text": "\\ud800 hej"}', '{"button": "\\udfff"}')
    assert good
    assert all(turns)


def test_piped_lines_are_shown_with_their_answers(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = person(chat, monkeypatch, capsys, f"{SURE}\n\n  \nhvorfor\n")
    assert out.index("Hej, jeg er Trinvis") < out.index(f"> {SURE[:30]}") < out.index("> hvorfor")
    assert out.index("Det ligner mest trin 1") < out.index("> hvorfor") < out.index("Derfor trin 1")
    assert out.count("> ") == 2
    assert HINT not in out
    assert out.rstrip().endswith(GOODBYE)


def test_lines_are_wrapped(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = person(chat, monkeypatch, capsys, "trin 1\ntrin 2\n")
    assert max(map(len, out.splitlines())) <= 60


def test_number_presses_its_button(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = person(chat, monkeypatch, capsys, "2\n4\n")
    assert "2 Se de fem trin" in out
    assert out.index("> 2") < out.index("De fem trin\n") < out.index("> 4")
    assert out.index("> 4") < out.index("Trin 4: Den modne kommune\n")


@pytest.mark.parametrize("typed", ["0", "99", "9" * 5000, "-1", "²", "1.0"])
def test_number_of_no_button_is_said_as_it_is(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    out = person(chat, monkeypatch, capsys, f"{typed}\n")
    assert out.rstrip().endswith(GOODBYE)


def test_last_line_without_an_end_is_taken(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Trin 3: Den" in person(chat, monkeypatch, capsys, "trin 3")


def test_person_at_a_keyboard_has_a_history_and_ends_with_control_d(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    def say(text: str, send: Callable[[str], list[Message]] = chat.say) -> Any:
        said.append(text)
        return send(text)

    def type_slowly() -> None:
        keys.send_text("trin 3\r")
        while len(said) < 3:  # the history is there a moment after the prompt
            time.sleep(0.1)
            keys.send_text("\x1b[A\r")
        keys.send_text("\x04")

    keyboard = io.StringIO()
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(chat, "say", say)
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        typing = threading.Thread(target=type_slowly)
        typing.start()
        chat_as_person(chat, GOODBYE, HINT)
        typing.join()
    out = capsys.readouterr().out
    assert HINT in out
    assert said[:3] == ["/start", "trin 3", "trin 3"]
    assert out.rstrip().endswith(GOODBYE)


def test_markup_is_shown_as_style_and_entities_as_signs(screen: Console, chat: Chat) -> None:
    out = printed(
        screen, chat, Message("answer", "<b>R&amp;D</b> &lt;b&gt; <i>«x»</i> [red]y[/red]")
    )
    assert out.split() == ["R&D", "<b>", "«x»", "[red]y[/red]"]


def test_buttons_are_numbered_through_all_messages(screen: Console, chat: Chat) -> None:
    one, two, three = (Button(label, label) for label in ("a", "b", "c"))
    show(screen, chat, [Message("answer", "x", (one,)), Message("answer", "y", (two, three))])
    assert isinstance(screen.file, io.StringIO)
    assert [line.strip() for line in screen.file.getvalue().splitlines() if line.strip()] == [
        "x",
        "1 a",
        "y",
        "2 b",
        "3 c",
    ]


def test_picture_is_told_in_words_with_its_path(screen: Console, chat: Chat) -> None:
    picture = Staircase(step=2, probabilities=(0.2,) * 5, alternative="En trappe.")
    out = printed(screen, chat, Message("placement", "x", picture=picture))
    assert "En trappe." in out
    assert ".png" in "".join(out.split())


def test_a_file_is_saved_and_its_path_told(chat: Chat, clock: MovedClock) -> None:
    _, turns = lines(chat, clock, {"text": "/minedata"})
    row = turns[0][-1]
    assert set(row) == {"text", "buttons", "image", "kind", "step"}
    saved = Path(row["text"].splitlines()[-1])
    assert set(json.loads(saved.read_text())) >= {"person", "conversation", "placement"}
