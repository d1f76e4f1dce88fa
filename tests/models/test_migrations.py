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


def test_models_and_migrations_agree(store: Store) -> None:
    with store.engine.connect() as connection:
        assert _differences(connection) == []


def test_migrations_can_be_taken_back(store: Store) -> None:
    with store.engine.begin() as connection:
        assert _take_back(connection) == ["alembic_version"]
