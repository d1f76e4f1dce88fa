import pytest

from benchmarks.ceiling import middle, readers_ceiling
from benchmarks.texts import Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text("", 2, (2, 2, 2)), 2),
        (Text("", 3, (1, 3, 2)), 3),  # the majority
        (Text("", 1, (5, 3, 5)), 3),  # all differ
    ],
)
def test_a_reader_meets_the_middle_of_the_others_and_the_label(text: Text, expected: int) -> None:
    assert middle(text, 0) == expected


def test_the_ceiling_is_the_mean_over_readers() -> None:
    texts = [Text("", 2, (2, 2, 2)), Text("", 2, (2, 2, 4))]
    assert readers_ceiling(texts) == {"n": 2, "right": 5 / 6, "within_one": 5 / 6}
