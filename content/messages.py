"""Load what the classifiers learn from beside descriptions: questions and all other messages."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.rows import is_step, is_text, read_rows
from content.values import Act, Says, Topic

QUESTIONS_FILE = Path(__file__).parent / "questions_da.jsonl"
WHOLE_MODEL = "all"


class MessageKind(StrEnum):
    """Tell what a message is that describes no practice."""

    SMALLTALK = "smalltalk"
    OFFTOPIC = "offtopic"
    OFFTOPIC_NEAR = "offtopic_near"
    OTHER_LANGUAGE = "other_language"
    VAGUE = "vague"
    HOSTILE = "hostile"
    QUESTION = "question"
    CORRECTION = "correction"
    PROMPTS = "prompts"
    DATA = "data"
    HISTORY = "history"
    AGREEMENT = "agreement"
    REFUSAL = "refusal"
    COMMITMENT = "commitment"
    SUMMARY = "summary"
    # Practice in a sentence that is no case of a step, but must not be taken for another kind.
    PRACTICE = "practice"


@dataclass(frozen=True)
class MessageExample:
    """Hold a message that is not to be placed.

    Questions carry a topic and a step, those on the whole model the id of the block that answers
    them; what is said of the prompts carries what is wanted. `group` is shared by the same question
    in other words. `point` is the id of the short answer to a precise question, and `says` what
    that answer is to one that asks for yes or no.
    """

    id: str
    text: str
    kind: MessageKind
    topic: Topic | None = None
    step: int | str | None = None
    context_step: int | None = None
    group: str | None = None
    block: str | None = None
    act: Act | None = None
    point: str | None = None
    says: Says | None = None


def load_messages(path: Path = QUESTIONS_FILE) -> tuple[MessageExample, ...]:
    """Load and check the other messages; raise ContentError with file and line."""
    return tuple(_message(path, line, row) for line, row in read_rows(path))


def _message(path: Path, line: int, row: dict[str, Any]) -> MessageExample:
    try:
        topic, act, says = row.get("topic"), row.get("act"), row.get("says")
        message = MessageExample(
            **{
                **row,
                "kind": MessageKind(row["kind"]),
                "topic": None if topic is None else Topic(topic),
                "act": None if act is None else Act(act),
                "says": None if says is None else Says(says),
            }
        )
    except (TypeError, ValueError, KeyError) as error:
        raise ContentError(path, line, f"the message is malformed: {error}") from None
    if message.step not in (None, WHOLE_MODEL) and not is_step(message.step):
        raise ContentError(path, line, f"«step» is a step 1 to 5, «{WHOLE_MODEL}» or null")
    if message.context_step is not None and not is_step(message.context_step):
        raise ContentError(path, line, "«context_step» is a step 1 to 5 or null")
    if (message.topic is not None) != (message.kind is MessageKind.QUESTION):
        raise ContentError(path, line, "a question has a «topic», and nothing else has")
    if (message.act is not None) != (message.kind is MessageKind.PROMPTS):
        raise ContentError(path, line, "what is said of prompts has an «act», and nothing else has")
    names = (message.group, message.block, message.point)
    if not all(each is None or is_text(each) for each in names):
        raise ContentError(path, line, "«group», «block» and «point» are words or null")
    if message.point and message.topic is None:
        raise ContentError(path, line, "«point» is for questions alone")
    if message.says and not message.point:
        raise ContentError(path, line, "«says» is for questions that have a «point»")
    if message.block and message.topic is not Topic.WHOLE_MODEL:
        raise ContentError(path, line, f"«block» is for the topic «{Topic.WHOLE_MODEL}» alone")
    return message
