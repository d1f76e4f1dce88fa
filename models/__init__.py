"""What is remembered: tables, the store that reads and writes them, and migrations."""

from models.conversation import Conversation
from models.person import Person
from models.placement import PlacementRecord
from models.post import Inbox, Outbox
from models.store import Store, Visit

__all__ = ["Conversation", "Inbox", "Outbox", "Person", "PlacementRecord", "Store", "Visit"]
