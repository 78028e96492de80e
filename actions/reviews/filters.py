"""The filters of practice reviews and recommendations."""

from datetime import date

import django_filters
from django.db.models import Q

from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from partnership.pages.forms.bases import FilterForm
from partnership.people.models import Organisation

CLOCKS = [("running", "Has a deadline"), ("late", "Deadline missed")]
ANY = "Any"


def agency_choices() -> list[tuple[int, str]]:
    """Agencies and subgroups by name, in one query."""
    kinds = Organisation.Kind
    bodies = Organisation.objects.of_kind(kinds.AGENCY, kinds.SUBGROUP)
    return list(bodies.values_list("pk", "name"))


class ReviewFilter(django_filters.FilterSet):
    """Practice reviews by type, stage, agency and deadline."""

    text = django_filters.CharFilter(label="Search", method="with_words")
    kind = django_filters.ChoiceFilter(
        empty_label=ANY, label="Type", choices=PracticeReview.Kind.choices
    )
    stage = django_filters.ChoiceFilter(
        empty_label=ANY,
        label="Stage",
        choices=[("open", "Open"), *PracticeReview.Stage.choices],
        method="at_stage",
    )
    agency = django_filters.ChoiceFilter(
        empty_label=ANY, label="Agency", field_name="agencies"
    )
    clock = django_filters.ChoiceFilter(
        empty_label=ANY, label="Deadline", choices=CLOCKS, method="by_clock"
    )

    class Meta:
        model = PracticeReview
        fields = []
        form = FilterForm

    def __init__(self, data, queryset, *, on: date):
        self.on = on
        super().__init__(data, queryset)
        self.form.fields["agency"].choices = agency_choices()

    def with_words(self, queryset, name, value):
        return queryset.filter(
            Q(title__icontains=value)
            | Q(ref__istartswith=value)
            | Q(summary__icontains=value)
        )

    def at_stage(self, queryset, name, value):
        return queryset.open() if value == "open" else queryset.filter(stage=value)

    def by_clock(self, queryset, name, value):
        running = queryset.filter(next_due__isnull=False)
        return running.filter(next_due__lt=self.on) if value == "late" else running


class RecommendationFilter(django_filters.FilterSet):
    """Recommendations of all reviews by progress, addressee and type of review."""

    text = django_filters.CharFilter(
        label="Search", field_name="text", lookup_expr="icontains"
    )
    standing = django_filters.ChoiceFilter(
        empty_label=ANY,
        label="Progress",
        choices=[("unfinished", "Unfinished"), *Recommendation.Standing.choices],
        method="that_stand",
    )
    organisation = django_filters.ChoiceFilter(
        empty_label=ANY, label="Addressed to", field_name="organisations"
    )
    kind = django_filters.ChoiceFilter(
        empty_label=ANY,
        label="Type of review",
        field_name="review__kind",
        choices=PracticeReview.Kind.choices,
    )

    class Meta:
        model = Recommendation
        fields = []
        form = FilterForm

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        self.form.fields["organisation"].choices = agency_choices()

    def that_stand(self, queryset, name, value):
        if value == "unfinished":
            return queryset.unfinished()
        return queryset.standing(value)
