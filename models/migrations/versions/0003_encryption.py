"""Make room for what is encrypted: JSON becomes text."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = (("conversation", "memory"), ("inbox", "payload"), ("outbox", "message"))
# SQLite makes the table anew; no number of a message may come twice.
_NUMBERED = "outbox"


def upgrade() -> None:
    """Apply; what stands there is read as it is, and encrypted when it is written again."""
    _turn(sa.JSON(), sa.Text(), "text")


def downgrade() -> None:
    """Take back; only what is not encrypted can be read then."""
    _turn(sa.Text(), sa.JSON(), "json")


def _turn(before: sa.types.TypeEngine[Any], after: sa.types.TypeEngine[Any], name: str) -> None:
    for table, column in _COLUMNS:
        numbered = {"sqlite_autoincrement": table == _NUMBERED}
        with op.batch_alter_table(table, table_kwargs=numbered) as changed:
            changed.alter_column(
                column,
                existing_type=before,
                type_=after,
                existing_nullable=False,
                postgresql_using=f"{column}::{name}",
            )
