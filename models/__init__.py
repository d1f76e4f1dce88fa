"""What is remembered: tables, the store that reads and writes them, and migrations."""

from models.claims import Claim, Claims, Waiting, Worker
from models.conversation import MEMORY_LASTS, Conversation
from models.invitations import Invitation, Invitations
from models.journal import Agreement, PlacementRecord, Reflection
from models.person import Person
from models.post import IN_HAND, Inbox, Outbox
from models.schedule import PauseRecord, PromptRecord, RhythmRecord
from models.store import Store
from models.visit import Visit

__all__ = [
    "IN_HAND",
    "MEMORY_LASTS",
    "Agreement",
    "Claim",
    "Claims",
    "Conversation",
    "Inbox",
    "Invitation",
    "Invitations",
    "Outbox",
    "PauseRecord",
    "Person",
    "PlacementRecord",
    "PromptRecord",
    "Reflection",
    "RhythmRecord",
    "Store",
    "Visit",
    "Waiting",
    "Worker",
]
