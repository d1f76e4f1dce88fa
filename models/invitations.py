"""Let people in by invitation."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col, select

from models.columns import UtcDateTime
from models.database import Transaction

_RANDOM_BYTES = 12


class Invitation(SQLModel, table=True):
    """Let some people in until a day; of the code only a digest is kept."""

    __tablename__ = "invitation"
    # A revoked number is never given again.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(max_length=64, unique=True)
    left: int
    made_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)


class Invitations:
    """Make, list and revoke invitations."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def invite(self, people: int, now: datetime, ends_at: datetime) -> str:
        """Make a code that lets so many people in until a moment."""
        with self._transaction() as session:
            return invite(session, people, now, ends_at)

    def open_ones(self, now: datetime) -> list[Invitation]:
        """List those that still let somebody in, newest first; drop the others."""
        with self._transaction() as session:
            session.execute(
                delete(Invitation).where(
                    (col(Invitation.ends_at) <= now) | (col(Invitation.left) <= 0)
                )
            )
            found = session.scalars(select(Invitation).order_by(col(Invitation.id).desc()))
            return list(found)

    def revoke(self, which: str) -> bool:
        """Take an invitation back, by its code or its number; tell whether it was there."""
        number = int(which) if which.isascii() and which.isdigit() else 0
        with self._transaction() as session:
            done = session.execute(
                delete(Invitation)
                .where((col(Invitation.digest) == _digest(which)) | (col(Invitation.id) == number))
                .returning(col(Invitation.id))
            )
            return done.first() is not None


def invite(session: Session, people: int, now: datetime, ends_at: datetime) -> str:
    """Make a code within a transaction."""
    # No sign in it: a code that begins with a hyphen would be an option at the command line.
    code = secrets.token_hex(_RANDOM_BYTES)
    session.add(Invitation(digest=_digest(code), left=people, made_at=now, ends_at=ends_at))
    return code


def take_place(session: Session, code: str, now: datetime) -> bool:
    """Use up one place of an invitation; tell whether there was one."""
    done = session.execute(
        update(Invitation)
        .where(
            col(Invitation.digest) == _digest(code),
            col(Invitation.left) > 0,
            col(Invitation.ends_at) > now,
        )
        .values(left=Invitation.left - 1)
        .returning(col(Invitation.id))
    )
    return done.first() is not None


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
