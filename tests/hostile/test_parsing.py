"""Whatever stands in an update, it is understood, or passed over."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.coach import Delivery, Incoming
from bot.telegram.parsing import address_of, calls_in_group, in_group, incoming, shut_out
from bot.telegram.receiving import Receiving
from tests.telegram.updates import membership_row, pressed_row, said_row

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from([2**63, -(2**70), "\ud800", "private", "member", 0])
)  # fmt: skip
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
ROWS = (
    said_row("hej"),
    {"update_id": 1, "edited_message": said_row("hej")["message"]},
    pressed_row("step:3"),
    membership_row("kicked"),
)


def _paths(row: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = row.items() if isinstance(row, dict) else enumerate(row)
    found = []
    for key, value in inner:
        found.append((*before, key))
        if isinstance(value, dict | list):
            found += _paths(value, (*before, key))
    return found


def _with(row: Any, path: tuple[Any, ...], value: Any, *, drop: bool) -> Any:
    key, *rest = path
    copy = dict(row) if isinstance(row, dict) else list(row)
    if rest:
        copy[key] = _with(copy[key], tuple(rest), value, drop=drop)
    elif drop:
        del copy[key]
    else:
        copy[key] = value
    return copy


@st.composite
def spoilt_rows(draw: st.DrawFn) -> dict[str, Any]:
    """Take an update as Telegram sends it, and spoil one or two places."""
    row: dict[str, Any] = draw(st.sampled_from(ROWS))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(_paths(row)))
        row = _with(row, path, draw(JSON), drop=draw(st.booleans()))
        if not row:
            break
    return row


class Kept:
    """Stand for the inbox, and remember what it was given."""

    def __init__(self) -> None:
        self.rows: list[Any] = []

    def keep_update(self, update_id: int, row: Any, address: str | None) -> bool:
        assert isinstance(update_id, int)
        assert address is None or isinstance(address, str)
        self.rows.append(row)
        return True

    def drop_update(self, update_id: int) -> None:
        """Let go."""


def _looked_at(update: Update) -> None:
    event = incoming(update)
    assert event is None or isinstance(event, Incoming)
    if event:
        assert event.text is None or isinstance(event.text, str)
        (event.text or "").encode()
        assert event.address == address_of(update)
    in_group(update)
    shut_out(update)
    calls_in_group(update, "trinvis_bot")


def _received(bot: Bot, row: Any) -> None:
    async def take() -> None:
        queue: asyncio.Queue[object] = asyncio.Queue()
        kept: Any = Kept()
        await Receiving(bot, kept, queue).take(row)
        while not queue.empty():
            update = queue.get_nowait()
            assert isinstance(update, Update)
            _looked_at(update)

    asyncio.run(take())


@pytest.fixture(scope="module")
def unused_bot() -> Bot:
    return Bot("1:x")


QUICK = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(spoilt_rows())
def test_spoilt_update_does_no_harm(unused_bot: Bot, row: dict[str, Any]) -> None:
    _received(unused_bot, row)


@QUICK
@given(JSON)
def test_what_is_no_update_at_all_does_no_harm(unused_bot: Bot, row: Any) -> None:
    _received(unused_bot, row)
    _received(unused_bot, {"update_id": 1, "message": row})


def test_the_stand_in_for_the_inbox_has_what_the_inbox_has() -> None:
    assert all(hasattr(Delivery, name) for name in ("keep_update", "drop_update"))
