import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models import Invitation, Store

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LASTS = timedelta(days=2)


async def come(store: Store, address: str, code: str, now: datetime = NOW) -> bool:
    async with store.visit("test", address, now) as visit:
        return await visit.let_in(code)


async def test_code_is_hard_to_guess_fits_a_link_and_is_not_kept(store: Store) -> None:
    code = await store.invitations.invite(1, NOW, NOW + LASTS)
    assert 16 <= len(code) <= 58
    assert code.isascii()
    assert code.isalnum()
    assert code not in str(await rows_of(store, Invitation))


async def test_so_many_places_are_taken_and_no_more_even_at_once(store: Store) -> None:
    code = await store.invitations.invite(3, NOW, NOW + LASTS)
    let_in = await asyncio.gather(*(come(store, str(number), code) for number in range(6)))
    assert sum(let_in) == 3


async def test_it_ends_at_its_moment(store: Store) -> None:
    code = await store.invitations.invite(2, NOW, NOW + LASTS)
    assert await come(store, "ida", code, NOW + LASTS - timedelta(seconds=1))
    assert not await come(store, "bo", code, NOW + LASTS)


async def test_only_open_ones_are_listed_newest_first(store: Store) -> None:
    used = await store.invitations.invite(1, NOW, NOW + LASTS)
    await store.invitations.invite(5, NOW, NOW + timedelta(hours=1))
    for people in (7, 8):
        await store.invitations.invite(people, NOW, NOW + LASTS)
    await come(store, "ida", used)
    later = NOW + timedelta(hours=1)
    assert [each.left for each in await store.invitations.open_ones(later)] == [8, 7]


@pytest.mark.parametrize("by_number", [True, False])
async def test_revoked_it_lets_nobody_in(store: Store, by_number: bool) -> None:
    code = await store.invitations.invite(2, NOW, NOW + LASTS)
    assert await come(store, "ida", code)
    (open_one,) = await store.invitations.open_ones(NOW)
    which = str(open_one.id) if by_number else code
    assert await store.invitations.revoke(which)
    assert not await come(store, "bo", code)
    assert not await store.invitations.revoke(which)
