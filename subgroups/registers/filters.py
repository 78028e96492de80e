"""The filters of the registers: words, subgroup, year and state."""

import re
from datetime import date

import django_filters
from django.db.models import Q, QuerySet

from partnership.pages.forms.bases import FilterForm
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.models import Decision
from subgroups.quorum.ratifying import waiting_among
from subgroups.registers.models.by_email import EmailDecision
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.structure.models import Subgroup

# A reference, such as EDU-2025-10-21/4.1, or the part of one that anybody types.
REFERENCE = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d+)(?:\.\d+(?:-\d+)?)?$")
AGREED, DRAFT = "agreed", "draft"
TO_RATIFY, RATIFIED, BY_EMAIL = "to_ratify", "ratified", "by_email"
STATES = [
    (AGREED, "In agreed minutes"),
    (DRAFT, "In draft minutes"),
    (TO_RATIFY, "To be ratified"),
    (RATIFIED, "Ratified"),
    (BY_EMAIL, "Taken by email"),
]


class RegisterFilter(django_filters.FilterSet):
    """What is under items of meetings, by words, subgroup and year."""

    words = django_filters.CharFilter(label="Search", method="with_words")
    subgroup = django_filters.ChoiceFilter(
        empty_label="Any", label="Subgroup", field_name="item__meeting__subgroup"
    )
    year = django_filters.ChoiceFilter(
        empty_label="Any", label="Year", field_name="item__meeting__held_on__year"
    )

    FIELDS: tuple[str, ...] = ()

    class Meta:
        fields = []
        form = FilterForm

    def __init__(self, data, queryset, *, subgroups: QuerySet[Subgroup]):
        super().__init__(data, queryset)
        fields = self.form.fields
        fields["subgroup"].choices = [(row.pk, str(row)) for row in subgroups]
        days = Meeting.objects.filter(subgroup__in=subgroups).order_by()
        years = {day.year for day in days.values_list("held_on", flat=True)}
        fields["year"].choices = [(year, year) for year in sorted(years, reverse=True)]

    def with_words(self, queryset, name, value):
        found = Q()
        for field in self.FIELDS:
            found |= Q(**{f"{field}__icontains": value})
        return queryset.filter(found | _with_reference(value))


def _with_reference(value: str) -> Q:
    """The rows that a reference names."""
    match = REFERENCE.search(value.strip())
    if match is None:
        return Q(pk__in=[])
    day, item = match.groups()
    try:
        held_on = date.fromisoformat(day)
    except ValueError:
        return Q(pk__in=[])
    return Q(item__meeting__held_on=held_on, item__number=int(item))


class DecisionFilter(RegisterFilter):
    """Decisions of meetings, and those taken by email."""

    state = django_filters.ChoiceFilter(
        empty_label="Any", label="State", choices=STATES, method="in_state"
    )

    class Meta(RegisterFilter.Meta):
        model = Decision

    def with_words(self, queryset, name, value):
        found, value = Q(text__icontains=value), value.strip()
        if REFERENCE.search(value):
            found |= Q(ref__iendswith=value) | Q(ref__icontains=f"{value}.")
        return queryset.filter(found)

    def in_state(self, queryset, name, value):
        if value == BY_EMAIL:
            return queryset.none()
        if value == RATIFIED:
            return queryset.filter(ratification__isnull=False)
        if value == TO_RATIFY:
            return queryset.filter(pk__in=waiting_among(queryset))
        agreed = Q(item__meeting__status=Meeting.Status.AGREED)
        return queryset.filter(agreed if value == AGREED else ~agreed)

    def by_email(self, decisions: QuerySet[EmailDecision]) -> QuerySet[EmailDecision]:
        """The decisions by email that the same filters leave."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        if asked.get("state") not in {"", None, BY_EMAIL}:
            return decisions.none()
        if words := asked.get("words"):
            decisions = decisions.filter(
                Q(question__icontains=words)
                | Q(outcome__icontains=words)
                | Q(pk__in=decisions.called(words).values("pk"))
            )
        if subgroup := asked.get("subgroup"):
            decisions = decisions.filter(subgroup=subgroup)
        if year := asked.get("year"):
            decisions = decisions.filter(closed_on__year=year)
        return decisions


class ChallengeFilter(RegisterFilter):
    FIELDS = (
        "concern",
        "challenger_words",
        "challenged_words",
        "response",
        "later_response",
        "outcome",
        "organisation__name",
    )

    status = django_filters.ChoiceFilter(
        empty_label="Any", label="State", choices=Challenge.Status.choices
    )

    class Meta(RegisterFilter.Meta):
        model = Challenge


class EscalationFilter(RegisterFilter):
    FIELDS = ("why", "to_words", "response", "responder_words")

    status = django_filters.ChoiceFilter(
        empty_label="Any", label="State", choices=Escalation.Status.choices
    )

    class Meta(RegisterFilter.Meta):
        model = Escalation
