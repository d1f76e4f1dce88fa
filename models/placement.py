"""Where a person's practice was placed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlmodel import Field, SQLModel

from models.columns import UtcDateTime


class PlacementRecord(SQLModel, table=True):
    """Keep a placement without the text that it was made from."""

    __tablename__ = "placement"
    # An id is never given twice: buttons carry it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")])
    step: int
    probabilities: list[float] = Field(sa_type=JSON)
    dimensions: list[str] = Field(sa_type=JSON)
    placed_at: datetime = Field(sa_type=UtcDateTime)
