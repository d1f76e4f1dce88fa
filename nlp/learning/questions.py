"""Train what questions are about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from content.messages import MessageExample, MessageKind
from content.values import Guide, Topic
from nlp.blend import Blend, Floats, Seen
from nlp.features import Vocabulary, Weigher
from nlp.learning.fitting import (
    FEW_FOLDS,
    Counted,
    Spread,
    begin_scoring,
    fit_parts,
    join,
    side_by_side,
)
from nlp.learning.measuring import Figures
from nlp.learning.points import train_points
from nlp.place import Place, step_of
from nlp.questions import DOUBT, DOUBTS, OFFTOPIC, Marker, QuestionModel

_FEWEST = 2
# Classes that are no topics, and what they count as.
_NO_TOPICS = {OFFTOPIC: None, DOUBT: Topic.WHOLE_MODEL}
_OFF_SUBJECT = frozenset(
    {MessageKind.OFFTOPIC, MessageKind.OFFTOPIC_NEAR, MessageKind.HOSTILE, MessageKind.SMALLTALK}
)


class Fitted(NamedTuple):
    """Hold a blend, and what each text was taken for by models that did not see it."""

    blend: Blend
    taken_for: list[str]


def asked(messages: Sequence[MessageExample]) -> list[MessageExample]:
    """Keep what questions are learnt from: questions, and what is off the subject."""
    kinds = {MessageKind.QUESTION, *_OFF_SUBJECT}
    return [message for message in messages if message.kind in kinds]


def train_questions(
    messages: Sequence[MessageExample],
    meaning: Floats | None,
    marker: Marker,
    guide: Guide,
    done: Callable[[], None],
) -> tuple[QuestionModel, Figures]:
    """Train on what `asked` kept; `meaning` holds their embeddings, shape (n, width)."""
    analyses = [marker.analyse(row.text, placed=row.context_step is not None) for row in messages]
    vocabulary = Vocabulary.of(analyses, _FEWEST)
    counted = Counted(vocabulary.counts(analyses), vocabulary.part_of, meaning)
    weigher = Weigher.fit(counted.counts, vocabulary.part_of, _FEWEST)
    groups = [row.group or row.id for row in messages]

    def begin(rows: list[int], truth: list[str], spread: Spread) -> Callable[[], Fitted]:
        """Begin to fit a blend, and to see what others take unseen texts for."""
        names, own = np.array(truth), counted.rows(rows)
        own_groups = [groups[row] for row in rows]
        wait_for_unseen = begin_scoring(own, names, own_groups, done, spread, FEW_FOLDS)
        seen = Seen(weigher.transform(own.counts), own.meaning)
        fitted = spread(fit_parts, (seen,), (names,))

        def wait() -> Fitted:
            unseen, (parts,) = wait_for_unseen(), fitted
            blend = join(parts, names, unseen)
            found = unseen.probabilities(blend).argmax(axis=1)
            done()
            return Fitted(blend, [str(unseen.classes[index]) for index in found])

        return wait

    everything = list(range(len(messages)))
    whole = [index for index in everything if messages[index].block]
    truth = [messages[index].block or "" for index in whole]
    with side_by_side(len(messages)) as spread:
        wait_for_topics = begin(everything, [_topic_of(row) for row in messages], spread)
        wait_for_blocks = begin(whole, truth, spread)
        topics, taken_for = wait_for_topics()
        blocks, blocks_found = wait_for_blocks()
    told = [marker.analyse(point.block.text, placed=False) for point in guide.points]
    points, measured_points = train_points(
        guide,
        weigher.transform(vocabulary.counts(told)),
        weigher.transform(counted.counts),
        messages,
        marker.pointer,
    )
    return QuestionModel(vocabulary, weigher, topics, blocks, points), {
        **measured_questions(messages, taken_for, marker),
        **measured_points,
        "right_block": round(float(np.mean(np.array(truth) == np.array(blocks_found))), 4),
    }


def _topic_of(message: MessageExample) -> str:
    return DOUBT if message.block in DOUBTS else message.topic or OFFTOPIC


def measured_questions(
    messages: Sequence[MessageExample], topics: Sequence[str], marker: Marker
) -> Figures:
    """Tell how often topic and step are right, alone, in context and for comparisons."""
    rows: dict[str, list[bool]] = {}
    for message, name in zip(messages, topics, strict=True):
        refused = name in (OFFTOPIC, Topic.OUTSIDE)
        if message.topic is None:
            rows.setdefault("offtopic_refused", []).append(refused)
            continue
        if message.topic is Topic.OUTSIDE:
            rows.setdefault("unanswerable_refused", []).append(refused)
            continue
        rows.setdefault("answerable_refused", []).append(refused)
        topic = _NO_TOPICS[name] if name in _NO_TOPICS else Topic(name)
        place = Place(own=message.context_step)
        step = step_of(topic, marker.pointer.read(message.text), place)
        right = topic is message.topic and (topic is Topic.TERM or step == message.step)
        kind = "alone" if message.context_step is None else "in_context"
        rows.setdefault("right_topic", []).append(topic is message.topic)
        if message.point:
            continue
        rows.setdefault(kind, []).append(right)
        if message.topic is Topic.COMPARISON:
            rows.setdefault("comparisons", []).append(right)
    return {name: round(float(np.mean(values)), 4) for name, values in sorted(rows.items())}
