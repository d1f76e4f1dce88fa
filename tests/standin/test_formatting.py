"""Check that HTML is parsed as strictly as Telegram parses it."""

import pytest

from .errors import ApiError
from .formatting import Formatted, parse_html, trim, utf16_length


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("tg-spoiler", "spoiler"),
        ("B", "bold"),
    ],
)
def test_every_tag(tag: str, kind: str) -> None:
    entity = {"type": kind, "offset": 1, "length": 2}
    assert parse_html(f"æ<{tag}>øå</{tag}>") == Formatted("æøå", [entity])


@pytest.mark.parametrize(
    ("source", "text", "entity"),
    [
        ('<span class="tg-spoiler">x</span>', "x", {"type": "spoiler"}),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            {"type": "expandable_blockquote"},
        ),
        (
            '<a href="https://x.dk/?a=1&amp;b=2">x</a>',
            "x",
            {"url": "https://x.dk/?a=1&b=2"},
        ),
        ("<a href='x.dk'>x</a>", "x", {"type": "text_link", "url": "x.dk"}),
        ('<pre><code class="language-py">x</code></pre>', "x", {"language": "py"}),
    ],
)
def test_attributes(source: str, text: str, entity: dict[str, str]) -> None:
    parsed = parse_html(source)
    assert parsed.text == text
    assert len(parsed.entities) == 1
    assert entity.items() <= parsed.entities[0].items()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#230;&#xF8;&#x1F600;", "æø\N{GRINNING FACE}"),
        ("&nbsp; &apos; &", "&nbsp; &apos; &"),
        ("&amp;lt;", "&lt;"),
        ("2 > 1", "2 > 1"),
    ],
)
def test_references(source: str, text: str) -> None:
    assert parse_html(source) == Formatted(text, [])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("æ<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("I <3", "Unclosed start tag at byte offset 2"),
        ("<!-- x -->", 'Unsupported start tag "!--"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", "Expected equal sign in declaration of an attribute"),
        ('<a href="x>x</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=http://x.dk>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<b <i>x</i></b>", "Expected equal sign in declaration of an attribute"),
        ("&#xD800;", "invalid Unicode"),
    ],
)
def test_errors(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description.startswith("Bad Request: can't parse entities: ")
    assert reason in caught.value.description


def test_nested_entities_in_utf16_units() -> None:
    parsed = parse_html("\N{GRINNING FACE}<b>a<i>b</i></b>")
    assert parsed.entities == [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "italic", "offset": 3, "length": 1},
    ]
    assert utf16_length(parsed.text) == 4


def test_trim_moves_entities() -> None:
    trimmed = trim(parse_html("  <b> a </b> \n<i> </i>"))
    assert trimmed == Formatted("a", [{"type": "bold", "offset": 0, "length": 1}])
