"""Run the migrations on the connection that `models.database` opened."""

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401  (so that the tables are known)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
