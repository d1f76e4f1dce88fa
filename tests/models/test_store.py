from datetime import UTC, datetime

from models import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def test_new_person_is_new_once(store: Store) -> None:
    async with store.visit("test", "1", NOW) as visit:
        assert visit.is_new
    async with store.visit("test", "1", NOW) as visit:
        assert not visit.is_new
