import pytest

from benchmarks.contestants import ENTRIES
from benchmarks.measuring import kept_sets, measure, percentile, right
from benchmarks.peers.contestant import NO_STEP, Contestant
from benchmarks.peers.descriptions import Descriptions
from benchmarks.texts import Text, examples


class AlwaysTwo(Contestant):
    def train(self) -> None:
        self.learnt_here = False

    def place(self, text: str) -> int:
        return NO_STEP if text == "?" else 2


def test_a_text_without_a_step_is_wrong_and_not_within_one() -> None:
    found = right([(Text("", 1), NO_STEP), (Text("", 1), 1), (Text("", 1), 2), (Text("", 1), 3)])
    assert found == {"n": 4, "right": 0.25, "within_one": 0.5}


@pytest.mark.parametrize(("percent", "expected"), [(50, 2.0), (99, 4.0), (1, 1.0)])
def test_percentiles(percent: float, expected: float) -> None:
    assert percentile([3.0, 1.0, 4.0, 2.0], percent) == expected


def test_sets_are_told_apart() -> None:
    real = [Text("a", 2, (2, 2, 2)), Text("?", 2, (2, 2, 3))]
    found = measure(AlwaysTwo(), {"real": real, "noisy": [Text("b", 5)]})
    assert found["sets"]["real"] == {"n": 2, "right": 0.5, "within_one": 0.5}
    assert found["sets"]["real_agreed"] == {"n": 1, "right": 1.0, "within_one": 1.0}
    assert found["sets"]["noisy"] == {"n": 1, "right": 0.0, "within_one": 0.0}
    assert found["training_seconds"] is None


def test_texts_from_pages_of_no_example_are_told_apart() -> None:
    known = next(text.url for text in examples() if text.url)
    real = [Text("a", 2, url=known), Text("b", 2, url="https://example.org/new"), Text("c", 2)]
    assert measure(AlwaysTwo(), {"real": real})["sets"]["real_new_pages"]["n"] == 1


def test_the_step_descriptions_teach_something() -> None:
    found = measure(Descriptions(), {"authored": kept_sets()["authored"]})
    assert found["sets"]["authored"]["right"] > 0.3
    assert found["training_seconds"] > 0
    assert found["p50_ms"] <= found["p99_ms"]
    assert found["more"] == {}


def test_every_contestant_has_a_file() -> None:
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES)
    assert all(entry.source.is_file() for entry in ENTRIES)
