"""The kept texts themselves: they must measure what they are kept for."""

from collections import Counter

from benchmarks.texts import EXAMPLES, KEPT, SETS, STEPS, kept, kept_messages, read_rows

OTHERS = (
    "messages",
    "redaction",
    "harmless",
    "questions",
    "questions_fresh",
    "questions_everyday",
    "short_answers",
    "kinds",
    "kinds_fresh",
)
RHYTHMS = (
    *("rhythms", "rhythms_fresh", "rhythms_unseen"),
    *("rhythms_strangers", "rhythms_blind", "rhythms_eleven"),
)
FILES = [KEPT / f"{name}.jsonl" for name in (*SETS, *OTHERS, *RHYTHMS)]
KINDS = {"vague", "offtopic", "smalltalk", "hostile", "other_language"}


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())


def test_no_file_is_forgotten() -> None:
    assert sorted(KEPT.iterdir()) == sorted(FILES)


def test_ids_are_unique() -> None:
    ids = Counter(row["id"] for path in FILES for row in read_rows(path))
    assert [name for name, count in ids.items() if count > 1] == []


def test_nothing_kept_is_an_example() -> None:
    learnt = {_bare(row["text"]) for row in read_rows(EXAMPLES)}
    rows = [row for path in FILES for row in read_rows(path)]
    assert [row["id"] for row in rows if _bare(row["text"]) in learnt] == []


def test_steps_are_steps() -> None:
    for name in SETS:
        assert {text.step for text in kept(name)} == set(STEPS)


def test_three_readers_placed_each_real_text() -> None:
    for text in kept("real"):
        assert len(text.readers) == 3
        assert set(text.readers) <= set(STEPS)


def test_messages_are_of_known_kinds() -> None:
    assert set(kept_messages()) == KINDS
