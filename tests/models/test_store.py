from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from models import MEMORY_LASTS, Conversation, Person, PlacementRecord, Store, Visit
from tests.at_once import at_once

from .tables import all_rows, rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SHARES = (0.1, 0.2, 0.4, 0.2, 0.1)


class BrokenOffError(Exception):
    """Stand for whatever goes wrong in the middle of a visit."""


def remember(
    store: Store, state: dict[str, Any], memory: dict[str, Any], now: datetime = NOW
) -> None:
    with store.visit("test", "ida", now) as visit:
        visit.remember(state, memory)


def recall(store: Store, now: datetime = NOW) -> tuple[dict[str, Any], dict[str, Any]]:
    with store.visit("test", "ida", now) as visit:
        return visit.conversation.state, visit.conversation.memory


def test_new_person_is_new_once(store: Store) -> None:
    with store.visit("test", "1", NOW) as visit:
        assert visit.is_new
    with store.visit("test", "1", NOW) as visit:
        assert not visit.is_new


def test_same_address_in_another_channel_is_another_person(store: Store) -> None:
    for channel in ("test", "other"):
        with store.visit(channel, "1", NOW) as visit:
            assert visit.is_new
    assert len(rows_of(store, Person)) == 2


def test_visit_notes_when_a_person_was_first_and_last_seen(store: Store) -> None:
    for moment in (NOW, LATER):
        with store.visit("test", "ida", moment):
            pass
    (person,) = rows_of(store, Person)
    assert (person.created_at, person.last_seen_at) == (NOW, LATER)


def test_what_is_remembered_is_there_at_the_next_visit(store: Store) -> None:
    state, memory = {"asked": ["ledelse"], "question": 3}, {"text": "Vi spørger «æøå» 🙂"}
    remember(store, state, memory)
    assert recall(store) == (state, memory)


def test_what_was_changed_in_place_is_saved(store: Store) -> None:
    remember(store, {"given": ["drift:0"]}, {"evidence": [{"text": "a"}]})
    with store.visit("test", "ida", NOW) as visit:
        state, memory = visit.conversation.state, visit.conversation.memory
        state["given"].append("drift:1")
        memory["evidence"].append({"text": "b"})
        visit.remember(dict(state), dict(memory))
    found = recall(store)
    assert found == (
        {"given": ["drift:0", "drift:1"]},
        {"evidence": [{"text": "a"}, {"text": "b"}]},
    )


def test_signs_that_databases_stumble_over_are_kept(store: Store) -> None:
    odd = {"null": "\x00", "half": "\ud800", "last": "\U0010ffff", "quotes": "'\" OR 1=1 --"}
    remember(store, {}, odd)
    assert recall(store) == ({}, odd)


def test_visit_that_breaks_off_saves_nothing_of_a_new_person(store: Store) -> None:
    store.keep_update(1, {"text": "kept"}, NOW)
    with pytest.raises(BrokenOffError), store.visit("test", "ida", NOW) as visit:
        _do_everything(visit)
        raise BrokenOffError
    left = all_rows(store)
    assert {name for name, rows in left.items() if rows} == {"inbox"}
    assert store.waiting_updates() == [{"text": "kept"}]


def test_visit_that_breaks_off_leaves_a_known_person_as_they_were(store: Store) -> None:
    remember(store, {"question": 1}, {"text": "before"})
    store.keep_update(1, {"text": "kept"}, NOW)
    before = all_rows(store)
    for last_thing in (_do_everything, Visit.forget_person):
        with pytest.raises(BrokenOffError), store.visit("test", "ida", LATER) as visit:
            last_thing(visit)
            raise BrokenOffError
        assert all_rows(store) == before


def _do_everything(visit: Visit) -> None:
    visit.remember({"question": 2}, {"text": "after"})
    visit.journal.add_placement(3, SHARES, ["ledelse"])
    assert visit.take_update(1)
    visit.write({"html": "answer"})


def test_visits_of_one_person_at_once_wait_for_each_other(store: Store, database_url: str) -> None:
    other = Store.open(database_url)

    def count(through: Store) -> None:
        with through.visit("test", "ida", NOW) as visit:
            seen = visit.conversation.state.get("seen", 0)
            sleep(0.005)
            visit.remember({"seen": seen + 1}, {})

    at_once(partial(count, through) for through in (store, other) * 5)
    assert recall(store) == ({"seen": 10}, {})
    other.close()


def test_first_visits_at_once_make_one_person(store: Store, database_url: str) -> None:
    other = Store.open(database_url)

    def meet(through: Store) -> bool:
        with through.visit("test", "ida", NOW) as visit:
            sleep(0.005)
            return visit.is_new

    met = at_once(partial(meet, through) for through in (store, other) * 4)
    assert sorted(met) == [False] * 7 + [True]
    assert len(rows_of(store, Person)) == len(rows_of(store, Conversation)) == 1
    other.close()


def test_visit_that_waits_while_the_person_is_erased_meets_them_anew(
    store: Store,
) -> None:
    remember(store, {"question": 1}, {})

    def next_visit() -> bool:
        with store.visit("test", "ida", NOW) as visit:
            return visit.is_new

    with ThreadPoolExecutor(1) as beside:
        with store.visit("test", "ida", NOW) as visit:
            waiting = beside.submit(next_visit)
            sleep(0.1)
            assert not waiting.done()
            visit.forget_person()
        assert waiting.result()


def test_placements_are_kept_with_their_moment_and_person(store: Store) -> None:
    with store.visit("test", "ida", NOW) as visit:
        first = visit.journal.add_placement(3, SHARES, ["ledelse", "drift"])
        second = visit.journal.add_placement(2, SHARES, ["politik"])
    (person,) = rows_of(store, Person)
    kept = {row.id: row for row in rows_of(store, PlacementRecord)}
    assert set(kept) == {first, second}
    row = kept[first]
    assert (row.person_id, row.step, row.placed_at) == (person.id, 3, NOW)
    assert (row.probabilities, row.dimensions) == (list(SHARES), ["ledelse", "drift"])


def test_number_of_a_placement_is_never_given_twice(store: Store) -> None:
    numbers = []
    for _ in range(3):
        with store.visit("test", "ida", NOW) as visit:
            numbers.append(visit.journal.add_placement(3, SHARES, ["ledelse"]))
        with store.visit("test", "ida", NOW) as visit:
            visit.forget_person()
    assert sorted(set(numbers)) == numbers


def test_memory_is_gone_at_the_end_of_its_time_and_the_state_stays(store: Store) -> None:
    remember(store, {"question": 1}, {"text": "words"})
    just_before = NOW + MEMORY_LASTS - timedelta(microseconds=1)
    assert recall(store, just_before) == ({"question": 1}, {"text": "words"})
    assert recall(store, NOW + MEMORY_LASTS) == ({"question": 1}, {})
    (conversation,) = rows_of(store, Conversation)
    assert (conversation.memory, conversation.memory_until) == ({}, None)


def test_remembering_again_gives_the_memory_a_new_time(store: Store) -> None:
    remember(store, {}, {"text": "words"})
    remember(store, {}, {"text": "words"}, NOW + timedelta(days=5))
    assert recall(store, NOW + timedelta(days=11)) == ({}, {"text": "words"})


def test_empty_memory_has_no_time(store: Store) -> None:
    remember(store, {"question": 1}, {"text": "words"})
    remember(store, {"question": 1}, {})
    (conversation,) = rows_of(store, Conversation)
    assert conversation.memory_until is None


def test_old_memories_are_emptied_without_a_visit(store: Store) -> None:
    for address, age in (("old", 8), ("due", 7), ("young", 6)):
        with store.visit("test", address, NOW - timedelta(days=age)) as visit:
            visit.remember({"question": 1}, {"text": address})
    assert store.forget_old_memories(NOW) == 2
    assert store.forget_old_memories(NOW) == 0
    kept = rows_of(store, Conversation)
    assert sorted(str(row.memory.get("text", "")) for row in kept) == ["", "", "young"]
    assert [row.state for row in kept] == [{"question": 1}] * 3


def test_person_who_is_forgotten_is_in_no_table(store: Store) -> None:
    with store.visit("test", "ida", NOW) as visit:
        _fill(visit)
    empty = {name for name, rows in all_rows(store).items() if not rows}
    assert empty == {"inbox", "worker", "claim", "invitation"}
    with store.visit("test", "ida", NOW) as visit:
        visit.forget_person()
    assert not any(all_rows(store).values())


def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    with store.visit("test", "bo", NOW) as visit:
        _fill(visit)
    before = all_rows(store)
    with store.visit("test", "ida", NOW) as visit:
        _fill(visit)
    with store.visit("test", "ida", NOW) as visit:
        visit.forget_person()
    assert all_rows(store) == before


def _fill(visit: Visit) -> None:
    visit.remember({"question": 1}, {"text": "words"})
    visit.journal.add_placement(3, SHARES, ["ledelse"])
    agreement = visit.journal.add_agreement("words agreed")
    prompt = visit.schedule.add_prompt(
        source="trin-3/ledelse/refleksion#1",
        kind="look",
        step=3,
        dimension="ledelse",
        agreement_id=agreement,
    )
    visit.journal.add_reflection("words answered", prompt)
    visit.schedule.set_rhythm(frequency="weekly", weekday=3, at=time(8, 30), due_at=NOW)
    visit.schedule.add_pause(NOW.date(), None)
    visit.write({"html": "answer"}, prompt)


def test_receipt_written_after_forgetting_is_still_sent(store: Store) -> None:
    with store.visit("test", "ida", NOW) as visit:
        visit.write({"html": "old"})
    with store.visit("test", "ida", NOW) as visit:
        visit.forget_person()
        visit.write({"html": "erased"})
    assert [message for _, message in store.unsent("test", "ida")] == [{"html": "erased"}]


def test_forgotten_words_are_not_left_in_the_file(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'trinvis.db'}")
    remember(store, {}, {"text": "hemmelighed" * 1000})
    with store.visit("test", "ida", NOW) as visit:
        visit.forget_person()
    store.close()
    assert b"hemmelighed" not in _all_bytes(tmp_path)


def _all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_store_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "trinvis.db"
    broken.write_text("no database at all" * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        Store.open(f"sqlite:///{broken}")


def away(store: Store, days: int) -> list[str]:
    """List who was away for so long and is not told yet."""
    now = NOW + timedelta(days=days)
    with store.lapsed.untold("test", now - timedelta(days=300), now, 10) as visits:
        return [visit.person.address for visit in visits]


def test_those_who_are_gone_are_found_told_and_erased(store: Store) -> None:
    remember(store, {}, {"text": "ord"})
    with store.visit("test", "bo", LATER) as visit:
        visit.journal.add_placement(3, SHARES, ["ledelse"])
    assert away(store, 299) == []
    assert away(store, 301) == ["ida", "bo"]
    told_at = NOW + timedelta(days=301)
    with store.lapsed.untold("test", told_at - timedelta(days=300), told_at, 1) as visits:
        for gone in visits:
            gone.person.warned_at = told_at
    assert away(store, 301) == ["bo"]
    erased = store.lapsed.erase("test", told_at, NOW - timedelta(days=1), told_at)
    assert erased == 1
    assert [person.address for person in rows_of(store, Person)] == ["bo"]


def test_entries_of_who_did_not_say_yes_go_when_their_time_is_up(store: Store) -> None:
    for address in ("ida", "bo"):
        with store.visit("test", address, NOW) as visit:
            if address == "bo":
                visit.keep_history()
            visit.journal.add_placement(3, SHARES, ["ledelse"])
    store.forget_old_memories(NOW + MEMORY_LASTS - timedelta(seconds=1))
    assert len(rows_of(store, PlacementRecord)) == 2
    store.forget_old_memories(NOW + MEMORY_LASTS)
    (left,) = rows_of(store, PlacementRecord)
    assert left.until is None
