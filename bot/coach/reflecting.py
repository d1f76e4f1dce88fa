"""Take in what a person answers to a prompt, as what it is."""

from dataclasses import dataclass
from datetime import timedelta

from bot.coach.choosing import Choosing, Standing, where_stands
from bot.coach.describing import Describing
from bot.coach.listening import Listening, Request
from bot.coach.messages import Button, Incoming, Message
from bot.coach.questioning import Questioning
from bot.coach.turn import Turn
from bot.coach.voice import Voice, quote
from bot.coach.ways import ways_on
from content.values import Dimension, PromptKind
from models import PromptRecord
from nlp.decision import Decision, MessageClass
from nlp.understanding import Reading, Understanding

# What follows so soon after an answer belongs to it.
_SAME_BREATH = timedelta(minutes=10)
# Words like these are said of the rest of the conversation, whatever was asked.
_ELSEWHERE = frozenset(
    {
        MessageClass.DATA,
        MessageClass.HISTORY,
        MessageClass.SUMMARY,
        MessageClass.PROMPTS,
    }
)
# Where the prompt is not the last thing that was said, these are said of something else.
_BESIDE_LATER = frozenset({MessageClass.OFFTOPIC, MessageClass.SMALLTALK, MessageClass.CORRECTION})
# Plain words that answer a prompt as well as they press a button.
_MAY_ANSWER = frozenset({"no", "keep", "unsure", "yes"})
_FEWEST_WORDS, _MANY_WORDS = 4, 15
_VARIANTS = 3
# To say that a practice moved is a strong word.
_SURE = 0.8


@dataclass(frozen=True)
class _Answer:
    """Hold an answer, split into what it tells and what it asks, and what shows in it."""

    told: str
    asked: str
    reading: Reading
    agreed: str


class Reflecting:
    """Tell an answer from other messages, keep it, and say what is seen in it."""

    def __init__(
        self,
        voice: Voice,
        understanding: Understanding,
        listening: Listening,
        questioning: Questioning,
        describing: Describing,
        choosing: Choosing,
    ) -> None:
        self._voice = voice
        self._understanding = understanding
        self._listening = listening
        self._questioning = questioning
        self._describing = describing
        self._choosing = choosing

    def heard(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Answer a text that answers a prompt, or belongs to the answer before; else None."""
        added = self._goes_on(turn, incoming, text, reading)
        if added:
            return added
        replied = None
        if incoming.reply_to:
            replied = turn.visit.schedule.prompt_sent_as(incoming.reply_to)
        prompt = replied or self._open_prompt(turn)
        if prompt is None or not prompt.source:
            return None
        if self._listening.is_puzzled(text) and (replied or turn.state.said == "prompt"):
            return self._help(prompt)
        if not self._answers(turn, prompt, text, reading, replied=replied is not None):
            return None
        return self._take_in(turn, prompt, text, reading)

    def place(self, turn: Turn, request: Request) -> list[Message]:
        """Place the practice again, by what was answered."""
        found = [each for each in turn.visit.journal.reflections() if each.id == request.number()]
        if not found:
            return self._voice.say("answer", "stale", ways_on(self._voice, turn.state))
        turn.state.start_description()
        turn.memory.text = ""
        text = found[0].text
        reading = self._questioning.read(text)
        return self._describing.described(turn, text, reading, edited=False)

    def _open_prompt(self, turn: Turn) -> PromptRecord | None:
        state = turn.state
        if not state.prompt or state.question or state.expecting:
            return None
        prompt = turn.visit.schedule.prompt(state.prompt)
        closed = prompt is None or prompt.answered_at or prompt.skipped_at
        return None if closed else prompt

    def _answers(
        self, turn: Turn, prompt: PromptRecord, text: str, reading: Reading, *, replied: bool
    ) -> bool:
        """Tell whether a text answers a prompt; what was just asked is likelier to be answered."""
        just_asked = replied or turn.state.said == "prompt"
        request = self._listening.phrase(text)
        if request and not (just_asked and request.name in _MAY_ANSWER):
            return False
        if self._listening.smalltalk(text) and not replied:
            return False
        likely, words = reading.likely_class, len(text.split())
        if reading.decision is Decision.OTHER_LANGUAGE or likely in _ELSEWHERE:
            return False
        told = self._understanding.told_and_asked(reading)
        if text.rstrip().endswith("?") and not told:
            return False
        if likely is MessageClass.QUESTION and not (told or replied):
            return False
        if just_asked:
            return True
        # Days later, what is told at length of something else is a description.
        described = likely is MessageClass.DESCRIPTION and words >= _MANY_WORDS
        of_prompt = prompt.dimension in _dimensions(reading)
        return likely not in _BESIDE_LATER and (not described or of_prompt)

    def _help(self, prompt: PromptRecord) -> list[Message]:
        """Say what a prompt is after."""
        buttons = [
            self._voice.button(name, prompt.id) for name in ("prompt_another", "prompt_skip")
        ]
        line = self._choosing.line(prompt.source)
        return self._voice.say(
            "prompt",
            "prompt_help",
            buttons,
            asks=prompt.kind,
            question=line.text if line else "",
        )

    def _take_in(
        self, turn: Turn, prompt: PromptRecord, text: str, reading: Reading
    ) -> list[Message]:
        answer = self._split(text, reading)
        before = turn.visit.journal.reflections(1)
        number = turn.visit.journal.add_reflection(answer.told, prompt.id)
        if answer.agreed:
            turn.visit.journal.add_agreement(answer.agreed)
        prompt.answered_at = turn.now
        rhythm = turn.visit.schedule.rhythm()
        if rhythm:
            rhythm.unanswered = 0
        turn.state.reflection, turn.state.prompt = number, 0
        standing = where_stands(turn)
        moved = self._moved(answer.reading, standing)
        says_something = len(answer.told.split()) >= _FEWEST_WORDS
        messages = self._voice.say(
            "receipt",
            "reflected",
            self._ways(turn, number, moved=bool(moved)),
            variant=number % _VARIANTS,
            asks=prompt.kind,
            of_agreement=prompt.agreement_id is not None,
            quote=self._telling(answer) if says_something else "",
            view=self._view(answer.reading, prompt),
            before=quote(before[0].text) if before and says_something else "",
            agreed=quote(answer.agreed),
            moved=moved,
            advice="" if answer.agreed or moved else self._advice(turn, prompt, standing),
        )
        if not answer.asked:
            return messages
        told = self._questioning.answered(turn, self._questioning.read(answer.asked))
        return [*[each.without_buttons() for each in messages], *told]

    def _split(self, text: str, reading: Reading) -> _Answer:
        parts = self._understanding.told_and_asked(reading)
        told, asked = parts or (text, "")
        whole = self._questioning.read(told) if parts else reading
        return _Answer(told, asked, whole, self._agreed(told, whole))

    def _agreed(self, told: str, reading: Reading) -> str:
        """Give the sentence in which the person says what they will do."""
        likely = reading.likely_class is MessageClass.COMMITMENT
        if likely and len(told.split()) < _MANY_WORDS and not self._listening.tells_of_done(told):
            return told
        analysis = reading.variants.analysis
        sentences = (sentence.of(analysis.text) for sentence in analysis.sentences)
        return next((each for each in sentences if self._listening.commits(each)), "")

    def _moved(self, reading: Reading, standing: Standing) -> dict[str, object] | None:
        """Say from where to where a practice moved, where the answer surely shows it."""
        placement = reading.placement
        words = len(reading.variants.analysis.words)
        if placement is None or words < _MANY_WORDS or not standing.steps:
            return None
        if reading.decision is not Decision.PLACE or max(placement.probabilities) < _SURE:
            return None
        dimension = placement.dimensions[0]
        before = standing.steps[dimension]
        if placement.step == before:
            return None
        return {
            "before": before,
            "now": placement.step,
            "view": self._voice.view_name(dimension.value),
        }

    @staticmethod
    def _telling(answer: _Answer) -> str:
        """Choose the words of an answer that say most, beside what was agreed."""
        placement = answer.reading.placement
        for piece in placement.evidence if placement else ():
            if piece.text not in answer.agreed:
                return quote(piece.text)
        return quote(answer.told.replace(answer.agreed, " ") if answer.agreed else answer.told)

    def _view(self, reading: Reading, prompt: PromptRecord) -> str:
        found = _dimensions(reading)[:1] or ([prompt.dimension] if prompt.dimension else [])
        return self._voice.view_name(found[0]) if found else ""

    def _advice(self, turn: Turn, prompt: PromptRecord, standing: Standing) -> str:
        """Give one small step, where the prompt asked for none."""
        if prompt.kind == PromptKind.ACT or not prompt.dimension:
            return ""
        step = standing.steps.get(Dimension(prompt.dimension), prompt.step)
        items = self._voice.aspect(step, prompt.dimension).next_steps.items
        return items[(prompt.id or 0) % len(items)].text if items else ""

    def _ways(self, turn: Turn, number: int, *, moved: bool) -> list[Button]:
        place = [self._voice.button("prompt_place", number)] if moved else []
        return [*place, self._voice.button("history"), *ways_on(self._voice, turn.state)][:4]

    def _goes_on(
        self, turn: Turn, incoming: Incoming, text: str, reading: Reading
    ) -> list[Message] | None:
        """Add to the answer just given what follows in the same breath; an edit replaces it."""
        if not turn.state.reflection or turn.state.said != "receipt":
            return None
        last = turn.visit.journal.reflections(1)
        if not last or last[0].id != turn.state.reflection:
            return None
        soon = turn.now - last[0].written_at <= _SAME_BREATH
        told = reading.likely_class in (
            MessageClass.DESCRIPTION,
            MessageClass.VAGUE,
            MessageClass.COMMITMENT,
        )
        asks = text.rstrip().endswith("?") or self._listening.phrase(text) is not None
        if incoming.edited:
            last[0].text = text
        elif soon and told and not asks:
            last[0].text = f"{last[0].text}\n{text}"
        else:
            return None
        agreed = "" if incoming.edited else self._agreed(text, reading)
        if agreed:
            turn.visit.journal.add_agreement(agreed)
        return self._voice.say(
            "receipt",
            "reflected_more",
            self._ways(turn, turn.state.reflection, moved=False),
            edited=incoming.edited,
            agreed=quote(agreed),
        )


def _dimensions(reading: Reading) -> list[str]:
    return [each.value for each in reading.placement.dimensions] if reading.placement else []
