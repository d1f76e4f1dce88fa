from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from models import Invitation, Store
from tests.at_once import at_once

from .tables import rows_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LASTS = timedelta(days=2)


def come(store: Store, address: str, code: str, now: datetime = NOW) -> bool:
    with store.visit("test", address, now) as visit:
        return visit.let_in(code)


def test_code_is_hard_to_guess_fits_a_link_and_is_not_kept(store: Store) -> None:
    code = store.invitations.invite(1, NOW, NOW + LASTS)
    assert 16 <= len(code) <= 58
    assert code.isascii()
    assert code.isalnum()
    assert code not in str(rows_of(store, Invitation))


def test_so_many_places_are_taken_and_no_more_even_at_once(store: Store) -> None:
    code = store.invitations.invite(3, NOW, NOW + LASTS)
    let_in = at_once(partial(come, store, str(number), code) for number in range(6))
    assert sum(let_in) == 3


def test_it_ends_at_its_moment(store: Store) -> None:
    code = store.invitations.invite(2, NOW, NOW + LASTS)
    assert come(store, "ida", code, NOW + LASTS - timedelta(seconds=1))
    assert not come(store, "bo", code, NOW + LASTS)


def test_only_open_ones_are_listed_newest_first(store: Store) -> None:
    used = store.invitations.invite(1, NOW, NOW + LASTS)
    store.invitations.invite(5, NOW, NOW + timedelta(hours=1))
    for people in (7, 8):
        store.invitations.invite(people, NOW, NOW + LASTS)
    come(store, "ida", used)
    later = NOW + timedelta(hours=1)
    assert [each.left for each in store.invitations.open_ones(later)] == [8, 7]


@pytest.mark.parametrize("by_number", [True, False])
def test_revoked_it_lets_nobody_in(store: Store, by_number: bool) -> None:
    code = store.invitations.invite(2, NOW, NOW + LASTS)
    assert come(store, "ida", code)
    (open_one,) = store.invitations.open_ones(NOW)
    which = str(open_one.id) if by_number else code
    assert store.invitations.revoke(which)
    assert not come(store, "bo", code)
    assert not store.invitations.revoke(which)
