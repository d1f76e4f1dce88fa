"""Find out what a free text wants, and answer it."""

from collections.abc import Sequence

from bot.coach.describing import MIN_WORDS, WORDS_OF_PRACTICE, Describing
from bot.coach.doing import Doing
from bot.coach.explaining import Explaining
from bot.coach.listening import Listening, Request
from bot.coach.messages import Incoming, Message
from bot.coach.part import Part
from bot.coach.questioning import Questioning
from bot.coach.recalling import Recalling
from bot.coach.turn import Turn
from bot.coach.voice import Voice, quote
from bot.coach.ways import ways_on
from content.values import Topic
from nlp.decision import Decision, MessageClass
from nlp.understanding import Reading, Understanding

_MOST_WORDS_OF_PLAIN_NO = 8
_MOST_WORDS_OF_COMMITMENT = 40
_ACTIONS = {
    MessageClass.SUMMARY: "summary",
    MessageClass.HISTORY: "history",
}
_ASKING = "clarify"
_SAYS_NO = frozenset({MessageClass.REFUSAL, MessageClass.DATA})
_SHORT_ANSWERS = frozenset({MessageClass.AGREEMENT, MessageClass.REFUSAL})
_MAY_DOUBT = frozenset(
    {
        *(MessageClass.QUESTION, MessageClass.CORRECTION, MessageClass.REFUSAL),
        *(MessageClass.VAGUE, MessageClass.OFFTOPIC, MessageClass.SMALLTALK),
    }
)
_OF_PLACEMENT = frozenset({Topic.WHY, Topic.NEXT_STEP})
_BESIDE = {
    Decision.SMALLTALK: ("smalltalk", "smalltalk"),
    Decision.OTHER_LANGUAGE: ("offtopic", "other_language"),
    Decision.OFFTOPIC: ("offtopic", "offtopic"),
}


class Hearing:
    """Answer free text: what can be pressed first, then what it is about."""

    def __init__(
        self,
        understanding: Understanding,
        voice: Voice,
        listening: Listening,
        doing: Doing,
        describing: Describing,
        questioning: Questioning,
        explaining: Explaining,
        recalling: Recalling,
        parts: Sequence[Part],
    ) -> None:
        self._understanding = understanding
        self._voice = voice
        self._listening = listening
        self._doing = doing
        self._describing = describing
        self._questioning = questioning
        self._explaining = explaining
        self._recalling = recalling
        self._parts = parts

    def written(self, turn: Turn, incoming: Incoming, text: str, reading: Reading) -> list[Message]:
        """Answer one text."""
        listening, state = self._listening, turn.state
        request = listening.offered(text, state)
        if request:
            return self._doing.do(turn, request, self._questioning.nearest(reading))
        for part in self._parts:
            heard = part.heard(turn, incoming, text, reading)
            if heard:
                return heard
        if state.question and state.said == _ASKING and listening.is_puzzled(text):
            return self._doing.do(turn, Request("why"), self._questioning.nearest(reading))
        request = listening.phrase(text) or listening.agreed(text, state)
        if request:
            return self._doing.do(turn, request, self._questioning.nearest(reading))
        smalltalk = listening.smalltalk(text)
        if smalltalk:
            return self._voice.say(
                "smalltalk", f"smalltalk_{smalltalk}", ways_on(self._voice, state)
            )
        if reading.decision is Decision.OTHER_LANGUAGE:
            return self._voice.say(*_BESIDE[reading.decision], ways_on(self._voice, state))
        parts = self._understanding.told_and_asked(reading)
        if parts:
            return self._told_and_asked(turn, *parts)
        return self._one_thing(turn, text, reading, edited=incoming.edited)

    def _told_and_asked(self, turn: Turn, told: str, asked: str) -> list[Message]:
        """Take in a description first, then answer the question that came with it."""
        description = self._questioning.read(told)
        if not _is_told(description, told):
            whole = f"{told} {asked}"
            return self._one_thing(turn, whole, self._questioning.read(whole), edited=False)
        messages = self._describing.described(turn, told, description, edited=False)
        if turn.state.question:
            return messages
        answer = self._questioning.answered(turn, self._questioning.read(asked))
        if answer[0].kind != "answer":
            return messages
        return [message.without_buttons() for message in messages] + answer

    def _one_thing(self, turn: Turn, text: str, reading: Reading, *, edited: bool) -> list[Message]:
        likely, state = reading.likely_class, turn.state
        ends_asking = self._listening.asks(text)
        goes_on = self._listening.goes_on(text, state)
        few = len(text.split()) < MIN_WORDS
        plain = likely is MessageClass.QUESTION and (
            not few or self._points_at_model(turn, reading)
        )
        # «hvem har det sidste ord» sounds like a question on one's data, and speaks of none.
        no_data = likely is MessageClass.DATA and not self._listening.speaks_of_data(text)
        worded = self._listening.begins_asking(text) and (
            no_data or self._points_at_model(turn, reading)
        )
        asks = ends_asking or plain or goes_on or worded
        side = None if ends_asking else self._listening.disagreement(text)
        if side == "" and likely in _SAYS_NO:
            side = None  # «nej tak til at gemme» is no word on the placement
        if side is None and not few and self._doubts(turn, reading):
            return self._questioning.answered(turn, reading)
        corrects = side is not None or (likely is MessageClass.CORRECTION and not asks)
        if corrects and state.last_step and state.probabilities:
            return self._disagreed(turn, text, reading, side or "")
        done = self._by_class(turn, text, reading, asks=asks)
        if done:
            return done
        if asks and (likely is MessageClass.QUESTION or self._is_asked(turn, reading)):
            return self._questioning.answered(turn, reading)
        # «hvad skal jeg gøre på mandag» asks of what was placed, whatever else it sounds like.
        beside = reading.decision in (Decision.OFFTOPIC, Decision.SMALLTALK)
        doubtful = beside or likely is MessageClass.VAGUE
        if (
            doubtful
            and state.step
            and not state.expecting
            and self._names_topic(turn, reading, _OF_PLACEMENT)
        ):
            return self._questioning.answered(turn, reading)
        if reading.decision in _BESIDE and not (few and reading.decision is Decision.OFFTOPIC):
            return self._voice.say(*_BESIDE[reading.decision], ways_on(self._voice, state))
        return self._describing.described(turn, text, reading, edited=edited)

    def _by_class(
        self, turn: Turn, text: str, reading: Reading, *, asks: bool
    ) -> list[Message] | None:
        """Do what a kind of message asks for by itself; None where it is told or asked."""
        likely, nearest = self._likely(text, reading), self._questioning.nearest(reading)
        # After a detour it need not be the answer any more, and is what it looks like.
        if self._just_asked(turn) and likely not in _SAYS_NO:
            return None
        if likely in _ACTIONS and not (asks and self._names_topic(turn, reading, _OF_PLACEMENT)):
            return self._doing.do(turn, Request(_ACTIONS[likely]), nearest)
        of_model = asks and not self._listening.speaks_of_data(text)
        of_data = self._of_data(text, likely, of_model=of_model)
        if of_data:
            return self._doing.do(turn, of_data, nearest)
        if likely is MessageClass.PROMPTS and self._names_topic(turn, reading, _OF_PLACEMENT):
            return self._questioning.answered(turn, reading)
        if likely is MessageClass.PROMPTS and not (asks and self._is_asked(turn, reading)):
            return self._doing.do(turn, Request("rhythm"), nearest)
        if asks:
            return None
        if likely is MessageClass.VAGUE and turn.state.topic == Topic.WHOLE_MODEL:
            return self._questioning.answered(turn, reading)
        if likely in _SHORT_ANSWERS:
            if self._names_topic(turn, reading, frozenset(Topic)):
                return self._questioning.answered(turn, reading)
            request = self._listening.first_offered(turn.state)
            if likely is MessageClass.REFUSAL:
                request = Request("no")
            return self._doing.do(turn, request, nearest) if request else None
        if likely is MessageClass.COMMITMENT and len(text.split()) <= _MOST_WORDS_OF_COMMITMENT:
            return self._recalling.committed(turn, quote(text))
        return None

    def _of_data(self, text: str, likely: MessageClass, *, of_model: bool) -> Request | None:
        """Tell what is wanted with what the person writes."""
        if likely is MessageClass.DATA and not of_model:
            return self._listening.about_data(text)
        refuses = likely is MessageClass.REFUSAL and self._listening.speaks_of_keeping(text)
        return Request("history_no") if refuses else None

    def _likely(self, text: str, reading: Reading) -> MessageClass:
        """Give the likely class, but for «jeg vil spørge borgerrådet på torsdag»."""
        for_themselves = self._listening.commits_alone(text)
        if reading.likely_class is MessageClass.PROMPTS and for_themselves:
            return MessageClass.COMMITMENT
        return reading.likely_class

    def _names_topic(self, turn: Turn, reading: Reading, among: frozenset[Topic]) -> bool:
        """Tell whether a word for what a message would ask stands in it."""
        question = self._questioning.asked(turn, reading)
        first = question.topics[0] if question.topics else None
        return first in among and first in question.named

    def _doubts(self, turn: Turn, reading: Reading) -> bool:
        """Tell whether a message is of somebody's doubts, and no answer to what was asked."""
        if reading.likely_class not in _MAY_DOUBT or self._just_asked(turn):
            return False
        return self._questioning.asked(turn, reading).doubts

    @staticmethod
    def _just_asked(turn: Turn) -> bool:
        """Tell whether the coach asked, with its last message, to be told more in words."""
        return bool(turn.state.expecting) and turn.state.said == _ASKING

    def _points_at_model(self, turn: Turn, reading: Reading) -> bool:
        """Tell whether a word or two name something that the model speaks of."""
        question = self._questioning.asked(turn, reading)
        named = bool(question.terms) or not question.pointing.nothing
        return named or self._names_topic(turn, reading, frozenset(Topic))

    def _is_asked(self, turn: Turn, reading: Reading) -> bool:
        """Tell whether what ends in a question mark asks of the model, whatever it looks like."""
        return bool(self._questioning.asked(turn, reading).topics)

    def _disagreed(self, turn: Turn, text: str, reading: Reading, side: str) -> list[Message]:
        """Take a correction seriously: ask what was not seen, or place again with what was said."""
        turn.state.side = side
        turn.state.expecting = "correction"
        if _is_told(reading, text):
            return self._describing.described(turn, text, reading, edited=False)
        if side and turn.state.placement:
            return self._explaining.wrong_way(turn.state, higher=side == "higher")
        return self._explaining.wrong(turn.state)


def _is_told(reading: Reading, text: str) -> bool:
    """Tell whether a text says enough of practice to be placed."""
    words = len(text.split())
    described = reading.likely_class is MessageClass.DESCRIPTION
    told = words >= WORDS_OF_PRACTICE or (described and words > _MOST_WORDS_OF_PLAIN_NO)
    return told and reading.placement is not None
