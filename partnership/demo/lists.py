"""The demonstration's lists of people and its school contact checks.

Built after `audits.demo` has added the schools' people.
"""

import csv
import io
from dataclasses import replace

from django.core.files.base import ContentFile

from partnership.access import Role
from partnership.checks import services as checks_services
from partnership.checks import settling
from partnership.checks.models import PeopleCheck
from partnership.lists.services import LISTS
from partnership.people.models import Membership, Organisation
from partnership.uploads import services as uploads

LEADS = (
    "Agnes Holroyd",
    "Fergus Amadi",
    "Ottilie Brand",
    "Rhys Calloway",
    "Senna Ibekwe",
    "Ulrich Deane",
)
# One in so many schools has not answered yet.
SILENT_EVERY = 9


def build(world) -> None:
    """An imported list, a waiting list, and a check that most schools have answered."""
    _import_leads(world)
    _check(world)
    _upload_members(world)


def _file(name: str, *rows: tuple) -> ContentFile:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return ContentFile(text.getvalue().encode("cp1252"), name=name)


def _import_leads(world) -> None:
    """Import the trusts' safeguarding leads, one of whom is already here."""
    bryn, since = world.people["bryn"], world.day(-420)
    trusts = Organisation.objects.of_kind(Organisation.Kind.TRUST)
    others = trusts.exclude(pk=world.organisations["trust"].pk)
    rows = [
        (name, f"{name.replace(' ', '.').lower()}@wexcombe.example",
         "Trust safeguarding lead", trust.name, "Trust lead", f"{since:%d/%m/%Y}")
        for name, trust in zip(LEADS, others, strict=False)
    ]  # fmt: skip
    file = _file(
        "trust-safeguarding-leads.csv",
        ("Safeguarding leads of trusts", f"as at {world.day(-130):%d %B %Y}"),
        (),
        ("Full name", "E-mail address", "Job title", "Trust", "Role", "Took up post"),
        ("Tara Winslade", "tara@wexcombe.example", "", world.organisations["trust"].name,
         "Trust lead", ""),
        *rows,
        ("(vacant)", "", "", "Coldharbour Trust", "Trust lead", ""),
    )  # fmt: skip
    with world.on(world.day(-130), hour=11) as day:
        leads = uploads.upload(LISTS, file=file, by=bryn, on=day)
        columns = uploads.tables(LISTS, leads).titled
        uploads.understand(
            LISTS,
            leads,
            understanding=replace(
                leads.understanding, columns={**columns, "from_date": "Took up post"}
            ),
            version=1,
            by=bryn,
            on=day,
        )
        uploads.apply(LISTS, leads, version=2, by=bryn, on=day)


def _check(world) -> None:
    """Most schools confirm; one's changes are dealt with, three wait, and some are silent."""
    bryn, elm = world.people["bryn"], world.organisations["elm"]
    open_schools = [one.organisation_id for one in world.schools if one.is_open]
    with world.on(world.day(-40), hour=9) as day:
        checks = checks_services.ask_schools(
            schools=Organisation.objects.filter(pk__in=open_schools), by=bryn, on=day
        ).checks
    answering = [
        check
        for number, check in enumerate(checks)
        if number % SILENT_EVERY and check.organisation_id != elm.pk
    ]
    settled, *waiting = answering[:4]
    for number, check in enumerate(answering[4:]):
        with world.on(world.day(-38 + number % 30), hour=12) as day:
            checks_services.confirm_people(check, version=1, by=None, on=day)
    _settle(world, settled)
    with world.on(world.day(-12), hour=9) as day:
        checks_services.remind_schools(by=bryn, on=day)
    names = ("Edmund Vesey", "Marigold Tate", "Corin Achebe")
    for number, check in enumerate(waiting):
        with world.on(world.day(-5 + number), hour=16) as day:
            _report(check, names[number], "governor", words=True, on=day)


def _settle(world, check: PeopleCheck) -> None:
    bryn = world.people["bryn"]
    with world.on(world.day(-30), hour=15) as day:
        _report(check, "Iona Marchbank", "governor", on=day)
    with world.on(world.day(-29), hour=9) as day:
        settling.apply_change(check, number=1, version=2, by=bryn, on=day)
        settling.set_aside(
            check,
            number=0,
            words="Rang the school: she is away until Easter and stays head",
            version=3,
            by=bryn,
        )


def _report(check, name: str, role: str, *, words: bool = False, on) -> None:
    head = Membership.objects.get(organisation=check.organisation, role=Role.HEAD)
    said = "Goes by another family name since the summer; the address is the same"
    checks_services.report_changes(
        check,
        changes=[
            checks_services.Reported(
                kind="changed" if words else "left",
                membership=head.pk,
                words=said if words else "",
            ),
            checks_services.Reported(
                kind="new",
                name=name,
                email=f"{name.replace(' ', '.').lower()}@wexcombe.example",
                role=role,
            ),
        ],
        version=1,
        by=None,
        on=on,
    )


def _upload_members(world) -> None:
    """A list waiting for its questions to be answered, deleted after a day."""
    since = f"{world.day(-7):%d/%m/%Y}"
    file = _file(
        "quality-assurance-members.csv",
        ("Name", "Job title", "Agency", "E-mail", "Sub-group", "Role", "Start date"),
        ("Olu Adeyemi", "Detective inspector", "Police", "olu@wexcombe.example",
         "Quality", "Member", since),
        ("Saffron Eyre", "Named nurse", "ICB", "saffron.eyre@wexcombe.example",
         "Quality", "Member", since),
        ("Nessa Farrow", "", "Probation", "", "Quality", "Deputy", since),
        ("Barnaby Thirsk", "Head of service", "Council",
         "barnaby.thirsk@wexcombe.example", "Quality", "Chairperson", since),
    )  # fmt: skip
    with world.on(world.today, hour=0, minute=20) as day:
        uploads.upload(LISTS, file=file, by=world.people["bryn"], on=day)
