from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

from models import Store


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, SQLModel.metadata))


def _take_back(connection: Connection) -> list[str]:
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.attributes["connection"] = connection
    command.downgrade(config, "base")
    return inspect(connection).get_table_names()


async def test_models_and_migrations_agree(store: Store) -> None:
    async with store.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrations_can_be_taken_back(store: Store) -> None:
    async with store.engine.begin() as connection:
        assert await connection.run_sync(_take_back) == ["alembic_version"]
