import json

from bot.coach import Coach
from tests.conftest import MovedClock

from .prompted import agree
from .talking import ONE, check, started


async def test_all_that_is_kept_comes_as_a_file_and_nothing_of_others(
    coach: Coach, clock: MovedClock
) -> None:
    for address, words in (("bo", "jeg vil ringe til naboen"), ("ida", "jeg vil tale med skolen")):
        talk = await started(coach, address)
        await talk.say(ONE)
        await talk.say(words)
        async with coach._store.visit("test", address, clock()) as visit:
            await agree(visit)
            await visit.schedule.add_pause(clock().date(), None)
            await visit.journal.add_reflection("det gik godt")
    await talk.say("/minedata")
    check(talk.shown)
    document = talk.shown[-1].document
    assert document is not None
    assert document.name.endswith(".json")
    found = json.loads(document.content)
    assert {name: len(rows) for name, rows in found.items()} == {
        "person": 1,
        "conversation": 1,
        "placement": 1,
        "agreement": 1,
        "reflection": 1,
        "rhythm": 1,
        "pause": 1,
        "prompt": 0,
        "outbox": 0,
    }
    assert found["person"][0]["address"] == "ida"
    assert "tale med skolen" in document.content
    assert "naboen" not in document.content
    assert found["rhythm"][0]["at"] == "08:30:00"
