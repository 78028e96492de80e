"""The partnership's own rows in the table of every URL × every role."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils.timezone import localdate

from partnership.access import Role
from partnership.checks import services as checks
from partnership.checks.models import PeopleCheck
from partnership.dates import clock
from partnership.history.models import Download
from partnership.lists.models import PeopleList
from partnership.lists.services import LISTS
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.people import downloads, inviting
from partnership.people.models import Membership, Organisation, Person
from partnership.registers.models import RegisterFile
from partnership.schools.models import School
from partnership.sign_in.models import Invitation
from partnership.uploads import services as uploads
from tests.factories import MembershipFactory, PersonFactory

LEAK = "Keeps a second telephone"
SECRETS = {"Person of a school": "Dilys Ash"}


def rows(world) -> dict[type[Model], Model]:
    someone = PersonFactory(name="Sam Someone", job_title=LEAK)
    membership = MembershipFactory(
        person=someone, organisation=world.subgroup, role=Role.MEMBER
    )
    people_list = uploads.upload(
        LISTS,
        file=SimpleUploadedFile(
            "members.csv",
            f"Name,Email,Job title,Subgroup,Role\n"
            f"Ann Seal,ann@council.example,{LEAK},Education subgroup,Member\n"
            "Sam Someone,,,Education subgroup,Chairperson\n"
            "Sam Someone,,,Education subgroup,Deputy\n".encode(),
        ),
        by=world.amara,
        on=localdate(),
    )
    register = RegisterFile.objects.create(
        name="register.csv",
        file="registers/none.csv",
        la_codes=["885"],
        status=RegisterFile.Status.READY,
        totals={"new": 2, "outside": 3, "refused": 1},
        refusals=[{"row": f"Row 4 ({LEAK})", "problems": ["URN is empty"]}],
        uploaded_by=world.amara,
        uploaded_at=clock.now(),
        asked_at=clock.now(),
    )
    [message] = messages.post("note", f"About Sam\n{LEAK}", address="sam@b.example")
    Message.objects.update(status=Message.Status.UNCONFIRMED)
    invitation = inviting.invite(someone, by=world.amara, on=date(2025, 10, 22))
    Message.objects.filter(pk=invitation.message_id).update(
        status=Message.Status.BOUNCED, refusal="550 5.1.1 Nobody here is called so"
    )
    return {
        Message: message,
        Invitation: invitation,
        Membership: membership,
        Organisation: world.subgroup,
        "Organisation that is a school": world.school,
        School: world.school.school,
        PeopleCheck: _checks(world),
        "Person of a school": Person.objects.get(name="Dilys Ash"),
        Download: downloads.record(someone, LEAK, by=world.amara),
        PeopleList: people_list,
        RegisterFile: register,
        Person: someone,
    }


def _checks(world) -> PeopleCheck:
    """One that waits for the school; an earlier one whose changes wait for officers."""
    head = PersonFactory(name="Hester Quill", job_title=LEAK)
    held = MembershipFactory(person=head, organisation=world.school, role=Role.HEAD)
    dsl = MembershipFactory(
        person__name="Dilys Ash", organisation=world.school, role=Role.DSL
    )
    earlier = PeopleCheck.objects.create(
        organisation=world.school, asked_at=clock.now(), asked_by=world.amara
    )
    checks.report_changes(
        earlier,
        changes=[
            checks.Reported(kind="changed", membership=held.pk, words=LEAK),
            checks.Reported(kind="left", membership=dsl.pk),
            checks.Reported(
                kind="new", name="Sam Someone", email="new@elm.example", role="dsl"
            ),
        ],
        version=1,
        by=None,
        on=localdate(),
    )
    return PeopleCheck.objects.create(
        organisation=world.school, asked_at=clock.now(), asked_by=world.amara
    )


def _reported(row) -> dict:
    """The check with changes, of the same school."""
    earlier = PeopleCheck.objects.get(
        organisation=row.organisation, answered_at__isnull=False
    )
    return {"pk": earlier.pk}


# The rule with the most to it: rows of a choice, a word and a sentence.
EXTRA_KWARGS: dict = {
    "partnership:settle_check": _reported,
    "partnership:apply_change": lambda row: {**_reported(row), "number": 1},
    "partnership:edit_change": lambda row: {**_reported(row), "number": 0},
    "partnership:set_aside": lambda row: {**_reported(row), "number": 0},
    "partnership:letter": lambda row: {"kind": "action_raised"},
    "partnership:default_letter": lambda row: {"kind": "action_raised"},
    "partnership:rule": lambda row: {"name": "rag_legend_delivery"},
    "partnership:default_rule": lambda row: {"name": "rag_legend_delivery"},
}


def _no_change(row) -> dict:
    return {**_reported(row), "number": 99}


FOREIGN_KWARGS = dict.fromkeys(
    ("partnership:apply_change", "partnership:edit_change", "partnership:set_aside"),
    _no_change,
)

_DAY = {"from_date-day": "1", "from_date-month": "9", "from_date-year": "2025"}
POST: dict[str, dict] = {
    "partnership:upload_list": {},
    "partnership:understand_list": {"in_name": "0", "version": "1"},
    "partnership:answer_list": {"row_4": "new", "version": "1"},
    "partnership:people_list": {"version": "1"},
    "partnership:ask_schools": {"who": "all"},
    "partnership:answer_check": {"all_right": "1", "version": "1"},
    "partnership:edit_change": {"name": "Hester", "role": "head", "version": "2"},
    "partnership:set_aside": {"words": "They are right here", "version": "2"},
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
