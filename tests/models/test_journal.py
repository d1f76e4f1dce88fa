from datetime import UTC, datetime, timedelta

from models import Agreement, PlacementRecord, Reflection, Store
from tests.models.tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SHARES = [0.1, 0.2, 0.5, 0.1, 0.1]


def test_entries_are_listed_newest_first(store: Store) -> None:
    for day, words in enumerate(("first", "second", "third")):
        with store.visit("test", "ida", NOW + timedelta(days=day)) as visit:
            visit.journal.add_reflection(words)
            visit.journal.add_agreement(words)
            visit.journal.add_placement(day + 1, SHARES, ["ledelse"])
    with store.visit("test", "ida", NOW) as visit:
        assert [row.text for row in visit.journal.reflections()] == [
            "third",
            "second",
            "first",
        ]
        assert [row.text for row in visit.journal.agreements(2)] == ["third", "second"]
        assert [row.step for row in visit.journal.placements(1)] == [3]
        assert visit.journal.agreements()[0].made_at == NOW + timedelta(days=2)


def test_one_entry_is_dropped_and_nobody_elses(store: Store) -> None:
    with store.visit("test", "bo", NOW) as visit:
        others = visit.journal.add_reflection("of bo")
    with store.visit("test", "ida", NOW) as visit:
        own = visit.journal.add_reflection("of ida")
        assert not visit.journal.drop(Reflection, others)
        assert visit.journal.drop(Reflection, own)
        assert not visit.journal.drop(Reflection, own)
    assert [row.text for row in rows_of(store, Reflection)] == ["of bo"]


def test_all_entries_are_dropped_and_nobody_elses(store: Store) -> None:
    for address in ("bo", "ida"):
        with store.visit("test", address, NOW) as visit:
            visit.journal.add_reflection(address)
            visit.journal.add_agreement(address)
            visit.journal.add_placement(2, SHARES, ["drift"])
    with store.visit("test", "ida", NOW) as visit:
        visit.journal.drop_all()
    assert [row.text for row in rows_of(store, Reflection)] == ["bo"]
    assert [row.text for row in rows_of(store, Agreement)] == ["bo"]
    assert len(rows_of(store, PlacementRecord)) == 1
