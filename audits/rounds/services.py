"""Opening a round to schools, adding schools to it, closing it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from audits.models import AuditReturn, QuestionSet, Round
from partnership.access import Role
from partnership.foundation import history, messages
from partnership.foundation.outcomes import Refused
from partnership.models import Membership, Person, School

# Who is told of a round and chased for a return.
ANSWERING_ROLES = (Role.DSL, Role.HEAD)


@transaction.atomic
def plan_round(
    *,
    question_set: QuestionSet,
    title: str,
    academic_year: str,
    opens_on: date,
    closes_on: date,
    by: Person | None,
) -> Round:
    """Set up a round; no school hears of it before it opens.

    Raises:
        Refused: the questions are not in force, or the days or title will not do.
    """
    if question_set.status != QuestionSet.Status.IN_FORCE:
        raise Refused("This question set is not in force", field="question_set")
    if closes_on <= opens_on:
        raise Refused("The last day must be after the first", field="closes_on")
    if Round.objects.filter(title=title, academic_year=academic_year).exists():
        raise Refused(f"There is already a {title} {academic_year}", field="title")
    round_ = Round.objects.create(
        question_set=question_set,
        title=title,
        academic_year=academic_year,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    history.record(round_, "planned", by=by, closes_on=closes_on.isoformat())
    return round_


@transaction.atomic
def launch_round(
    *,
    question_set: QuestionSet,
    title: str,
    academic_year: str,
    closes_on: date,
    by: Person,
    on: date,
) -> Round:
    """Plan a round and open it today, to every school that owes a return."""
    round_ = plan_round(
        question_set=question_set,
        title=title,
        academic_year=academic_year,
        opens_on=on,
        closes_on=closes_on,
        by=by,
    )
    open_round(round_, School.objects.in_scope_of_section_175().by_name(), by=by, on=on)
    return round_


@transaction.atomic
def open_round(
    round_: Round, schools: Iterable[School], *, by: Person | None, on: date
) -> list[AuditReturn]:
    """Open a planned round: a return for each school, and an invitation to answer.

    Raises:
        Refused: the round is not planned, or there is no school.
    """
    schools = list(schools)
    if not schools:
        raise Refused("There is no school to ask")
    round_.claim(None)
    round_.move_to(Round.Status.OPEN)
    round_.save()
    history.record(round_, "opened", by=by, schools=len(schools))
    return add_schools(round_, schools, by=by, on=on)


@transaction.atomic
def add_schools(
    round_: Round, schools: Iterable[School], *, by: Person | None, on: date
) -> list[AuditReturn]:
    """Ask more schools, passing over those asked already; the new returns."""
    if not round_.is_open:
        raise Refused("This round is not open")
    asked = set(round_.returns.values_list("school", flat=True))
    schools = [school for school in schools if school.pk not in asked]
    previous = dict(
        AuditReturn.objects.submitted()
        .filter(school__in=schools)
        .order_by("school", "-submitted_at")
        .distinct("school")
        .values_list("school", "pk")
    )
    returns = AuditReturn.objects.bulk_create(
        [
            AuditReturn(
                round=round_, school=school, previous_id=previous.get(school.pk)
            )
            for school in schools
        ],
        batch_size=2000,
    )
    history.record_many(((row, "invited", {}) for row in returns), by=by)
    _invite(round_, returns, on=on)
    return returns


def _invite(round_: Round, returns: list[AuditReturn], *, on: date) -> None:
    """One letter to each DSL and head, whatever number of schools they answer for."""
    by_organisation = {row.school.organisation_id: row for row in returns}
    returns_of: dict[Person, list[AuditReturn]] = defaultdict(list)
    for membership in (
        Membership.objects.current(on=on)
        .filter(organisation__in=by_organisation, role__in=ANSWERING_ROLES)
        .select_related("person")
        .order_by("person", "organisation")
    ):
        row = by_organisation[membership.organisation_id]
        if row not in returns_of[membership.person]:
            returns_of[membership.person].append(row)
    for person, theirs in returns_of.items():
        messages.send(
            "round_opened",
            to=person,
            title=round_.title,
            round=str(round_),
            date=date_format(round_.closes_on, "j F Y"),
            last_day=date_format(round_.closes_on, "l j F Y"),
            returns="\n\n".join(
                f"{row.school}\n{messages.absolute(row.get_absolute_url())}"
                for row in theirs
            ),
        )


@transaction.atomic
def close_round(
    round_: Round, *, version: int | None = None, by: Person | None
) -> None:
    """Take no more answers. Returns not submitted stay as they are."""
    round_.claim(version)
    round_.move_to(Round.Status.CLOSED)
    round_.save()
    history.record(round_, "closed", by=by)


@transaction.atomic
def reopen_round(
    round_: Round, *, closes_on: date, version: int | None = None, by: Person | None
) -> None:
    """Take answers again, until a new last day."""
    round_.claim(version)
    if closes_on <= round_.opens_on:
        raise Refused("The last day must be after the first", field="closes_on")
    round_.move_to(Round.Status.OPEN)
    round_.closes_on = closes_on
    round_.save()
    history.record(round_, "reopened", by=by, closes_on=closes_on.isoformat())
