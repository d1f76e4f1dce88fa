import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from nlp.blend import Blend, Linear, Seen

_tables = st.lists(
    st.lists(st.floats(-50, 50), min_size=3, max_size=3), min_size=1, max_size=6
).map(np.array)


def _as_it_is(classes: int) -> Linear:
    """Score each class by the feature of its number."""
    return Linear(np.eye(classes), np.zeros(classes))


def _blend(meaning: Linear | None = None, share: float = 0.0, temperature: float = 1.0) -> Blend:
    return Blend([1, 2, 3], _as_it_is(3), meaning, share, temperature)


def _seen(words: np.ndarray, meaning: np.ndarray | None = None) -> Seen:
    return Seen(csr_matrix(words), meaning)


def test_scores_are_weighted_sums() -> None:
    linear = Linear(np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([0.5, 0.0]))
    table = np.array([[1.0, 1.0], [2.0, 0.0]])
    np.testing.assert_allclose(linear.scores(table), [[1.5, 1.0], [2.5, 4.0]])
    np.testing.assert_allclose(linear.scores(csr_matrix(table)), linear.scores(table))
    assert linear.scores(csr_matrix(table)[:0]).shape == (0, 2)


def test_scores_become_probabilities_by_softmax() -> None:
    found = _blend().probabilities(_seen(np.log([[1.0, 2.0, 1.0], [9.0, 0.5, 0.5]])))
    np.testing.assert_allclose(found, [[0.25, 0.5, 0.25], [0.9, 0.05, 0.05]])
    np.testing.assert_allclose(
        _blend().probabilities(_seen(np.array([[1000.0, 0, 0]]))), [[1, 0, 0]]
    )


def test_scores_are_divided_by_the_temperature() -> None:
    scores = np.log([[16.0, 4.0, 1.0]])
    found = _blend(temperature=2.0).probabilities(_seen(scores))
    np.testing.assert_allclose(found, [[4 / 7, 2 / 7, 1 / 7]])


def test_a_share_of_the_embeddings_is_added() -> None:
    blend = _blend(_as_it_is(3), share=0.5, temperature=2.0)
    seen = _seen(np.array([[1.0, 2.0, 3.0]]), np.array([[4.0, 0.0, -2.0]]))
    np.testing.assert_allclose(blend.scores(seen), [[1.5, 1.0, 1.0]])


@pytest.mark.parametrize("meaning", [None, _as_it_is(3)])
def test_words_serve_alone_where_there_are_no_embeddings(meaning: Linear | None) -> None:
    seen = _seen(np.array([[1.0, 2.0, 3.0]]))
    found = _blend(meaning, share=0.5).scores(seen)
    np.testing.assert_allclose(found, [[1.0, 2.0, 3.0]])


def test_embeddings_say_nothing_to_a_model_on_words() -> None:
    seen = _seen(np.array([[1.0, 2.0, 3.0]]), np.array([[9.0, 9.0, 0.0]]))
    np.testing.assert_allclose(_blend(share=0.5).scores(seen), [[1.0, 2.0, 3.0]])


def test_texts_are_taken_with_words_and_embeddings() -> None:
    seen = _seen(np.diag([1.0, 2.0, 3.0]), np.array([[4.0], [5.0], [6.0]]))
    kept = seen[[2, 0]]
    np.testing.assert_allclose(kept.weights.toarray(), [[0, 0, 3], [1, 0, 0]])
    assert kept.meaning is not None
    np.testing.assert_allclose(kept.meaning, [[6], [4]])
    assert _seen(np.eye(3))[:1].meaning is None


@settings(max_examples=100)
@given(words=_tables, share=st.floats(0, 1), temperature=st.floats(0.05, 5))
def test_probabilities_sum_to_one_and_keep_the_likeliest(
    words: np.ndarray, share: float, temperature: float
) -> None:
    blend = _blend(_as_it_is(3), share, temperature)
    seen = _seen(words, words[:, ::-1])
    found, scores = blend.probabilities(seen), blend.scores(seen)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    best = scores.argmax(axis=1)
    assert (found[np.arange(len(best)), best] == found.max(axis=1)).all()


@pytest.mark.parametrize("meaning", [None, Linear(np.ones((2, 3)), np.arange(3.0))])
def test_what_is_packed_is_the_same_when_unpacked(meaning: Linear | None) -> None:
    blend = _blend(meaning, share=0.25, temperature=0.5)
    packed = blend.pack()
    again = Blend.unpack(packed)
    assert (again.classes, again.share, again.temperature) == ([1, 2, 3], 0.25, 0.5)
    assert (again.meaning is None) == (meaning is None)
    seen = _seen(np.eye(3), np.ones((3, 2)))
    np.testing.assert_array_equal(again.scores(seen), blend.scores(seen))
    assert not any(isinstance(value, Linear) for value in packed.values())


def test_a_blend_without_words_is_none() -> None:
    packed = _blend().pack()
    del packed["words"]
    with pytest.raises(KeyError, match="words"):
        Blend.unpack(packed)
