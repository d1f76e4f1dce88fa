import shutil
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from content.errors import ContentError
from content.replies import REPLIES_FOLDER, Command, Replies, load_replies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPLIES_FOLDER, tmp_path / "replies"))


def _add(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def _edit(folder: Path, name: str, old: str, new: str) -> int:
    """Replace once, and give the line of it."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _failure(folder: Path) -> ContentError:
    with pytest.raises(ContentError) as caught:
        Replies(folder)
    return caught.value


def test_a_reply_is_rendered_with_values(folder: Path) -> None:
    _add(folder, "hello.html", "\nHej {{ name }}.\n{% if twice %}\nHej igen.\n{% endif %}\n")
    replies = Replies(folder)
    assert "hello" in replies.names
    assert replies.render("hello", name="Ida", twice=True) == "Hej Ida.\nHej igen."
    assert replies.render("hello", name="Ida", twice=False) == "Hej Ida."


def test_what_a_person_wrote_is_escaped(folder: Path) -> None:
    _add(folder, "hello.html", "<b>{{ name }}</b>{% include 'inner.html' %}")
    _add(folder, "inner.html", "<i>{{ name }}</i>")
    rendered = Replies(folder).render("hello", name='<b>A & "B"</b>')
    assert rendered == (
        "<b>&lt;b&gt;A &amp; &#34;B&#34;&lt;/b&gt;</b><i>&lt;b&gt;A &amp; &#34;B&#34;&lt;/b&gt;</i>"
    )


def test_words_of_a_person_are_escaped_in_a_real_reply() -> None:
    points = [{"quotes": ["<b>vi</b>"], "view": "Drift", "likeness": "x"}]
    step = {"number": 1, "name": "Den nysgerrige kommune"}
    html = load_replies().render(
        "why", step=step, second=step, above=None, points=points, answers=[]
    )
    assert "«&lt;b&gt;vi&lt;/b&gt;»" in html
    assert "<b>vi" not in html


def test_a_missing_value_raises(folder: Path) -> None:
    _add(folder, "hello.html", "Hej {{ name }}.")
    with pytest.raises(UndefinedError, match="name"):
        Replies(folder).render("hello")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hej\n{% if x %}\nHej", 3),
        ("Hej\n\n{{ name", 3),
        ("{% odd %}", 1),
        ("Hej {{ name | odd }}", 1),
    ],
)
def test_a_broken_template_is_an_error_with_its_line(folder: Path, text: str, line: int) -> None:
    _add(folder, "broken.html", text)
    error = _failure(folder)
    assert str(error).startswith(f"broken.html:{line}: ")
    assert error.line == line


def test_a_template_that_is_not_utf8_is_an_error_with_its_line(folder: Path) -> None:
    (folder / "broken.html").write_bytes("Hej\nGå".encode("latin-1"))
    assert str(_failure(folder)).startswith("broken.html:2: the file is not UTF-8")


@pytest.mark.parametrize("name", ["buttons.toml", "commands.toml"])
def test_a_broken_table_is_an_error_with_its_line(folder: Path, name: str) -> None:
    path = folder / name
    lines = path.read_text(encoding="utf-8").count("\n")
    path.write_text(path.read_text(encoding="utf-8") + "\nodd odd\n", encoding="utf-8")
    error = _failure(folder)
    assert (error.path.name, error.line) == (name, lines + 2)


def test_a_table_that_breaks_off_is_an_error_at_its_last_line(folder: Path) -> None:
    path = folder / "commands.toml"
    text = path.read_text(encoding="utf-8") + "\nx = [\n"
    path.write_text(text, encoding="utf-8")
    assert _failure(folder).line == text.count("\n")


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("buttons.toml", 'why = "Hvorfor?"', 'why = " "', "the button «why» has no label"),
        ("buttons.toml", 'why = "Hvorfor?"', "why = 1", "the button «why» has no label"),
        ("commands.toml", "[bot]", "[robot]", "«bot» is missing"),
        ("commands.toml", "short_description", "shorter", "«short_description» is missing"),
        ("commands.toml", "[smalltalk]", "[talk]", "«smalltalk» is missing"),
        ("commands.toml", "[data]", "[facts]", "«data» is missing"),
        ("commands.toml", "[agreement]", "[accord]", "«agreement» is missing"),
        ("commands.toml", "[correction]", "[wrong]", "«correction» is missing"),
        ("commands.toml", 'menu = "Begynd her"', 'meny = "Begynd her"', "needs «action» and"),
        ("commands.toml", 'action = "start"\n', "", "needs «action» and «phrases»"),
        ("commands.toml", 'phrases = ["start", ', 'phrases = "start" # ', "a list of phrases"),
        ("commands.toml", "thanks = [", "thanks = [1, ", "«thanks» is a list of phrases"),
    ],
)
def test_a_mistake_in_a_table_is_an_error_with_its_file(
    folder: Path, name: str, old: str, new: str, says: str
) -> None:
    _edit(folder, name, old, new)
    error = _failure(folder)
    assert error.path == folder / name
    assert says in str(error)


def test_a_file_of_tables_that_is_missing_is_no_silent_loss(folder: Path) -> None:
    (folder / "buttons.toml").unlink()
    with pytest.raises(ContentError, match=r"buttons\.toml"):
        Replies(folder)


def test_buttons_are_filled_in() -> None:
    assert load_replies().label("step", number=4) == "Trin 4"
    assert load_replies().label("why") == "Hvorfor?"


def test_commands_tie_phrases_to_actions(folder: Path) -> None:
    commands = Replies(folder).commands
    help_command = next(command for command in commands if command.name == "hjaelp")
    assert (help_command.action, help_command.menu) == ("help", "Hvad jeg kan")
    assert "hvad kan du" in help_command.phrases
    assert Command("help", (), "help") in commands


def test_what_is_asked_of_ones_data_is_told_apart(folder: Path) -> None:
    _edit(folder, "commands.toml", "[data]\n", '[data]\nodd = ["underligt", "sært"]\n')
    data = Replies(folder).data
    assert data["odd"] == ("underligt", "sært")
    assert "slet" in data["erase"]


def test_the_replies_are_loaded_once() -> None:
    assert load_replies() is load_replies()
