import pytest

from tests.content.lix import lix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det er let.", 3),
        ("Det er let. Det er kort.", 3),
        ("Kommunen spørger borgerne.", 3 + 100),
        ("Vi spørger dem, vi kender", 5 + 20),
        ("- Ring\n- Skriv nu", 1.5),
        ("«Ja.» Nej.", 1),
    ],
)
def test_lix_is_words_a_sentence_and_the_share_of_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)
