from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.sql import Select
from sqlmodel import SQLModel, col, select

from models import Inbox, Store

SUMMER = timezone(timedelta(hours=2))
MOMENT = datetime(2026, 6, 1, 9, 30, 15, 123456, tzinfo=SUMMER)
INBOX = SQLModel.metadata.tables["inbox"]


def _keep(store: Store, received_at: datetime, handled_at: datetime | None = None) -> None:
    row = {"update_id": 1, "payload": {}, "received_at": received_at, "handled_at": handled_at}
    with store.engine.begin() as connection:
        connection.execute(INBOX.insert().values(row))


def _read(store: Store, what: "Select[tuple[datetime | None]]") -> datetime | None:
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "postgresql":
            connection.execute(text("SET TIME ZONE 'Asia/Tokyo'"))
        return connection.execute(what).scalar_one()


def test_moment_comes_back_as_it_was_in_utc(store: Store) -> None:
    _keep(store, MOMENT)
    found = _read(store, select(Inbox.received_at))
    assert found == MOMENT
    assert found.tzinfo is UTC


def test_no_moment_comes_back_as_none(store: Store) -> None:
    _keep(store, MOMENT)
    assert _read(store, select(Inbox.handled_at)) is None


def test_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        _keep(store, MOMENT.replace(tzinfo=None))


def test_moments_of_different_zones_compare_as_moments(store: Store) -> None:
    _keep(store, MOMENT)
    an_hour_before, an_hour_after = (MOMENT.astimezone(UTC) + timedelta(hours=h) for h in (-1, 1))
    between = select(col(Inbox.received_at)).where(
        col(Inbox.received_at) > an_hour_before, col(Inbox.received_at) < an_hour_after
    )
    assert _read(store, between) == MOMENT
