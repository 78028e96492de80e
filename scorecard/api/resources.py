"""The resources of the API, with the meaning of each field."""

from datetime import datetime

from django.db.models import QuerySet

from actions.register.models.actions import Action
from audits.analysis.figures import smallest_told
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.access import Permission
from partnership.pages.addresses import absolute
from scorecard.api.fields import (
    CHANGED_AT,
    Reading,
    Resource,
    changed_in_history,
    day,
    instant,
    number,
    shown,
    text,
    with_last_change,
    yes_or_no,
)
from scorecard.api.risks import RISKS
from scorecard.measures.models import Figure, Measure

ADDRESS = text(
    "address",
    "Its page in Quorate",
    lambda row, _: absolute(row.get_absolute_url()),
)


def _number(value):
    """A decimal as a number for JSON and spreadsheets."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _actions(reading: Reading) -> QuerySet:
    actions = Action.objects.visible_to(reading.person).with_owner_list()
    return with_last_change(
        actions.select_related("organisation", "priority", "objective")
    ).order_by("pk")


ACTIONS = Resource(
    name="actions",
    title="Actions",
    words="Every action you can see, from plans, meetings, audits and schools.",
    permission=Permission.SEE_ACTIONS,
    rows=_actions,
    changed=changed_in_history,
    fields=[
        text("reference", "Its number, which never changes", lambda row, _: row.ref),
        text("text", "What must be done"),
        text(
            "belongs_to",
            "The organisation it belongs to",
            lambda row, _: row.organisation.name,
        ),
        text(
            "kind_of_organisation",
            "Partnership, Subgroup, School …",
            lambda row, _: row.organisation.get_kind_display(),
        ),
        text(
            "priority",
            "The reference of its priority in the plan",
            lambda row, _: row.priority.ref if row.priority else "",
        ),
        text(
            "objective",
            "The reference of its objective",
            lambda row, _: row.objective.ref if row.objective else "",
        ),
        text("source", "What raised it", shown("source")),
        text("source_words", "The meeting or question it came from"),
        day("raised_on", "When it was raised"),
        text(
            "owners",
            "Who owns it, as written",
            lambda row, _: ", ".join(row.owner_list),
        ),
        text("due", "When it is due, as written", lambda row, _: row.due_text),
        day("due_from", "First day of the due period", lambda row, _: row.due_start),
        day("due_by", "Last day of the due period", lambda row, _: row.due_end),
        day("next_due", "The next deadline, counting repeats"),
        day("review_on", "When an ongoing action is due for review"),
        text("status", "Its status", shown("status")),
        text(
            "delivery",
            "The delivery rating, in the partnership’s own words",
            lambda row, _: row.state_word,
        ),
        yes_or_no(
            "is_overdue",
            "Whether it is open and overdue today (not recorded as a change)",
            lambda row, reading: row.is_overdue(reading.on),
        ),
        text(
            "success_measure",
            "Its success measure",
            lambda row, _: row.measure,
        ),
        day("last_update_on", "When it was last updated"),
        day("completed_on", "When it was completed"),
        text("outcome", "What difference it made for children"),
        day("withdrawn_on", "When it was withdrawn"),
        CHANGED_AT,
        ADDRESS,
    ],
)


def _measures(reading: Reading) -> QuerySet:
    return (
        with_last_change(Measure.objects.visible_to(reading.person))
        .with_figures()
        .order_by("pk")
    )


def _latest(read):
    return lambda row, _: read(row.current[0]) if row.current else None


MEASURES = Resource(
    name="measures",
    title="Measures",
    words="The measures on the scorecard, each with its latest figure.",
    permission=Permission.SEE_SCORECARD,
    rows=_measures,
    changed=changed_in_history,
    fields=[
        text("reference", "Its number, which never changes", lambda row, _: row.ref),
        text("title", "What is measured"),
        text("definition", "What counts and what does not"),
        text("figures_from", "Where figures come from", lambda row, _: row.source),
        text(
            "belongs_to",
            "The organisation responsible",
            lambda row, _: row.organisation.name,
        ),
        text("unit", "Number, percentage or rate", shown("unit")),
        number("rate_per", "Per how many, if it is a rate"),
        text(
            "frequency",
            "How often there is a figure",
            shown("frequency"),
        ),
        yes_or_no(
            "adds_up_over_the_year",
            "Whether each figure includes earlier ones since the count began",
            lambda row, _: row.is_cumulative,
        ),
        text(
            "good_direction",
            "Which direction is better",
            shown("polarity"),
        ),
        number(
            "target", "The target, if there is one", lambda row, _: _number(row.target)
        ),
        day("from_date", "The first day it is reported for"),
        day("retired_on", "When it was retired"),
        text(
            "latest_period",
            "The period of the latest figure",
            _latest(lambda figure: figure.label),
        ),
        day(
            "latest_period_end",
            "The last day of that period",
            _latest(lambda figure: figure.period_end),
        ),
        number(
            "latest_value",
            "The latest figure, or empty if suppressed or not available",
            _latest(lambda figure: _number(figure.value)),
        ),
        text(
            "latest_status",
            "Final, Provisional, Suppressed or Not available",
            _latest(lambda figure: figure.get_status_display()),
        ),
        CHANGED_AT,
        ADDRESS,
    ],
)


def _figures(reading: Reading) -> QuerySet:
    return (
        Figure.objects.visible_to(reading.person)
        .current()
        .select_related("measure")
        .order_by("pk")
    )


def _recorded_since(rows: QuerySet, since: datetime) -> QuerySet:
    return rows.filter(recorded_at__gte=since)


FIGURES = Resource(
    name="figures",
    title="Figures",
    words="The value of each measure for each period. A correction comes as a new row "
    "of the same measure and period, and the one before it is gone.",
    permission=Permission.SEE_SCORECARD,
    rows=_figures,
    changed=_recorded_since,
    fields=[
        text("measure", "The reference of its measure", lambda row, _: row.measure.ref),
        text("period", "The name of the period", lambda row, _: row.label),
        day("period_start", "The first day of the period"),
        day("period_end", "The last day of the period"),
        number(
            "value",
            "The figure, or empty if suppressed or not available",
            lambda row, _: _number(row.value),
        ),
        text(
            "status",
            "Final, Provisional, Suppressed or Not available",
            shown("status"),
        ),
        number("numerator", "The numerator, if recorded"),
        number("denominator", "The denominator, if recorded"),
        text("commentary", "The owner’s commentary"),
        instant("changed_at", "When it was recorded", lambda row, _: row.recorded_at),
        ADDRESS,
    ],
)


def _rounds(reading: Reading) -> QuerySet:
    return Round.objects.visible_to(reading.person).with_counts().order_by("pk")


def _counted(name: str):
    """A count shown only for enough schools, unless the reader can see each of them."""

    def read(row: Round, reading: Reading) -> int | None:
        sees_each = reading.person.holds(Permission.SEE_RETURN)
        is_told = sees_each or row.asked >= smallest_told().schools
        return getattr(row, name) if is_told else None

    return read


ROUNDS = Resource(
    name="rounds",
    title="Rounds",
    words="How far each audit of schools is. Where fewer schools were asked than the "
    "local rule “Smallest group of schools” says, counts are empty for those who may "
    "not see each school’s return.",
    permission=Permission.SEE_ROUND,
    rows=_rounds,
    fields=[
        number("number", "Its number, which never changes", lambda row, _: row.pk),
        text("title", "What it is called"),
        text(
            "school_year",
            "The school year asked about",
            lambda row, _: row.academic_year,
        ),
        day("opens_on", "Its first day"),
        day("closes_on", "Its last day"),
        text(
            "status",
            "Planned, Open or Closed",
            shown("status"),
        ),
        number("schools_asked", "How many schools were asked", _counted("asked")),
        number(
            "returns_submitted", "How many have submitted it", _counted("submitted")
        ),
        ADDRESS,
    ],
)


def _returns(reading: Reading) -> QuerySet:
    return with_last_change(
        AuditReturn.objects.visible_to(reading.person).current()
    ).order_by("pk")


RETURNS = Resource(
    name="returns",
    title="Returns",
    words="The status of each school’s return in each round, without its answers.",
    permission=Permission.SEE_RETURN,
    rows=_returns,
    changed=changed_in_history,
    fields=[
        number(
            "number",
            "Its number. A reopened return gets another",
            lambda row, _: row.pk,
        ),
        number("round", "The number of its round", lambda row, _: row.round_id),
        text("round_title", "What the round is called", lambda row, _: row.round.title),
        text(
            "school_year",
            "The school year asked about",
            lambda row, _: row.round.academic_year,
        ),
        text("school", "The school", lambda row, _: str(row.school)),
        number(
            "school_urn",
            "The school’s unique reference number",
            lambda row, _: row.school.urn,
        ),
        text(
            "phase",
            "The school’s phase",
            lambda row, _: row.school.get_derived_phase_display(),
        ),
        text(
            "status",
            "Not started, In progress, Ready to sign or Submitted",
            shown("status"),
        ),
        number("revision", "2 or more if it was reopened"),
        instant("submitted_at", "When it was submitted"),
        CHANGED_AT,
        ADDRESS,
    ],
)

RESOURCES = {
    resource.name: resource
    for resource in (ACTIONS, RISKS, MEASURES, FIGURES, ROUNDS, RETURNS)
}
