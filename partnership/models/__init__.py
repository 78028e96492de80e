"""Who we are, and what is kept for every page: all tables of the partnership app."""

from partnership.models.base import Versioned
from partnership.models.people import (
    Membership,
    Organisation,
    Person,
    Sharing,
    User,
)
from partnership.models.policy import PolicySetting
from partnership.models.records import Event, Message, Reminded
from partnership.models.schools import School, Trust

__all__ = [
    "Event",
    "Membership",
    "Message",
    "Organisation",
    "Person",
    "PolicySetting",
    "Reminded",
    "School",
    "Sharing",
    "Trust",
    "User",
    "Versioned",
]
