import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.command import Ran, Trinvis, finish, start
from tests.command import own_settings as own_settings
from tests.command import trinvis as trinvis
from tests.offline import ROOT
from tests.test_batch import SURE

TOKEN = "123456:hemmelig-hemmelig"
DESCRIPTION = json.dumps({"id": 1, "text": SURE})


def fails_in_one_line(ran: Ran, status: int) -> str:
    """Check that a run ended as the contract says an error does; give the error."""
    assert ran.status == status, ran
    assert ran.out == ""
    assert ran.err.startswith("trinvis: ")
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err


@pytest.fixture(scope="module")
def real_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Ran]]:
    """Run the real program in the ways that load the classifier, at once: it takes seconds."""
    talk = [{"text": SURE}, {"button": "Hvorfor?"}, {"advance": "7d"}, {"text": "tak"}]
    inputs = {
        ("classify", "-"): f'{DESCRIPTION}\n{{"id": 2}}\n{{"id": 3, "text": "hej"}}\n',
        ("chat", "--jsonl"): "".join(json.dumps(row) + "\n" for row in talk),
    }
    with ExitStack() as started:
        running = {
            arguments: started.enter_context(
                start(tmp_path_factory.mktemp(arguments[0]), *arguments)
            )
            for arguments in inputs
        }
        yield {
            arguments[0]: finish(running[arguments], stdin) for arguments, stdin in inputs.items()
        }


def test_real_program_classifies_from_standard_input(real_runs: dict[str, Ran]) -> None:
    ran = real_runs["classify"]
    assert [row["id"] for row in ran.rows] == [1, 2, 3]
    assert ran.rows[0]["decision"] == "place"
    assert "«text»" in ran.rows[1]["error"]
    assert ran.rows[2]["decision"] == "smalltalk"
    assert ran.status == 1
    assert ran.err == ""


def test_real_program_talks_in_json_lines(real_runs: dict[str, Ran]) -> None:
    ran = real_runs["chat"]
    assert (ran.status, ran.err) == (0, "")
    assert [row["turn"] for row in ran.rows if "turn" in row] == [1, 2, 3, 4]
    placement = next(row for row in ran.rows if row.get("image"))
    assert placement["kind"] == "placement"
    assert placement["step"] == 1
    why = next(row for row in ran.rows if row.get("text", "").startswith("Derfor trin 1"))
    assert "Ingen spurgte dem" in why["text"]
    assert Path(placement["image"]).read_bytes().startswith(b"\x89PNG")


def test_real_program_redacts_from_standard_input_and_loads_no_classifier(tmp_path: Path) -> None:
    lines = ['{"id": 1, "text": "Ring til Karen på 12345678"}', '{"id": 2}', "{"]
    ran = finish(start(tmp_path, "redact"), "\n".join(lines))
    assert ran.rows[0] == {
        "id": 1,
        "text": "Ring til [navn] på [telefonnummer]",
        "found": ["name", "phone"],
    }
    assert ["error" in row for row in ran.rows] == [False, True, True]
    assert [row["id"] for row in ran.rows[1:]] == [2, None]
    assert ran.status == 1
    assert ran.err == ""


def test_redacting_imports_nothing_of_the_classifier() -> None:
    code = (
        "import sys; from bot.redacting import redact_row; from nlp.redaction import open_redactor;"
        "redact_row({'text': 'hej'}, open_redactor('not-installed-here'));"
        "sys.exit(any(name in sys.modules for name in ('sklearn', 'spacy', 'nlp.understanding')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_real_program_refuses_an_unknown_command(tmp_path: Path) -> None:
    error = fails_in_one_line(finish(start(tmp_path, "forecast")), 2)
    assert "forecast" in error
    assert "--help" in error


def test_real_program_serves_nobody_without_a_token(tmp_path: Path) -> None:
    error = fails_in_one_line(finish(start(tmp_path, "serve")), 2)
    assert "TRINVIS_TELEGRAM_TOKEN" in error
    assert "BotFather" in error


def test_every_command_of_the_contract_is_listed(trinvis: Trinvis) -> None:
    ran = trinvis("--help")
    assert (ran.status, ran.err) == (0, "")
    for command in (
        *("ask", "chat", "classify", "doctor", "evaluate", "prompts", "redact", "serve", "train"),
    ):
        assert f"\n  {command} " in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("forecast",),
        ("--forecast",),
        ("classify", "--forecast"),
        ("classify", "no-such-file.jsonl"),
        ("classify", "."),
        ("evaluate", "no-such-file.jsonl"),
        ("redact", "no-such-file.jsonl"),
        ("ask", "no-such-file.jsonl"),
        ("ask", "--forecast"),
        ("chat", "extra"),
        ("serve", "extra"),
        ("prompts", "--days", "0"),
        ("serve", "--webhook", "http://bot.kommune.example/"),
    ],
)
def test_wrong_call_is_told_in_one_line(trinvis: Trinvis, arguments: tuple[str, ...]) -> None:
    fails_in_one_line(trinvis(*arguments), 2)


@pytest.mark.parametrize(
    "command", ["ask", "classify", "evaluate", "redact", "train", "chat", "serve", "doctor"]
)
def test_wrong_setting_is_told_in_one_line_by_every_command(
    trinvis: Trinvis, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("TRINVIS_TIMEZONE", "Mars")
    error = fails_in_one_line(trinvis(command), 2)
    assert "TRINVIS_TIMEZONE" in error


@pytest.mark.parametrize("url", ["nonsense", "mysql://ida:hemmelig@localhost/x"])
def test_wrong_database_address_is_told_without_its_password(
    trinvis: Trinvis, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TRINVIS_DATABASE_URL", url)
    error = fails_in_one_line(trinvis("chat"), 2)
    assert "TRINVIS_DATABASE_URL" in error
    assert "hemmelig" not in error


def test_database_that_cannot_be_reached_is_told_in_one_line(
    trinvis: Trinvis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(
        "TRINVIS_DATABASE_URL", f"postgresql+psycopg://ida:hemmelig@/x?host={tmp_path}"
    )
    error = fails_in_one_line(trinvis("chat"), 1)
    assert "database" in error
    assert "doctor" in error
    assert "hemmelig" not in error


def test_data_folder_that_cannot_be_written_is_told_in_one_line(
    trinvis: Trinvis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRINVIS_DATA_DIR", str(tmp_path / "file" / "data"))
    error = fails_in_one_line(trinvis("chat"), 1)
    assert str(tmp_path / "file") in error
    assert "doctor" in error


@pytest.mark.parametrize("token", [None, ""])
def test_serving_needs_a_token(
    trinvis: Trinvis, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    if token is not None:
        monkeypatch.setenv("TRINVIS_TELEGRAM_TOKEN", token)
    assert "BotFather" in fails_in_one_line(trinvis("serve"), 2)


def test_file_is_classified_line_by_line(trinvis: Trinvis, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(f"{DESCRIPTION}\n\n{DESCRIPTION}\n", encoding="utf-8")
    ran = trinvis("classify", str(file))
    assert (ran.status, ran.err) == (0, "")
    assert [(row["id"], row["decision"]) for row in ran.rows] == [(1, "place")] * 2


def test_bad_lines_are_answered_among_the_others(trinvis: Trinvis) -> None:
    lines = [
        DESCRIPTION.encode(),
        b"{",
        b'{"id": 3, "text": "Vi sp\xf8rger"}',
        b'{"id": 4, "text": 5}',
        b'{"id": 5, "text": "\\ud800 hej"}',
        b'{"id": "\\ud800", "text": "hej"}',
        DESCRIPTION.encode(),
    ]
    ran = trinvis("classify", "-", stdin=b"\n".join(lines))
    assert (ran.status, ran.err) == (1, "")
    assert ["error" in row for row in ran.rows] == [False, True, True, True, False, False, False]
    assert [row["id"] for row in ran.rows] == [1, None, None, 4, 5, "\ud800", 1]


def test_questions_are_answered_line_by_line(trinvis: Trinvis, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Hvad er faldgruberne på trin 3?"},
        {"id": {"b": 1}, "text": "Hvad er faldgruberne?", "context_step": 2},
        {"text": "Hvad koster en liter mælk i Netto?"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    ran = trinvis("ask", str(file))
    assert (ran.status, ran.err) == (0, "")
    fields = {"decision", "topic", "step", "answer", "sources"}
    assert [set(row) for row in ran.rows] == [{"id", *fields}, {"id", *fields}, fields]
    assert [row.get("id") for row in ran.rows] == ["a", {"b": 1}, None]
    assert [row["step"] for row in ran.rows] == [3, 2, None]
    assert [row["decision"] for row in ran.rows] == ["answer", "answer", "offtopic"]


def test_bad_questions_are_answered_among_the_others(trinvis: Trinvis) -> None:
    good = {"id": 1, "text": "Hvad er en brobygger?"}
    lines = [
        json.dumps(good),
        "{",
        json.dumps({"id": 3}),
        json.dumps({**good, "id": 4, "context_step": 6}),
        json.dumps({**good, "id": 5, "context_step": "2"}),
        json.dumps({**good, "id": 6, "context_step": True}),
        json.dumps({**good, "id": 7, "context_step": 4}),
    ]
    ran = trinvis("ask", "-", stdin="\n".join(lines))
    assert (ran.status, ran.err) == (1, "")
    assert ["error" in row for row in ran.rows] == [False, *[True] * 5, False]
    assert [row["id"] for row in ran.rows] == [1, None, 3, 4, 5, 6, 7]
    assert all("«context_step»" in row["error"] for row in ran.rows[3:6])


def test_mark_that_some_editors_begin_a_file_with_is_no_matter(
    trinvis: Trinvis, tmp_path: Path
) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(DESCRIPTION, encoding="utf-8-sig")
    assert trinvis("classify", str(file)).status == 0


def test_no_lines_give_no_answers(trinvis: Trinvis) -> None:
    assert trinvis("classify") == Ran(0, "", "")


def test_measuring_gives_one_object_and_tells_the_bad_lines(trinvis: Trinvis) -> None:
    good = [json.dumps({"text": SURE, "step": step}) for step in (1, 2)]
    ran = trinvis("evaluate", stdin="\n".join(good))
    assert (ran.status, ran.err) == (0, "")
    assert ran.rows[0]["accuracy"] == 0.5
    ran = trinvis("evaluate", stdin="\n".join([good[0], '{"text": "a"}', good[1]]))
    assert ran.status == 1
    assert ran.rows[0]["n"] == 2
    assert ran.err == "trinvis: line 2: «step» must be a whole number from 1 to 5\n"


def test_measuring_talks_gives_one_object_and_tells_the_bad_lines(trinvis: Trinvis) -> None:
    good = [json.dumps({"text": SURE, "step": step}) for step in (1, 2)]
    ran = trinvis("evaluate", "--dialogue", stdin="\n".join(good))
    assert (ran.status, ran.err) == (0, "")
    assert ran.rows[0]["n"] == 2
    assert [len(ran.rows[0][name]) for name in ("by_rule", "always")] == [3, 3]
    ran = trinvis("evaluate", "--dialogue", stdin="\n".join([*good, "{"]))
    assert ran.status == 1
    assert ran.err.startswith("trinvis: line 3: ")


@pytest.mark.parametrize("arguments", [(), ("--dialogue",)])
def test_measuring_nothing_is_an_error(trinvis: Trinvis, arguments: tuple[str, ...]) -> None:
    fails_in_one_line(trinvis("evaluate", *arguments), 1)


def test_training_prints_what_it_measured(trinvis: Trinvis) -> None:
    ran = trinvis("train")
    assert (ran.status, ran.err) == (0, "")
    assert "accuracy" in ran.out


@pytest.mark.parametrize(("embeddings", "trains"), [("on", False), ("off", True)])
def test_training_if_needed_looks_for_what_the_settings_want(
    trinvis: Trinvis, monkeypatch: pytest.MonkeyPatch, embeddings: str, trains: bool
) -> None:
    monkeypatch.setenv("TRINVIS_EMBEDDINGS", embeddings)
    monkeypatch.setattr("nlp.fingerprint.is_trained", lambda model, *, embeddings: embeddings)
    ran = trinvis("train", "--if-needed")
    assert (ran.status, ran.err) == (0, "")
    assert bool(ran.out) == trains


def test_chat_in_json_lines_goes_on_after_a_bad_line(trinvis: Trinvis) -> None:
    ran = trinvis("chat", "--jsonl", stdin='{\n{"text": "/start"}\n')
    assert ran.status == 1
    assert [set(row) for row in ran.rows[:2]] == [{"error"}, {"turn"}]
    assert ran.rows[2]["kind"] == "welcome"
    assert ran.rows[-1] == {"turn": 2}


def test_piped_chat_ends_politely(trinvis: Trinvis) -> None:
    ran = trinvis("chat", stdin="trin 3\n")
    assert (ran.status, ran.err) == (0, "")
    assert "> trin 3" in ran.out
    assert "Trin 3: Den ambitiøse kommune" in ran.out
    assert ran.out.rstrip().endswith("Hav det godt.")


def test_chat_remembers_between_runs(trinvis: Trinvis) -> None:
    lines = [json.dumps({"text": text}) for text in ("/start", SURE, "hvorfor")]
    assert trinvis("chat", "--jsonl", stdin="\n".join(lines[:2])).rows[1]["turn"] == 1
    row, *_ = trinvis("chat", "--jsonl", stdin=lines[2]).rows
    assert row["step"] == 1
    assert "Ingen spurgte dem" in row["text"]


def test_reader_that_goes_away_ends_the_program_quietly(tmp_path: Path) -> None:
    with start(tmp_path, "--help") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (1, "")
