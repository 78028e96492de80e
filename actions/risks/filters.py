"""The filters and sort order of the risk register."""

from datetime import date

import django_filters
from django.db.models import F, Q, QuerySet

from actions.register.filters import Tick
from actions.risks.models.risks import Risk
from partnership.pages.forms.bases import FilterForm
from partnership.pages.forms.dates import DateField
from partnership.people.models import Organisation, Person

LIVE = "live"
STATUSES = [(LIVE, "Open or accepted"), *Risk.Status.choices]
MOVES = [("up", "Up: worse"), ("down", "Down: better")]
ORDERS = {
    "ref": "pk",
    "score": "current_score",
    "organisation": "organisation__name",
    "review": "review_on",
}


class RiskFilter(django_filters.FilterSet):
    """Risks by text, organisation, owner, status, escalation, review and movement."""

    text = django_filters.CharFilter(label="Search", method="with_words")
    status = django_filters.ChoiceFilter(
        empty_label="Any", label="Status", choices=STATUSES, method="of_status"
    )
    owner = django_filters.CharFilter(label="Owner", method="of_owner")
    organisation = django_filters.ChoiceFilter(empty_label="Any", label="Belongs to")
    moved = django_filters.ChoiceFilter(
        empty_label="Any", label="Change in score", choices=MOVES, method="which_moved"
    )
    over_threshold = Tick(label="Escalated to the executive", method="escalating")
    review = Tick(label="Due for review", method="to_review")

    class Meta:
        model = Risk
        fields = []
        form = FilterForm

    def __init__(self, data, queryset, *, person: Person, on: date):
        """`queryset` has the annotations of `since`."""
        self.on = on
        super().__init__(data, queryset)
        kinds = Organisation.Kind
        places = Organisation.objects.visible_to(person).of_kind(
            kinds.PARTNERSHIP, kinds.SUBGROUP
        )
        self.form.fields["organisation"].choices = list(
            places.values_list("pk", "name")
        )

    def with_words(self, queryset, name, value):
        return queryset.filter(
            Q(cause__icontains=value)
            | Q(event__icontains=value)
            | Q(consequence__icontains=value)
            | Q(ref__iexact=value)
            | Q(categories__icontains=value)
        )

    def of_status(self, queryset, name, value):
        return queryset.live() if value == LIVE else queryset.filter(status=value)

    def of_owner(self, queryset, name, value):
        return queryset.owned_as(value)

    def which_moved(self, queryset, name, value):
        return queryset.moved(value)

    def escalating(self, queryset, name, value):
        return queryset.over_threshold() if value else queryset

    def to_review(self, queryset, name, value):
        return queryset.review_by(self.on) if value else queryset


class SinceForm(FilterForm):
    """The date that risks are compared with."""

    submit = "Compare"

    since = DateField(
        label="Compare with the register on", subject="The date", required=False
    )

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].latest = on
        self.fields["since"].latest_words = "today or in the past"


def in_order(queryset: QuerySet, order: str) -> QuerySet:
    """Sorted by a column, or by default with the most severe open risks first."""
    column = ORDERS.get(order.removeprefix("-"))
    if column is None:
        return queryset.most_severe_first()
    by = F(column)
    return queryset.order_by(by.desc() if order.startswith("-") else by.asc(), "pk")
