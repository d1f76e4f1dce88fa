"""Find out what a short text asks the coach to do: a button, a command, a phrase, a pointer."""

from dataclasses import dataclass

from bot.coach.state import State
from content.replies import Replies
from nlp.phrases import closest, contains, names_in, step_named

_FEW_WORDS = 4
_MOST_WORDS_OF_QUESTION = 15
_ONLY_WHERE_OFFERED = frozenset({"erase_yes", "ask_again"})
_REUSABLE = frozenset({"step", "steps", "help", "example", "privacy"})


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

    def __init__(self, replies: Replies, term_names: dict[str, str]) -> None:
        self._numbers = replies.numbers
        self._term_names = term_names
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

    def command(self, text: str) -> Request | None:
        """Recognise «/trin» and «/trin@name 3»; an unknown command asks for help."""
        if not text.startswith("/"):
            return None
        head, *rest = text[1:].split() or [""]
        action = self._commands.get(head.split("@")[0].lower(), "help")
        step = step_named(" ".join(rest), self._numbers) if rest else None
        known = action == "steps" and step is not None
        return Request("step", (str(step),)) if known else Request(action)

    def offered(self, text: str, state: State) -> Request | None:
        """Recognise the label of a button that can be pressed now."""
        action = closest(text, dict(state.offered))
        return Request.parse(action) if action else None

    def phrase(self, text: str) -> Request | None:
        """Recognise plain Danish for what a command does."""
        action = closest(text, self._phrases)
        return Request(action) if action else None

    def agreed(self, text: str, state: State) -> Request | None:
        """Take a plain yes for a press on the first button, but not for one of several answers."""
        if not state.offered or closest(text, self._yes) is None:
            return None
        first = Request.parse(state.offered[0][1])
        return None if first.name == "answer" else first

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

    def smalltalk(self, text: str) -> str | None:
        """Recognise small talk that has a reply of its own."""
        return closest(text, self._smalltalk)

    def pointer(self, text: str, *, is_question: bool) -> Request | None:
        """Recognise a step or a term that a question, or a text of few words, is about."""
        if not is_question and len(text.split()) > _FEW_WORDS:
            return None
        step = step_named(text, self._numbers)
        if step is not None:
            return Request("step", (str(step),))
        terms = names_in(text, self._term_names)
        return Request("term", (terms[0],)) if terms else None


def is_reusable(action: str) -> bool:
    """Tell whether a button may be pressed again, so that it need not disappear."""
    return Request.parse(action).name in _REUSABLE
