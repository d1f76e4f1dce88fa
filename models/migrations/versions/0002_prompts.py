"""Make the tables of rhythms, prompts, reflections and agreements, and of who sends what."""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _person(*, is_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "person_id",
        sa.Integer(),
        sa.ForeignKey("person.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=is_key,
        index=not is_key,
    )


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "rhythm",
        _person(is_key=True),
        sa.Column("frequency", sa.String(16), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("month_day", sa.Integer(), nullable=True),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("first_week", sa.Date(), nullable=True),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("agreed_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True, index=True),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("asleep_since", UtcDateTime(), nullable=True),
    )
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "prompt",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(16), nullable=False),
        sa.Column(
            "agreement_id",
            sa.Integer(),
            sa.ForeignKey("agreement.id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("sent_as", sa.String(32), nullable=True, index=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("skipped_at", UtcDateTime(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reflection",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(),
        sa.Column(
            "prompt_id",
            sa.Integer(),
            sa.ForeignKey("prompt.id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.add_column("outbox", sa.Column("prompt_id", sa.Integer(), nullable=True))
    op.add_column("outbox", sa.Column("begun_at", UtcDateTime(), nullable=True))
    op.create_table(
        "worker",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("beat_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("address", sa.String(64), primary_key=True),
        sa.Column("worker_id", sa.String(36), nullable=False, index=True),
    )


def downgrade() -> None:
    """Take back."""
    for column in ("begun_at", "prompt_id"):
        op.drop_column("outbox", column)
    for table in ("claim", "worker", "reflection", "prompt", "agreement", "pause", "rhythm"):
        op.drop_table(table)
