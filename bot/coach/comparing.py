"""Compare two steps: what is new on the higher, and both side by side."""

from bot.coach.messages import Message
from bot.coach.state import State
from bot.coach.voice import Voice
from bot.coach.ways import ways_back
from content.values import STEP_NUMBERS, Block, Dimension, Topic
from nlp.questions import Question

_MOST_TELLING = (Dimension.INVOLVEMENT, Dimension.LEADERSHIP, Dimension.ORGANISATION)


class Comparing:
    """Know what sets the steps apart."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def compare(self, question: Question, state: State) -> list[Message]:
        """Set two steps side by side; give nothing where it is not known which.

        What a few words leave out is as in the comparison before.
        """
        again = state.topic == Topic.COMPARISON and len(state.compared) > 1
        steps = question.steps
        if len(steps) < 2 or (again and question.pointing.nothing):
            steps = tuple(state.compared) if again else ()
        if not steps:
            return []
        low, high = steps
        principle = Topic.PRINCIPLE in question.named
        dimension = question.dimensions[0] if question.dimensions and not principle else None
        if dimension is None and again and state.compared_view and not principle:
            dimension = Dimension(state.compared_view)
        state.about, state.compared, state.compared_view = high, [low, high], dimension or ""
        buttons = [
            self._voice.button("about", dimension or Topic.TRAITS, number, number=number)
            for number in steps
        ]
        rows, sources = self._side_by_side(low, high, dimension, principle=principle)
        news = self._news(low, high, dimension) if not principle else None
        return self._voice.say(
            "answer",
            "comparison",
            [*buttons, *ways_back(self._voice, state)],
            sources=[*([news.id] if news else []), *sources],
            heading=self._heading(dimension, principle=principle),
            low=self._voice.step(low),
            high=self._voice.step(high),
            difference=news.text if news else "",
            short=self._voice.short_steps() if not (news or dimension or principle) else {},
            rows=[] if news and dimension else rows,
        )

    def _side_by_side(
        self, low: int, high: int, dimension: Dimension | None, *, principle: bool
    ) -> tuple[list[dict[str, str]], list[str]]:
        """Set steps side by side: along a dimension, by principle, or along what tells most."""
        steps = self._voice.step(low), self._voice.step(high)
        if principle:
            pairs = {"": tuple(step.principle.short or step.principle.block for step in steps)}
        else:
            shown = (dimension,) if dimension else _MOST_TELLING
            pairs = {
                "" if dimension else self._voice.guide.views[each].name: tuple(
                    step.aspects[each].short for step in steps
                )
                for each in shown
            }
        rows = [
            {"name": name, "low": below.text, "high": above.text}
            for name, (below, above) in pairs.items()
        ]
        return rows, [block.id for pair in pairs.values() for block in pair]

    def _heading(self, dimension: Dimension | None, *, principle: bool) -> str:
        if principle:
            return self._voice.step(STEP_NUMBERS[0]).principle.block.title
        return self._voice.guide.views[dimension].name if dimension else ""

    def _news(self, low: int, high: int, dimension: Dimension | None) -> Block | None:
        """Give what sets a step off from the one below, where it is that one."""
        if high - low != 1:
            return None
        step = self._voice.step(high)
        return step.aspects[dimension].news if dimension else step.news
