"""Look into the tables from outside the store."""

from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, select

from models import Store

Row = TypeVar("Row", bound=SQLModel)


async def rows_of(store: Store, table: type[Row]) -> list[Row]:
    async with AsyncSession(store.engine) as session:
        return list(await session.scalars(select(table)))


async def all_rows(store: Store) -> dict[str, list[Any]]:
    async with store.engine.connect() as connection:
        return {
            name: [tuple(row) for row in await connection.execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
        }
