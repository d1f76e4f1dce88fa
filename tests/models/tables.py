"""Look into the tables from outside the store."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session
from sqlmodel import SQLModel, select

from models import Store

Row = TypeVar("Row", bound=SQLModel)


def rows_of(store: Store, table: type[Row]) -> list[Row]:
    with Session(store.engine) as session:
        return list(session.scalars(select(table)))


def all_rows(store: Store) -> dict[str, list[Any]]:
    with store.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
        }
