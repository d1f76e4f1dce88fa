"""Train all models from the content."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import softmax
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from content.answers import GivenAnswer
from content.cues import Cues
from content.examples import Example
from content.messages import MessageExample, MessageKind
from content.pointing import PointingWords
from content.values import STEP_NUMBERS, Dimension, Guide
from nlp.answers import Reliability
from nlp.artefact import Artefact
from nlp.blend import Linear, Seen
from nlp.danish import Analysis, Danish
from nlp.decision import ANOTHER_LANGUAGE
from nlp.e5 import Encoder
from nlp.features import Matrix, Vocabulary, Weigher
from nlp.language import LanguageSense
from nlp.learning.calibration import fit_temperature
from nlp.learning.dataset import GUIDE, Placed, placed_texts, sorted_texts
from nlp.learning.fitting import (
    FEW_FOLDS,
    FOLDS,
    SEED,
    Counted,
    Labels,
    Unseen,
    begin_scoring,
    fit_parts,
    fit_words,
    join,
    side_by_side,
)
from nlp.learning.language import fit_language, language_model
from nlp.learning.measuring import Figures, measured_acts, measured_messages, measured_steps
from nlp.learning.progress import Counter, Progress
from nlp.learning.questions import asked, train_questions
from nlp.learning.sureness import choose_sureness
from nlp.questions import Marker
from nlp.rhythms.acts import act_of, near_wishes
from nlp.shelf import sentences
from nlp.variants import meant

_FITS = FOLDS + 4 * FEW_FOLDS + 4


@dataclass(frozen=True)
class Lessons:
    """Hold all that is learnt from."""

    guide: Guide
    examples: Sequence[Example]
    messages: Sequence[MessageExample]
    answers: Sequence[GivenAnswer]
    cues: Cues
    pointing: PointingWords


def train(
    lessons: Lessons,
    danish: Danish,
    encoder: Encoder | None = None,
    progress: Progress = lambda done, total: None,
) -> Artefact:
    """Train all models; the same content gives the same artefact on the same machine."""
    done = Counter(progress, _FITS)
    placed = placed_texts(lessons.guide, lessons.examples)
    kinds = sorted_texts(lessons.examples, lessons.messages)
    texts = list(dict.fromkeys([row.text for row in placed] + [row.text for row in kinds]))
    vocabulary, all_texts = _count(texts, danish, encoder)
    done.count()
    row_of = {text: row for row, text in enumerate(texts)}
    practice = all_texts.rows([row_of[row.text] for row in placed])
    message = all_texts.rows([row_of[row.text] for row in kinds])
    steps = np.array([row.step for row in placed])
    names = np.array([row.label.value for row in kinds])
    near = near_wishes(lessons.messages)
    wishes = all_texts.rows([row_of[row.text] for row in near])
    acts = np.array([act_of(row) for row in near])

    weigher = Weigher.fit(all_texts.counts, all_texts.part_of)
    seen = Seen(weigher.transform(practice.counts), practice.meaning)
    seen_messages = Seen(weigher.transform(message.counts), message.meaning)
    seen_wishes = Seen(weigher.transform(wishes.counts), wishes.meaning)
    speaks = [np.array([each in row.dimensions for row in placed], int) for each in Dimension]
    practices, told_apart = [row.group for row in placed], [row.group for row in kinds]
    with side_by_side(len(texts)) as spread:
        wait_for_steps = begin_scoring(practice, steps, practices, done.count, spread)
        wait_for_names = begin_scoring(message, names, told_apart, done.count, spread, FEW_FOLDS)
        each_alone = [row.id for row in near]
        wait_for_acts = begin_scoring(wishes, acts, each_alone, done.count, spread, FEW_FOLDS)
        parts = spread(fit_parts, (seen, seen_messages, seen_wishes), (steps, names, acts))
        dimensions = spread(_fit_dimensions, (seen.weights,), (speaks,))
        unseen_steps, unseen_names = wait_for_steps(), wait_for_names()
        unseen_acts = wait_for_acts()
        step_parts, gate_parts, act_parts = parts
        (dimension_model,) = dimensions
    step_model, gate = join(step_parts, steps, unseen_steps), join(gate_parts, names, unseen_names)
    act_model = join(act_parts, acts, unseen_acts)
    done.count()
    language, measured_language = _train_language(lessons, danish)
    questions = asked(lessons.messages)
    marker = Marker(danish, lessons.guide, lessons.cues, lessons.pointing)
    question_model, measured_questions = train_questions(
        questions,
        all_texts.rows([row_of[row.text] for row in questions]).meaning,
        marker,
        lessons.guide,
        done.count,
    )
    told = danish.analyse_all(sentence.text for sentence in sentences(lessons.guide))

    own = np.array([row.source != GUIDE for row in placed])
    real = np.array([row.source == "real" for row in placed])
    probabilities = unseen_steps.probabilities(step_model)
    sureness = choose_sureness(probabilities[own], steps[own], real[own])
    return Artefact(
        vocabulary=vocabulary,
        weigher=weigher,
        steps=step_model,
        dimensions=dimension_model,
        gate=gate,
        acts=act_model,
        language=language,
        sureness=sureness,
        reliability=Reliability.measure(
            lessons.answers, {example.id: example.dimensions for example in lessons.examples}
        ),
        questions=question_model,
        shelf=weigher.transform(vocabulary.counts(told)),
        measured={
            "steps": measured_steps(probabilities, steps, placed, sureness),
            "words_alone": _words_alone(unseen_steps, steps, placed, own),
            "messages": measured_messages(unseen_names.probabilities(gate), names),
            "acts": measured_acts(unseen_acts.probabilities(act_model), acts),
            "language": measured_language,
            "questions": measured_questions,
            "shares": {"steps": step_model.share, "messages": gate.share},
        },
    )


def _count(
    texts: Sequence[str], danish: Danish, encoder: Encoder | None
) -> tuple[Vocabulary, Counted]:
    analyses: list[Analysis] = []

    def read() -> Iterator[str]:
        for analysis in danish.analyse_all(texts):
            analyses.append(analysis)
            yield meant(analysis)

    # The encoder computes while the next texts are read.
    meaning = encoder.embed(read()) if encoder else None
    if not analyses:
        analyses.extend(danish.analyse_all(texts))
    vocabulary = Vocabulary.of(analyses)
    return vocabulary, Counted(vocabulary.counts(analyses), vocabulary.part_of, meaning)


def _fit_dimensions(weights: Matrix, speaks: Sequence[Labels]) -> Linear:
    """Fit one model for each dimension, by words: whether a text speaks of it."""
    columns = []
    for each in speaks:
        linear = fit_words(weights, each)
        columns.append((linear.weights[:, 1] * 2, linear.offset[1] * 2))
    vectors, offsets = zip(*columns, strict=True)
    return Linear(np.stack(vectors, axis=1).astype(np.float32), np.array(offsets))


def _words_alone(unseen: Unseen, steps: Labels, placed: Sequence[Placed], own: Labels) -> Figures:
    """Measure what would be had without embeddings."""
    columns = steps - STEP_NUMBERS[0]
    temperature = fit_temperature(unseen.words, columns)
    probabilities = np.asarray(softmax(unseen.words / temperature, axis=1))
    real = np.array([row.source == "real" for row in placed])
    sureness = choose_sureness(probabilities[own], steps[own], real[own])
    return measured_steps(probabilities, steps, placed, sureness)


def _train_language(lessons: Lessons, danish: Danish) -> tuple[Linear, Figures]:
    foreign = [message.kind is MessageKind.OTHER_LANGUAGE for message in lessons.messages]
    truth = np.array(foreign + [False] * len(lessons.examples), dtype=int)
    rows: list[Example | MessageExample] = [*lessons.messages, *lessons.examples]
    marks = LanguageSense(danish).marks([row.text for row in rows])
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    unseen = cross_val_predict(language_model(), marks, truth, cv=folds, method="predict_proba")
    taken = unseen[:, 1] >= ANOTHER_LANGUAGE
    measured = {
        "other_languages_found": round(float(taken[truth == 1].mean()), 4),
        "danish_taken_for_other": round(float(taken[truth == 0].mean()), 4),
    }
    return fit_language(marks, truth), measured
