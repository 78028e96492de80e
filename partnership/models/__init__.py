"""Who we are, and what is kept for every page: all tables of the partnership app."""

from partnership.models.base import Versioned
from partnership.models.invitations import Invitation, PeopleCheck
from partnership.models.lists import PeopleList
from partnership.models.people import (
    Membership,
    Organisation,
    Person,
    Sharing,
    User,
)
from partnership.models.policy import LetterText, Logo, PolicySetting
from partnership.models.records import Download, Event, Message, Reminded
from partnership.models.schools import School, Trust
from partnership.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "Download",
    "Event",
    "Invitation",
    "LetterText",
    "Logo",
    "Membership",
    "Message",
    "Organisation",
    "PeopleCheck",
    "PeopleList",
    "Person",
    "PolicySetting",
    "Reminded",
    "School",
    "Sharing",
    "Trust",
    "User",
    "Versioned",
]
