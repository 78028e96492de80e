"""The filters and sort orders of the register of actions."""

from datetime import date, timedelta
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.words import Rag, Source, impact_words, rag_words
from partnership.access import Permission, allowed
from partnership.names import with_name
from partnership.pages.forms.bases import FilterForm
from partnership.pages.forms.fields import IntegerField
from partnership.pages.forms.filters import DateFilter
from partnership.pages.listing import chosen
from partnership.people.models import Organisation, Person

STATUSES = [
    ("open", "Open"),
    ("not_started", "Not started"),
    ("under_way", "Under way"),
    ("to_check", "Awaiting check"),
    ("complete", "Complete"),
    ("carried", "Carried forward"),
    ("withdrawn", "Withdrawn"),
]
UNMATCHED = [
    ("nobody", "Nobody yet"),
    ("unresolved", "Not yet matched to anyone"),
]
UNJUDGED = "none"
WINDOWS = [("7", "In 7 days"), ("28", "In 28 days"), ("90", "In 90 days")]
QUIET = [("30", "For 30 days"), ("90", "For 90 days")]
Kind = Organisation.Kind
ORDERS = {
    "ref": "ref",
    "due": "next_due",
    "organisation": "organisation__name",
    "updated": "last_update_on",
    "moved": "slips",
}


class RegisterFilterForm(FilterForm):
    first = ("text", "owner", "status", "organisation", "overdue")


class Tick(django_filters.BooleanFilter):
    """A checkbox; its method is called with False when it is not ticked."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.CheckboxInput, **kwargs)


class CountFilter(django_filters.Filter):
    """A whole number, with our error messages."""

    field_class = IntegerField


class ActionFilter(django_filters.FilterSet):
    """Filters by text, owner, place, plan, source, rating, status and date."""

    text = django_filters.CharFilter(label="Search", method="with_words")
    owner = django_filters.CharFilter(label="Owner", method="of_owner")
    unmatched = django_filters.ChoiceFilter(
        empty_label="Any", label="Owners", choices=UNMATCHED, method="of_unmatched"
    )
    organisation = django_filters.ChoiceFilter(empty_label="Any", label="Belongs to")
    plan = django_filters.ChoiceFilter(
        field_name="priority__plan", empty_label="Any", label="Plan"
    )
    priority = django_filters.ChoiceFilter(empty_label="Any", label="Priority")
    source = django_filters.ChoiceFilter(
        empty_label="Any", label="Raised by", choices=Source.choices
    )
    status = django_filters.ChoiceFilter(
        empty_label="Any", label="Status", choices=STATUSES, method="of_status"
    )
    rag = django_filters.ChoiceFilter(
        empty_label="Any", label="Delivery", choices=Rag.choices
    )
    impact = django_filters.ChoiceFilter(
        empty_label="Any", label="Impact", choices=Rag.choices, method="of_impact"
    )
    due = django_filters.ChoiceFilter(
        empty_label="Any", label="Due", choices=WINDOWS, method="in_window"
    )
    # Not `due_…`: removing the filter “due” would remove these too.
    earliest = DateFilter(label="Due on or after", method="from_day")
    latest = DateFilter(label="Due on or before", method="until_day")
    moved = CountFilter(
        label="Date moved at least",
        method="so_often",
        min_value=1,
        max_value=99,
        width=2,
        suffix="times",
    )
    quiet = django_filters.ChoiceFilter(
        empty_label="Any", label="No update", choices=QUIET, method="for_so_long"
    )
    overdue = Tick(label="Overdue", method="past_date")
    without_date = Tick(label="No date", method="undated")
    schools = Tick(label="Include schools’ actions", method="with_schools")

    class Meta:
        model = Action
        fields = []
        form = RegisterFilterForm

    def __init__(self, data, queryset, *, person: Person, on: date):
        """`queryset` is every action the person may see."""
        self.on = on
        sees_schools = allowed(person, Permission.SEE_ACTIONS_OF_SCHOOLS)
        if sees_schools and not data.get("schools"):
            queryset = queryset.board()
        super().__init__(data, queryset)
        if not sees_schools:
            del self.filters["schools"]
        fields = self.form.fields
        # There are too many schools for a list; people search for their name.
        places = Organisation.objects.visible_to(person).of_kind(
            Kind.PARTNERSHIP, Kind.SUBGROUP, Kind.AGENCY
        )
        priorities = Priority.objects.visible_to(person)
        plans = Plan.objects.visible_to(person)
        fields["rag"].choices = _ratings(rag_words())
        fields["impact"].choices = [
            *_ratings(impact_words()),
            (UNJUDGED, "Not yet rated"),
        ]
        fields["organisation"].choices = list(places.values_list("pk", "name"))
        fields["plan"].choices = list(plans.values_list("pk", "title"))
        fields["priority"].choices = [
            (pk, f"{ref} {title}")
            for pk, ref, title in priorities.values_list("pk", "ref", "title")
        ]

    def with_words(self, queryset, name, value):
        return queryset.filter(
            Q(text__icontains=value)
            | Q(ref__istartswith=value)
            | Q(source_words__icontains=value)
            | Q(pk__in=_owned_as(value))
            | with_name(value, "organisation__plain_name")
        )

    def of_owner(self, queryset, name, value):
        return queryset.filter(pk__in=_owned_as(value))

    def of_unmatched(self, queryset, name, value):
        if value == "nobody":
            return queryset.without_owner()
        return queryset.unmatched()

    def of_impact(self, queryset, name, value):
        return queryset.filter(impact="" if value == UNJUDGED else value)

    def of_status(self, queryset, name, value):
        return queryset.open() if value == "open" else queryset.filter(status=value)

    def in_window(self, queryset, name, value):
        return queryset.due_within(on=self.on, days=int(value))

    def from_day(self, queryset, name, value):
        return queryset.filter(next_due__gte=value)

    def until_day(self, queryset, name, value):
        return queryset.filter(next_due__lte=value)

    def so_often(self, queryset, name, value):
        return queryset.moved_at_least(value)

    def for_so_long(self, queryset, name, value):
        return queryset.quiet_since(self.on - timedelta(days=int(value)))

    def past_date(self, queryset, name, value):
        return queryset.overdue(on=self.on) if value else queryset

    def undated(self, queryset, name, value):
        return queryset.without_date() if value else queryset

    def with_schools(self, queryset, name, value):
        """Applied when the filter is made."""
        return queryset


def _owned_as(words: str) -> QuerySet:
    """Actions with an owner whose text or name contains these words."""
    return ActionOwner.objects.filter(
        with_name(words, "plain_words")
        | with_name(words, "person__plain_name")
        | Q(person__initials__iexact=words)
        | with_name(words, "organisation__plain_name")
        | Q(organisation__short_name__iexact=words)
    ).values("action")


def _ratings(words: dict[str, str]) -> list[tuple[str, str]]:
    """Each rating with the partnership's word for it."""
    return [(value, words.get(value, label)) for value, label in Rag.choices]


def asked_of_register(query: QueryDict) -> str:
    """The filters and sort order of a query string, in one canonical form.

    Other parameters, such as the page number or a filter that no longer exists, are
    dropped.
    """
    names = {*ActionFilter.base_filters, "order"}
    return urlencode(
        sorted(
            (key, value)
            for key in query
            if (value := query[key].strip()) and key.partition("-")[0] in names
        )
    )


def words_of(narrowed: ActionFilter) -> list[str]:
    """The active filters in words."""
    form = narrowed.form
    form.full_clean()
    told = ((field.label, chosen(form, name)) for name, field in form.fields.items())
    return [f"{label}: {words}" for label, words in told if words]


def in_order(queryset: QuerySet, order: str) -> QuerySet:
    """Sorted by a column; by default open actions first, by date."""
    column = ORDERS.get(order.removeprefix("-"))
    if column is None:
        return queryset.open_first()
    by = F(column)
    return queryset.order_by(
        by.desc(nulls_last=True) if order.startswith("-") else by.asc(nulls_last=True),
        "pk",
    )
