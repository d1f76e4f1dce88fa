"""Train which short answer a precise question asks for."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.model_selection import KFold
from sklearn.preprocessing import normalize

from content.messages import MessageExample
from content.values import Guide
from nlp.features import Compact, Matrix
from nlp.learning.fitting import FOLDS, SEED
from nlp.learning.measuring import Figures
from nlp.pointing import Pointer
from nlp.points import PointModel

Names = npt.NDArray[np.str_]

# How much the answer itself counts beside one wording of a question that it answers.
_ANSWER = 2.0


def train_points(
    guide: Guide,
    told: Matrix,
    asked: Matrix,
    messages: Sequence[MessageExample],
    pointer: Pointer,
) -> tuple[PointModel, Figures]:
    """Train on the answers, shape (points, terms), and on messages, shape (n, terms).

    What is measured is how often the nearest answer on a step that is named is right, for wordings
    that were left out.
    """
    names = [point.block.id for point in guide.points]
    step_of_point = {point.block.id: point.step for point in guide.points}
    wanted = np.array([row.point or "" for row in messages])
    general = np.array([row.block or row.topic or "" for row in messages])

    def fit(rows: Sequence[int]) -> PointModel:
        return fit_points(names, told, asked[rows], wanted[rows], general[rows])

    def found(model: PointModel, row: int) -> str:
        steps = pointer.read(messages[row].text).steps
        weights = asked[[row]]
        text = Compact(weights.data[None, :], weights.indices.astype(np.int64))
        possible = {name for name in names if not steps or step_of_point[name] in (None, *steps)}
        return model.nearest(text, possible.__contains__)[0].point

    right: list[bool] = []
    for known, new in KFold(FOLDS, shuffle=True, random_state=SEED).split(wanted):
        model = fit(known)
        right += [found(model, row) == wanted[row] for row in new if wanted[row]]
    measured = {"right_point": round(float(np.mean(right)), 4)} if right else {}
    return fit(range(len(messages))), measured


def fit_points(
    names: Sequence[str], told: Matrix, asked: Matrix, points: Names, others: Names
) -> PointModel:
    """Fit on the answers, shape (points, terms), and on questions, shape (n, terms).

    `points` names the answer of each question, and is empty where there is none; `others` names
    what the others are about. Raise KeyError where an answer is not among the names.
    """
    wanted, general = points != "", points == ""
    answers = _sums(asked[wanted], points[wanted], names) + _ANSWER * told
    middles = _sums(asked[general], others[general], np.unique(others[general]).tolist())
    return PointModel(list(names), normalize(csr_matrix(answers)), normalize(middles))


def _sums(rows: Matrix, names: Names, wanted: Sequence[str]) -> Matrix:
    """Add up the rows of each name: shape (names wanted, terms)."""
    place = {name: number for number, name in enumerate(wanted)}
    homes = [place[name] for name in names]
    belongs = (np.ones(len(homes)), (homes, np.arange(len(homes))))
    return csr_matrix(csr_matrix(belongs, shape=(len(wanted), len(homes))) @ rows)
