"""The partnership's own rows in the table of every URL × every role."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from partnership import services
from partnership.access import Role
from partnership.foundation import messages
from partnership.models import (
    Invitation,
    Membership,
    Message,
    Organisation,
    PeopleList,
    Person,
)
from tests.factories import MembershipFactory, PersonFactory

LEAK = "Keeps a second telephone"
BODIES = (Role.SUBGROUP_CHAIR, Role.MINUTE_TAKER, Role.MEMBER, Role.DEPUTY)
READING = ("partnership:person", "partnership:organisation")
MANAGING = (
    "partnership:edit_person",
    "partnership:give_role",
    "partnership:invite",
    "partnership:end_role",
    "partnership:keep_role",
    "partnership:take_back_role",
    "partnership:add_person_at",
    "partnership:edit_organisation",
    "partnership:close_organisation",
    "partnership:open_organisation_again",
)


def rows(world) -> dict[type[Model], Model]:
    someone = PersonFactory(name="Sam Someone", job_title=LEAK)
    membership = MembershipFactory(
        person=someone, organisation=world.subgroup, role=Role.MEMBER
    )
    people_list = services.upload_list(
        file=SimpleUploadedFile(
            "members.csv",
            f"Name,Email,Job title,Subgroup,Role\n"
            f"Ann Seal,ann@council.example,{LEAK},Education subgroup,Member\n"
            "Sam Someone,,,Education subgroup,Chairperson\n"
            "Sam Someone,,,Education subgroup,Deputy\n".encode(),
        ),
        by=world.amara,
        on=date(2025, 10, 22),
    )
    [message] = messages.post("note", f"About Sam\n{LEAK}", address="sam@b.example")
    Message.objects.update(status=Message.Status.UNCONFIRMED)
    return {
        Message: message,
        Invitation: services.invite(someone, by=world.amara, on=date(2025, 10, 22)),
        Membership: membership,
        Organisation: world.subgroup,
        PeopleList: people_list,
        Person: someone,
    }


# Whoever sits on any of the partnership's bodies reads the whole directory.
EXCEPTIONS: dict[tuple, int] = {
    **{(name, role, "elsewhere"): 200 for name in READING for role in BODIES},
    **{(name, role, "elsewhere"): 403 for name in MANAGING for role in BODIES},
}

# The rule with the most to it: rows of a choice, a word and a sentence.
EXTRA_KWARGS: dict = {
    "partnership:letter": lambda row: {"kind": "action_raised"},
    "partnership:default_letter": lambda row: {"kind": "action_raised"},
    "partnership:rule": lambda row: {"name": "rag_legend_delivery"},
    "partnership:default_rule": lambda row: {"name": "rag_legend_delivery"},
}

_DAY = {"from_date-day": "1", "from_date-month": "9", "from_date-year": "2025"}
POST: dict[str, dict] = {
    "partnership:letter": {"subject": "Yours", "body": "{link}", "version": "1"},
    "partnership:default_letter": {"version": "1"},
    "partnership:choose_letters": {"letters": "daily", "version": "1"},
    "partnership:add_person_alone": {"name": "Noor Bielik"},
    "partnership:add_person_at": {"name": "Noor Bielik", "role": "member", **_DAY},
    "partnership:edit_person": {"name": "Sam Somebody", "version": "1"},
    "partnership:end_role": {
        "last_day-day": "1",
        "last_day-month": "9",
        "last_day-year": "2026",
        "version": "1",
    },
    "partnership:default_rule": {"version": "1"},
    "partnership:add_organisation": {"name": "Denholt Fire Service"},
    "partnership:edit_organisation": {"name": "Learning subgroup", "version": "1"},
    "partnership:close_organisation": {
        "closed_on-day": "1",
        "closed_on-month": "9",
        "closed_on-year": "2025",
        "version": "1",
    },
}
