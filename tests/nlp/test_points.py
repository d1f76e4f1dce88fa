import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlp.features import Compact
from nlp.learning.points import fit_points
from nlp.points import PointModel

NAMES = ["silo", "complaints", "never asked for"]
# Columns: silo, complaint, step, how.
TOLD = csr_matrix([[1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 1.0, 0]])
ASKED = csr_matrix([[0.8, 0, 0, 0.6], [0.6, 0, 0.8, 0], [0, 0.8, 0.6, 0], [0, 0, 0, 1.0]])
POINTS = np.array(["silo", "silo", "complaints", ""])
TOPICS = np.array(["organisation", "organisation", "drift", "drift"])


def _text(*weights: float) -> Compact:
    return Compact(np.array([weights]) * np.sqrt(3), np.arange(len(weights)))


def _always(name: str) -> bool:
    return True


@pytest.fixture
def model() -> PointModel:
    return fit_points(NAMES, TOLD, ASKED, POINTS, TOPICS)


def test_answers_are_found_by_how_they_are_asked_for(model: PointModel) -> None:
    near = model.nearest(_text(0.0, 1.0, 0.0, 0.0), _always)
    assert near[0].point == "complaints"
    assert near[0].fit > 0.9
    assert {each.point for each in near} == set(NAMES)


def test_only_possible_answers_are_found(model: PointModel) -> None:
    near = model.nearest(_text(0.0, 1.0, 0.0, 0.0), lambda name: name == "silo")
    assert [each.point for each in near] == ["silo"]


def test_what_sounds_like_a_general_question_fits_less(model: PointModel) -> None:
    precise = model.nearest(_text(1.0, 0.0, 0.0, 0.0), _always)[0]
    general = model.nearest(_text(0.8, 0.0, 0.0, 0.6), _always)[0]
    assert precise.point == general.point == "silo"
    assert precise.fit > general.fit


def test_rows_are_of_length_one_and_an_answer_counts_twice(model: PointModel) -> None:
    lengths = np.linalg.norm(model.answers.toarray(), axis=1)
    assert lengths == pytest.approx(np.ones(len(NAMES)))
    silo = model.answers.toarray()[0]
    assert silo[0] / silo[2] == pytest.approx((2 + 0.8 + 0.6) / 0.8)
    assert model.general.shape == (1, 4)


def test_a_model_comes_back_as_it_was_packed(model: PointModel) -> None:
    again = PointModel.unpack(model.pack(), width=4)
    text = _text(0.3, 0.5, 0.2, 0.1)
    assert again.nearest(text, _always) == model.nearest(text, _always)
    assert again.names == NAMES


def test_a_question_of_an_answer_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        fit_points(["silo"], TOLD[:1], ASKED, POINTS, TOPICS)
