import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from models import MEMORY_LASTS, Conversation, Person, PlacementRecord, Store, Visit

from .tables import all_rows, rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SHARES = (0.1, 0.2, 0.4, 0.2, 0.1)


class BrokenOffError(Exception):
    """Stand for whatever goes wrong in the middle of a visit."""


async def remember(
    store: Store, state: dict[str, Any], memory: dict[str, Any], now: datetime = NOW
) -> None:
    async with store.visit("test", "ida", now) as visit:
        visit.remember(state, memory)


async def recall(store: Store, now: datetime = NOW) -> tuple[dict[str, Any], dict[str, Any]]:
    async with store.visit("test", "ida", now) as visit:
        return visit.conversation.state, visit.conversation.memory


async def test_new_person_is_new_once(store: Store) -> None:
    async with store.visit("test", "1", NOW) as visit:
        assert visit.is_new
    async with store.visit("test", "1", NOW) as visit:
        assert not visit.is_new


async def test_same_address_in_another_channel_is_another_person(store: Store) -> None:
    for channel in ("test", "other"):
        async with store.visit(channel, "1", NOW) as visit:
            assert visit.is_new
    assert len(await rows_of(store, Person)) == 2


async def test_visit_notes_when_a_person_was_first_and_last_seen(store: Store) -> None:
    for moment in (NOW, LATER):
        async with store.visit("test", "ida", moment):
            pass
    (person,) = await rows_of(store, Person)
    assert (person.created_at, person.last_seen_at) == (NOW, LATER)


async def test_what_is_remembered_is_there_at_the_next_visit(store: Store) -> None:
    state, memory = {"asked": ["ledelse"], "question": 3}, {"text": "Vi spørger «æøå» 🙂"}
    await remember(store, state, memory)
    assert await recall(store) == (state, memory)


async def test_what_was_changed_in_place_is_saved(store: Store) -> None:
    await remember(store, {"given": ["drift:0"]}, {"evidence": [{"text": "a"}]})
    async with store.visit("test", "ida", NOW) as visit:
        state, memory = visit.conversation.state, visit.conversation.memory
        state["given"].append("drift:1")
        memory["evidence"].append({"text": "b"})
        visit.remember(dict(state), dict(memory))
    found = await recall(store)
    assert found == (
        {"given": ["drift:0", "drift:1"]},
        {"evidence": [{"text": "a"}, {"text": "b"}]},
    )


async def test_signs_that_databases_stumble_over_are_kept(store: Store) -> None:
    odd = {"null": "\x00", "half": "\ud800", "last": "\U0010ffff", "quotes": "'\" OR 1=1 --"}
    await remember(store, {}, odd)
    assert await recall(store) == ({}, odd)


async def test_visit_that_breaks_off_saves_nothing_of_a_new_person(store: Store) -> None:
    await store.keep_update(1, {"text": "kept"}, NOW)
    with pytest.raises(BrokenOffError):
        async with store.visit("test", "ida", NOW) as visit:
            await _do_everything(visit)
            raise BrokenOffError
    left = await all_rows(store)
    assert {name for name, rows in left.items() if rows} == {"inbox"}
    assert await store.waiting_updates() == [{"text": "kept"}]


async def test_visit_that_breaks_off_leaves_a_known_person_as_they_were(store: Store) -> None:
    await remember(store, {"question": 1}, {"text": "before"})
    await store.keep_update(1, {"text": "kept"}, NOW)
    before = await all_rows(store)
    for last_thing in (_do_everything, Visit.forget_person):
        with pytest.raises(BrokenOffError):
            async with store.visit("test", "ida", LATER) as visit:
                await last_thing(visit)
                raise BrokenOffError
        assert await all_rows(store) == before


async def _do_everything(visit: Visit) -> None:
    visit.remember({"question": 2}, {"text": "after"})
    await visit.journal.add_placement(3, SHARES, ["ledelse"])
    assert await visit.take_update(1)
    await visit.write({"html": "answer"})


async def test_visits_of_one_person_at_once_wait_for_each_other(
    store: Store, database_url: str
) -> None:
    other = await Store.open(database_url)

    async def count(through: Store) -> None:
        async with through.visit("test", "ida", NOW) as visit:
            seen = visit.conversation.state.get("seen", 0)
            await asyncio.sleep(0.005)
            visit.remember({"seen": seen + 1}, {})

    await asyncio.gather(*(count(through) for through in (store, other) * 5))
    assert await recall(store) == ({"seen": 10}, {})
    await other.close()


async def test_first_visits_at_once_make_one_person(store: Store, database_url: str) -> None:
    other = await Store.open(database_url)

    async def meet(through: Store) -> bool:
        async with through.visit("test", "ida", NOW) as visit:
            await asyncio.sleep(0.005)
            return visit.is_new

    met = await asyncio.gather(*(meet(through) for through in (store, other) * 4))
    assert sorted(met) == [False] * 7 + [True]
    assert len(await rows_of(store, Person)) == len(await rows_of(store, Conversation)) == 1
    await other.close()


async def test_visit_that_waits_while_the_person_is_erased_meets_them_anew(
    store: Store,
) -> None:
    await remember(store, {"question": 1}, {})

    async def next_visit() -> bool:
        async with store.visit("test", "ida", NOW) as visit:
            return visit.is_new

    async with store.visit("test", "ida", NOW) as visit:
        waiting = asyncio.create_task(next_visit())
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await visit.forget_person()
    assert await waiting


async def test_placements_are_kept_with_their_moment_and_person(store: Store) -> None:
    async with store.visit("test", "ida", NOW) as visit:
        first = await visit.journal.add_placement(3, SHARES, ["ledelse", "drift"])
        second = await visit.journal.add_placement(2, SHARES, ["politik"])
    (person,) = await rows_of(store, Person)
    kept = {row.id: row for row in await rows_of(store, PlacementRecord)}
    assert set(kept) == {first, second}
    row = kept[first]
    assert (row.person_id, row.step, row.placed_at) == (person.id, 3, NOW)
    assert (row.probabilities, row.dimensions) == (list(SHARES), ["ledelse", "drift"])


async def test_number_of_a_placement_is_never_given_twice(store: Store) -> None:
    numbers = []
    for _ in range(3):
        async with store.visit("test", "ida", NOW) as visit:
            numbers.append(await visit.journal.add_placement(3, SHARES, ["ledelse"]))
        async with store.visit("test", "ida", NOW) as visit:
            await visit.forget_person()
    assert sorted(set(numbers)) == numbers


async def test_memory_is_gone_at_the_end_of_its_time_and_the_state_stays(store: Store) -> None:
    await remember(store, {"question": 1}, {"text": "words"})
    just_before = NOW + MEMORY_LASTS - timedelta(microseconds=1)
    assert await recall(store, just_before) == ({"question": 1}, {"text": "words"})
    assert await recall(store, NOW + MEMORY_LASTS) == ({"question": 1}, {})
    (conversation,) = await rows_of(store, Conversation)
    assert (conversation.memory, conversation.memory_until) == ({}, None)


async def test_remembering_again_gives_the_memory_a_new_time(store: Store) -> None:
    await remember(store, {}, {"text": "words"})
    await remember(store, {}, {"text": "words"}, NOW + timedelta(days=5))
    assert await recall(store, NOW + timedelta(days=11)) == ({}, {"text": "words"})


async def test_empty_memory_has_no_time(store: Store) -> None:
    await remember(store, {"question": 1}, {"text": "words"})
    await remember(store, {"question": 1}, {})
    (conversation,) = await rows_of(store, Conversation)
    assert conversation.memory_until is None


async def test_old_memories_are_emptied_without_a_visit(store: Store) -> None:
    for address, age in (("old", 8), ("due", 7), ("young", 6)):
        async with store.visit("test", address, NOW - timedelta(days=age)) as visit:
            visit.remember({"question": 1}, {"text": address})
    assert await store.forget_old_memories(NOW) == 2
    assert await store.forget_old_memories(NOW) == 0
    kept = await rows_of(store, Conversation)
    assert sorted(str(row.memory.get("text", "")) for row in kept) == ["", "", "young"]
    assert [row.state for row in kept] == [{"question": 1}] * 3


async def test_person_who_is_forgotten_is_in_no_table(store: Store) -> None:
    async with store.visit("test", "ida", NOW) as visit:
        await _fill(visit)
    empty = {name for name, rows in (await all_rows(store)).items() if not rows}
    assert empty == {"inbox", "worker", "claim", "invitation"}
    async with store.visit("test", "ida", NOW) as visit:
        await visit.forget_person()
    assert not any((await all_rows(store)).values())


async def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    async with store.visit("test", "bo", NOW) as visit:
        await _fill(visit)
    before = await all_rows(store)
    async with store.visit("test", "ida", NOW) as visit:
        await _fill(visit)
    async with store.visit("test", "ida", NOW) as visit:
        await visit.forget_person()
    assert await all_rows(store) == before


async def _fill(visit: Visit) -> None:
    visit.remember({"question": 1}, {"text": "words"})
    await visit.journal.add_placement(3, SHARES, ["ledelse"])
    agreement = await visit.journal.add_agreement("words agreed")
    prompt = await visit.schedule.add_prompt(
        source="trin-3/ledelse/refleksion#1",
        kind="look",
        step=3,
        dimension="ledelse",
        agreement_id=agreement,
    )
    await visit.journal.add_reflection("words answered", prompt)
    await visit.schedule.set_rhythm(frequency="weekly", weekday=3, at=time(8, 30), due_at=NOW)
    await visit.schedule.add_pause(NOW.date(), None)
    await visit.write({"html": "answer"}, prompt)


async def test_receipt_written_after_forgetting_is_still_sent(store: Store) -> None:
    async with store.visit("test", "ida", NOW) as visit:
        await visit.write({"html": "old"})
    async with store.visit("test", "ida", NOW) as visit:
        await visit.forget_person()
        await visit.write({"html": "erased"})
    assert [message for _, message in await store.unsent("test", "ida")] == [{"html": "erased"}]


async def test_forgotten_words_are_not_left_in_the_file(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path / 'trinvis.db'}")
    await remember(store, {}, {"text": "hemmelighed" * 1000})
    async with store.visit("test", "ida", NOW) as visit:
        await visit.forget_person()
    await store.close()
    assert b"hemmelighed" not in _all_bytes(tmp_path)


def _all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_store_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "trinvis.db"
    broken.write_text("no database at all" * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        await Store.open(f"sqlite:///{broken}")


async def away(store: Store, days: int) -> list[str]:
    """List who was away for so long and is not told yet."""
    now = NOW + timedelta(days=days)
    async with store.lapsed.untold("test", now - timedelta(days=300), now, 10) as visits:
        return [visit.person.address for visit in visits]


async def test_those_who_are_gone_are_found_told_and_erased(store: Store) -> None:
    await remember(store, {}, {"text": "ord"})
    async with store.visit("test", "bo", LATER) as visit:
        await visit.journal.add_placement(3, SHARES, ["ledelse"])
    assert await away(store, 299) == []
    assert await away(store, 301) == ["ida", "bo"]
    told_at = NOW + timedelta(days=301)
    async with store.lapsed.untold("test", told_at - timedelta(days=300), told_at, 1) as visits:
        for gone in visits:
            gone.person.warned_at = told_at
    assert await away(store, 301) == ["bo"]
    erased = await store.lapsed.erase("test", told_at, NOW - timedelta(days=1), told_at)
    assert erased == 1
    assert [person.address for person in await rows_of(store, Person)] == ["bo"]


async def test_entries_of_who_did_not_say_yes_go_when_their_time_is_up(store: Store) -> None:
    for address in ("ida", "bo"):
        async with store.visit("test", address, NOW) as visit:
            if address == "bo":
                await visit.keep_history()
            await visit.journal.add_placement(3, SHARES, ["ledelse"])
    await store.forget_old_memories(NOW + MEMORY_LASTS - timedelta(seconds=1))
    assert len(await rows_of(store, PlacementRecord)) == 2
    await store.forget_old_memories(NOW + MEMORY_LASTS)
    (left,) = await rows_of(store, PlacementRecord)
    assert left.until is None
