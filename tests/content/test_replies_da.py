import re
from collections import defaultdict
from statistics import mean

import pytest

from bot.coach.markup import plain
from bot.coach.voice import Voice
from content.cues import load_cues
from content.guide import load_guide
from content.replies import load_replies
from nlp.normalise import compact
from tests.content.lix import lix
from tests.content.samples import samples
from tests.standin.formatting import parse_html

REPLIES = load_replies()
VOICE = Voice(REPLIES, load_guide())
LONGEST_LABEL = 64
# A few words that stand only within other replies, which are measured with them.
WITHIN_OTHERS = frozenset({"rhythm_line", "rhythm_moment", "rhythm_month_day", "rhythm_span"})


@pytest.fixture(scope="module")
def rendered() -> dict[str, list[str]]:
    """Render every reply with all the values that it can get."""
    return {
        name: [REPLIES.render(name, **values) for values in samples(name, VOICE)]
        for name in REPLIES.names
    }


@pytest.fixture(scope="module")
def replies(rendered: dict[str, list[str]]) -> list[str]:
    return [html for each in rendered.values() for html in each]


def test_every_reply_can_be_rendered(rendered: dict[str, list[str]]) -> None:
    assert len(rendered) == len(REPLIES.names) > 30
    for name, replies in rendered.items():
        assert replies, name
        assert [html for html in replies if not plain(html).strip()] == []
        assert [html for html in replies if "{" in html or "None" in html] == []


def test_every_reply_is_html_that_telegram_takes(replies: list[str]) -> None:
    for html in replies:
        assert parse_html(html).text == plain(html)


def test_no_reply_is_hard_to_read(rendered: dict[str, list[str]]) -> None:
    whole = [rendered[name] for name in set(rendered) - WITHIN_OTHERS]
    assert [html for each in whole for html in each if lix(plain(html)) > 50] == []


def test_replies_are_easy_to_read(rendered: dict[str, list[str]]) -> None:
    assert mean(mean(lix(plain(html)) for html in each) for each in rendered.values()) < 40


def test_replies_sound_calm(replies: list[str]) -> None:
    never = re.compile(r"!|[\U0001F000-\U0001FAFF\u2600-\u27BF]|\b[Bb]ruger(en|ens|ne|nes)\b")
    assert [html for html in replies if never.search(html)] == []


def test_every_label_fits_a_button() -> None:
    longest = max(load_cues().fields, key=len)
    labels = [
        label.replace("{number}", "5").replace("{name}", longest)
        for label in REPLIES.buttons.values()
    ]
    guide = load_guide()
    labels += [
        aspect.answer.text for step in guide.steps.values() for aspect in step.aspects.values()
    ]
    assert [label for label in labels if len(label) > LONGEST_LABEL] == []
    assert [label for label in labels if not label.strip() or "{" in label] == []


def test_labels_can_be_told_apart() -> None:
    labels = [compact(label) for label in REPLIES.buttons.values()]
    assert len(labels) == len(set(labels))


def test_no_phrase_means_two_things() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for command in REPLIES.commands:
        for phrase in command.phrases:
            meanings[compact(phrase)].add(command.action)
    for action, label in REPLIES.buttons.items():
        meanings[compact(label)].add(action)
    for kind, phrases in REPLIES.smalltalk.items():
        for phrase in phrases:
            meanings[compact(phrase)].add(f"smalltalk {kind}")
    assert {phrase: found for phrase, found in meanings.items() if len(found) > 1} == {}


def test_every_small_talk_has_its_reply() -> None:
    assert {f"smalltalk_{kind}" for kind in REPLIES.smalltalk} <= set(REPLIES.names)


def test_commands_are_as_telegram_takes_them() -> None:
    names = [command.name for command in REPLIES.commands if command.name]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z0-9_]{1,32}", name)] == []
    assert max(len(each.menu) for each in REPLIES.commands if each.menu) <= 256


def test_the_commands_of_the_contract_are_there() -> None:
    names = {command.name for command in REPLIES.commands}
    assert {"start", "hjaelp", "help", "privatliv", "privacy", "slet"} <= names


def test_what_the_bot_says_of_itself_fits_telegram() -> None:
    assert 0 < len(REPLIES.bot["description"]) <= 512
    assert 0 < len(REPLIES.bot["short_description"]) <= 120
