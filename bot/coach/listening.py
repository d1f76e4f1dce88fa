"""Find out what a short text asks the coach to do: a button, a command, a phrase, a pointer."""

import re
from dataclasses import dataclass

from bot.coach.state import State
from content.replies import Replies
from nlp.normalise import compact
from nlp.phrases import closest, contains
from nlp.pointing import Pointer

_MOST_WORDS_OF_QUESTION = 15
_PARTS = re.compile(r"[,.!]+")
_FEW_WORDS = 8
_LONGEST_SEARCH = 60
_ONE_OF_RHYTHMS = frozenset(
    {
        *("rhythm_weekly", "rhythm_biweekly", "rhythm_monthly"),
        *("rhythm_day", "rhythm_date", "rhythm_time", "rhythm_pause_for", "rhythm_often"),
    }
)
_ONLY_WHERE_OFFERED = _ONE_OF_RHYTHMS | {
    *("erase_yes", "ask_again", "an_example", "another_example", "more_advice"),
    *("rhythm_yes", "rhythm_no", "rhythm_edit", "rhythm_days", "rhythm_times", "rhythm_change"),
    *("rhythm_more_days", "rhythm_more_times", "rhythm_later", "rhythm_earlier"),
    *("rhythm_pause_open", "rhythm_unskip"),
    *("history_yes", "history_no", "stay", "status", "invite"),
    *("history_older", "history_newer", "history_clear_yes", "entry_drop"),
    *("prompt_later", "prompt_another", "prompt_skip", "prompt_go_on", "prompt_place"),
}
# What a plain yes does not press; that to a rhythm is heard to the letter (see `arranging.py`).
_ONE_OF_SEVERAL = _ONE_OF_RHYTHMS | {"answer", "about", "area", "step", "rhythm_yes"}
_REUSABLE = frozenset(
    {
        "rhythm",
        "history",
        "entry",
        "timeline",
        "dimensions",
        "quarter",
        "step",
        "steps",
        "help",
        "example",
        "privacy",
        "about",
        "an_example",
        "another_example",
    }
)


@dataclass(frozen=True)
class Request:
    """Hold an action with its arguments, as a button would carry it."""

    name: str
    arguments: tuple[str, ...] = ()

    @classmethod
    def parse(cls, action: str) -> "Request":
        """Read what a button carries."""
        name, *arguments = action.split(":")
        return cls(name, tuple(arguments))

    def number(self, index: int = 0) -> int:
        """Give an argument as a number, 0 where there is none."""
        try:
            return int(self.arguments[index])
        except (IndexError, ValueError):
            return 0


class Listening:
    """Know the words for all that the coach can do."""

    def __init__(self, replies: Replies, pointer: Pointer) -> None:
        self._pointer = pointer
        self._data = replies.data
        self._polite = frozenset(map(compact, replies.agreement["polite"]))
        self._going_on = frozenset(replies.agreement["going_on"])
        self._smalltalk = {
            phrase: name for name, phrases in replies.smalltalk.items() for phrase in phrases
        }
        self._commands = {
            command.name: command.action for command in replies.commands if command.name
        }
        self._phrases = {
            phrase: command.action for command in replies.commands for phrase in command.phrases
        }
        self._phrases |= {
            label: key
            for key, label in replies.buttons.items()
            if "{" not in label and key not in _ONLY_WHERE_OFFERED
        }
        self._yes = dict.fromkeys(replies.agreement["yes"], "yes")
        self._correction = replies.correction
        self._puzzled = dict.fromkeys(replies.prompts["puzzled"], "puzzled")
        self._question_words = frozenset(map(compact, replies.question["words"]))
        self._before_question = frozenset(map(compact, replies.question["before"]))
        self._commitment = replies.commitment
        self._to_coach = frozenset(map(compact, replies.commitment["to_coach"]))
        openings = "|".join(map(re.escape, map(compact, replies.search["openings"])))
        self._search = re.compile(rf"(?:{openings}) (.+)")

    def command(self, text: str) -> Request | None:
        """Recognise «/trin» and «/trin@name 3»; an unknown command asks for help."""
        if not is_command(text):
            return None
        head, *rest = text[1:].split() or [""]
        action = self._commands.get(head.split("@")[0].lower(), "help")
        if action == "search" and rest:
            return Request(action, (" ".join(rest)[:_LONGEST_SEARCH],))
        if action != "steps" or not rest:
            return Request(action)
        pointing = self._pointer.read(f"trin {' '.join(rest)}")
        if pointing.beyond:
            return Request("step", ("0",))
        return Request("step", (str(pointing.steps[0]),)) if pointing.steps else Request(action)

    def offered(self, text: str, state: State) -> Request | None:
        """Recognise the label of a button that can be pressed now.

        Days and times must be hit exactly: «tirsdag» is nearly «torsdag».
        """
        action = closest(text, dict(state.offered))
        if action is None:
            return None
        request = Request.parse(action)
        if request.name in _ONE_OF_RHYTHMS:
            labels = [label for label, offered in state.offered if offered == action]
            return request if compact(text) in map(compact, labels) else None
        return request

    def phrase(self, text: str) -> Request | None:
        """Recognise plain Danish for what a command does."""
        action = closest(text, self._phrases)
        # Of «tak for hjælpen» nothing but «hjælp» is left without what is polite.
        if action is None and not self.smalltalk(text):
            kept = [word for word in compact(text).split() if word not in self._polite]
            action = closest(" ".join(kept), self._phrases)
        return Request(action) if action else None

    def agreed(self, text: str, state: State) -> Request | None:
        """Take a plain yes for a press on the first button, but not for one of several answers."""
        return None if closest(text, self._yes) is None else self.first_offered(state)

    @staticmethod
    def first_offered(state: State) -> Request | None:
        """Give what the first button asks for, but not where it is one of several answers."""
        if not state.offered:
            return None
        first = Request.parse(state.offered[0][1])
        return None if first.name in _ONE_OF_SEVERAL else first

    def disagreement(self, text: str) -> str | None:
        """Recognise «nej, vi er længere»: "higher", "lower", or "" where no way is named."""
        if contains(text, self._correction["lower"]):
            return "lower"
        if contains(text, self._correction["higher"]):
            return "higher"
        return "" if contains(text, self._correction["disagree"]) else None

    def asks(self, text: str) -> bool:
        """Tell whether a text is a short question, whatever it looks like else."""
        return text.endswith("?") and len(text.split()) <= _MOST_WORDS_OF_QUESTION

    def begins_asking(self, text: str) -> bool:
        """Tell whether a short text begins as a question does, as in «nå men hvorfor det»."""
        words = compact(text).split()
        first = next((word for word in words if word not in self._before_question), "")
        return first in self._question_words and len(words) <= _MOST_WORDS_OF_QUESTION

    def goes_on(self, text: str, state: State) -> bool:
        """Tell whether a few words go on from what was asked before, as «og på 4» does."""
        first, *rest = text.lower().split() or [""]
        return bool(state.topic and rest) and first in self._going_on and len(rest) < _FEW_WORDS

    def smalltalk(self, text: str) -> str | None:
        """Recognise small talk that has a reply of its own, also in two parts."""
        whole = closest(text, self._smalltalk)
        if whole is not None:
            return whole
        kinds = [closest(part, self._smalltalk) for part in _PARTS.split(text) if part.strip()]
        return kinds[-1] if kinds and None not in kinds else None

    def is_puzzled(self, text: str) -> bool:
        """Tell whether a text says that a prompt is not understood."""
        return closest(text, self._puzzled) is not None

    def commits(self, sentence: str) -> bool:
        """Tell whether a sentence says what the person will do."""
        signs, besides = self._commitment["signs"], self._commitment["besides"]
        return contains(sentence, signs) and not contains(sentence, besides)

    def tells_of_done(self, text: str) -> bool:
        """Tell whether a text begins with what is done already, and so is no plan."""
        return contains(text, (f"{begin} " for begin in self._commitment["done"]))

    def commits_alone(self, text: str) -> bool:
        """Tell whether a text says what the person will do, and asks nothing of the coach."""
        return self.commits(text) and self._to_coach.isdisjoint(compact(text).split())

    def searched(self, text: str) -> str:
        """Give the words that a person looks for in what they wrote, "" for none."""
        found = self._search.fullmatch(compact(text))
        return found[1][:_LONGEST_SEARCH] if found else ""

    def about_data(self, text: str) -> Request:
        """Tell what a message about the person's data asks for: to erase, to forget, or to know."""
        for action in ("erase", "forget"):
            if contains(text, self._data[action]):
                return Request(action)
        return Request("privacy")

    def speaks_of_data(self, text: str) -> bool:
        """Tell whether a text is about what is known of the person."""
        return contains(text, self._data["about"])

    def speaks_of_keeping(self, text: str) -> bool:
        """Tell whether a text is about keeping what the person writes."""
        return contains(text, self._data["keeping"])


def is_command(text: str) -> bool:
    """Tell whether a text is a command, which needs no reading."""
    return text.startswith("/")


def is_reusable(action: str) -> bool:
    """Tell whether a button may be pressed again, so that it need not disappear."""
    return Request.parse(action).name in _REUSABLE
