"""What audits hold about a person, what they are responsible for, and old returns."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Q

from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn
from audits.signing.models import Signature
from partnership.access import Role
from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Membership, Person
from partnership.people.named_in import (
    ACT,
    WHO_DID_IT,
    Held,
    Old,
    PastKeeping,
    Trace,
    entries_of,
    held_in,
    period_of,
    years_before,
)

# The roles that answer and sign for a school.
AT_SCHOOL = (
    Role.DSL,
    Role.HEAD,
    Role.GOVERNOR,
    Role.CHAIR_OF_GOVERNORS,
    Role.PROPRIETOR,
)
RETURNS = Kind(
    key="returns",
    words="Open returns of their school",
    follows="Stays with the school: whoever takes over the role is asked instead",
    otherwise="whoever else answers and signs for the school",
)
SIGNED = "A signature is kept as long as the return it confirms"

ANSWERED = Trace(
    column="audits.Answer.by",
    kind="Answers they gave or last changed",
    because="A return shows who gave each answer, for as long as it is kept",
    words=lambda row: f"{row.audit_return}, {row}",
    when="at",
    url=lambda row: row.audit_return.get_absolute_url(),
    select=(
        "audit_return__school__organisation",
        "audit_return__round",
        "question",
    ),
    stays=ACT,
)
TRACES = [
    ANSWERED,
    Trace(
        column="audits.EarlierAnswer.by",
        kind="Answers they gave that someone else’s replaced",
        because="Nothing that someone typed in a return is lost",
        words=lambda row: f"{row.audit_return}, {row}",
        when="at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=(
            "audit_return__school__organisation",
            "audit_return__round",
            "question",
        ),
        stays=ACT,
    ),
    Trace(
        column="audits.Explanation.by",
        kind="Contradictions in a return that they explained",
        because="A return shows who explained its answers, for as long as it is kept",
        words=lambda row: f"{row.audit_return}: {row.reason}",
        when="at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=("audit_return__school__organisation", "audit_return__round"),
        stays=ACT,
    ),
    Trace(
        column="audits.Signature.person",
        kind="Returns they signed",
        because=SIGNED,
        words=lambda row: (
            f"{row.audit_return}, signed as {row.get_role_display().lower()} under "
            f"the name {row.name}{', withdrawn' if row.withdrawn_at else ''}"
        ),
        when="at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=("audit_return__school__organisation", "audit_return__round"),
        stays="A signature stays with the entry it was given under",
    ),
    Trace(
        column="audits.Evidence.added_by",
        kind="Evidence they added to returns",
        because="A return shows who added its evidence, for as long as it is kept",
        words=lambda row: f"{row}, {row.school}",
        when="added_at",
        select=("school__organisation",),
        stays=ACT,
    ),
    Trace(
        column="audits.Delegation.person",
        kind="Sections of returns they were asked to answer",
        because="So that colleagues know who answers what",
        words=lambda row: f"{row.audit_return}, section {row.section}",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=(
            "audit_return__school__organisation",
            "audit_return__round",
            "section",
        ),
        moves=Q(),
    ),
    Trace(
        column="audits.Signature.recorded_by",
        kind="Signatures they recorded from a minute, or waived",
        because=SIGNED,
        words=lambda row: f"{row.audit_return}, {row}",
        when="at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=("audit_return__school__organisation", "audit_return__round"),
        stays=ACT,
    ),
    Trace(
        column="audits.SignatureRequest.asked_by",
        kind="Governors they asked to sign by email",
        because=WHO_DID_IT,
        words=lambda row: f"{row.audit_return}, {row}",
        when="asked_at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=("audit_return__school__organisation", "audit_return__round"),
        stays=ACT,
    ),
    Trace(
        column="audits.SentBack.by",
        kind="Returns they sent back",
        because=WHO_DID_IT,
        words=lambda row: f"{row.audit_return}: {row.comment}",
        when="at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=("audit_return__school__organisation", "audit_return__round"),
        stays=ACT,
    ),
    Trace(
        column="audits.SentBack.answered_by",
        kind="Comments on returns they answered",
        because=WHO_DID_IT,
        words=lambda row: f"{row.audit_return}: {row.answer}",
        when="answered_at",
        url=lambda row: row.audit_return.get_absolute_url(),
        select=("audit_return__school__organisation", "audit_return__round"),
        stays=ACT,
    ),
    Trace(
        column="audits.AuditReturn.submitted_by",
        kind="Returns they submitted",
        because="A submitted return cannot be changed",
        words=lambda row: f"{row}, receipt {row.receipt_number}",
        when="submitted_at",
        url=lambda row: row.get_absolute_url(),
        select=("school__organisation", "round"),
        stays=ACT,
    ),
]


def held_about(person: Person) -> list[Held]:
    """What returns hold about a person, with their answers counted by return."""
    others = [trace for trace in TRACES if trace is not ANSWERED]
    return [*_answers(person), *held_in(others, person)]


def _answers(person: Person) -> Iterator[Held]:
    """One line for each return the person answered."""
    counted = {
        row["audit_return"]: row
        for row in Answer.objects.filter(by__in=entries_of(person))
        .order_by()
        .values("audit_return")
        .annotate(count=Count("pk"), last=Max("at"))
    }
    for audit_return in (
        AuditReturn.objects.filter(pk__in=counted).with_school().order_by("pk")
    ):
        row = counted[audit_return.pk]
        yield Held(
            kind=ANSWERED.kind,
            words=f"{audit_return}: {row['count']} "
            f"answer{'' if row['count'] == 1 else 's'}",
            when=row["last"],
            kept_because=ANSWERED.because,
            url=audit_return.get_absolute_url(),
        )


def holdings(person: Person, *, on: date) -> list[Holding]:
    """Open returns of the schools where a person answers or signs."""
    places = set(
        Membership.objects.current(on=on)
        .filter(person=person, role__in=AT_SCHOOL)
        .values_list("organisation_id", flat=True)
    )
    if not places:
        return []
    return [
        Holding(
            kind=RETURNS,
            pk=audit_return.pk,
            words=str(audit_return),
            detail=audit_return.get_status_display(),
            url=audit_return.get_absolute_url(),
            otherwise=f"whoever else answers and signs for {audit_return.school}",
        )
        for audit_return in AuditReturn.objects.outstanding()
        .filter(school__organisation__in=places)
        .with_school()
        .by_school_name()
    ]


def both_signed(one: Person, other: Person) -> list[str]:
    """The returns that two entries have both signed."""
    signatures = Signature.objects.filter(withdrawn_at=None)
    both = AuditReturn.objects.filter(
        pk__in=signatures.filter(person__in=entries_of(one)).values("audit_return")
    ).filter(
        pk__in=signatures.filter(person__in=entries_of(other)).values("audit_return")
    )
    return [str(audit_return) for audit_return in both.with_school().order_by("pk")]


def past_keeping(on: date, periods: list[dict]) -> list[PastKeeping]:
    """Submitted returns past their retention period, which Quorate never deletes."""
    years = period_of(periods, "returns")
    if years is None:
        return []
    rows = (
        AuditReturn.objects.filter(
            status=AuditReturn.Status.SUBMITTED,
            submitted_at__date__lt=years_before(on, years),
        )
        .with_school()
        .order_by("submitted_at", "pk")
    )
    return [
        PastKeeping(
            name="returns",
            words="Submitted audit returns",
            years=years,
            count=rows.count(),
            what_to_do="Quorate never deletes signed records. Decide what to do with "
            "them outside Quorate",
            first=tuple(
                Old(
                    words=str(row),
                    since=row.submitted_at.date(),
                    url=row.get_absolute_url(),
                )
                for row in rows[:5]
            ),
        )
    ]
