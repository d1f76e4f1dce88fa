"""Keep a history only after a yes; let people in by invitation; know the chat of an update."""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_PERSON = ("admitted_at", "history_since", "warned_at")
_ENTRIES = ("placement", "reflection", "agreement")


def upgrade() -> None:
    """Apply."""
    for name in _OF_PERSON:
        op.add_column("person", sa.Column(name, UtcDateTime(), nullable=True))
    op.execute("UPDATE person SET admitted_at = created_at")
    for table in _ENTRIES:
        op.add_column(table, sa.Column("until", UtcDateTime(), nullable=True))
        op.create_index(f"ix_{table}_until", table, ["until"])
    op.add_column("inbox", sa.Column("address", sa.String(64), nullable=True))
    op.create_index("ix_inbox_address", "inbox", ["address"])
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("invitation")
    op.drop_index("ix_inbox_address", "inbox")
    op.drop_column("inbox", "address")
    for table in _ENTRIES:
        op.drop_index(f"ix_{table}_until", table)
        op.drop_column(table, "until")
    for name in _OF_PERSON:
        op.drop_column("person", name)
