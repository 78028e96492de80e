"""The scorecard's calendar entries: figures and yearly reports due. Only reads."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from partnership.access import Permission
from partnership.pages.calendars import CalendarEntry
from partnership.people.models import Organisation, Person
from scorecard.measures.due import DueFigure, figures_until
from scorecard.measures.models import Measure
from scorecard.yearly_report.models import ReportEdition


def calendar_entries(
    person: Person,
    *,
    organisation: Organisation | None = None,
    start: date,
    end: date,
) -> list[CalendarEntry]:
    """Figures due from a person or subgroup, and the yearly report's deadline.

    Figures without an owner appear for everyone who can record any figure.
    """
    measures = Measure.objects.visible_to(person).in_use().with_latest_end()
    if organisation is not None:
        measures = measures.filter(organisation=organisation)
    elif person.holds(Permission.RECORD_FIGURE):
        measures = measures.filter(Q(owner=person) | Q(owner=None))
    else:
        measures = measures.owned_by(person)
    entries = [
        _figure(due)
        for measure in measures
        for due in figures_until(measure, end)
        if due.due_on >= start
    ]
    if organisation is None and person.holds(Permission.SEE_YEARLY_REPORT):
        entries += _reports(person, start, end)
    return entries


def _figure(due: DueFigure) -> CalendarEntry:
    measure = due.measure
    return CalendarEntry(
        uid=f"figure-{measure.pk}-{due.period_end.isoformat()}",
        words=f"{measure}: figure to {due.end_words} due",
        url=measure.get_absolute_url(),
        sequence=measure.version,
        day=due.due_on,
    )


def _reports(person: Person, start: date, end: date) -> Iterator[CalendarEntry]:
    for edition in ReportEdition.objects.visible_to(person).unpublished():
        if start <= edition.publish_by <= end:
            yield CalendarEntry(
                uid=f"yearly-report-{edition.pk}",
                words=f"{edition} to be published",
                url=edition.get_absolute_url(),
                sequence=edition.version,
                day=edition.publish_by,
            )
