"""The filters of scrutiny sessions and questions."""

import django_filters
from django.db.models import Q

from actions.reviews.filters import ANY
from actions.scrutiny.models import ScrutinyQuestion, ScrutinySession
from partnership.pages.forms.bases import FilterForm


class SessionFilter(django_filters.FilterSet):
    """Scrutiny sessions by type and text."""

    text = django_filters.CharFilter(label="Search", method="with_words")
    kind = django_filters.ChoiceFilter(
        empty_label=ANY, label="Type", choices=ScrutinySession.Kind.choices
    )

    class Meta:
        model = ScrutinySession
        fields = []
        form = FilterForm

    def with_words(self, queryset, name, value):
        return queryset.filter(
            Q(body__icontains=value)
            | Q(subject__icontains=value)
            | Q(findings__icontains=value)
            | Q(ref__istartswith=value)
        )


class QuestionFilter(django_filters.FilterSet):
    """Questions from scrutiny; unfinished ones by default."""

    standing = django_filters.ChoiceFilter(
        empty_label="Unfinished",
        label="Progress",
        choices=[("all", "All"), *ScrutinyQuestion.Standing.choices],
        method="that_stand",
    )
    text = django_filters.CharFilter(label="Search", method="with_words")
    kind = django_filters.ChoiceFilter(
        empty_label=ANY,
        label="Type of scrutiny",
        field_name="session__kind",
        choices=ScrutinySession.Kind.choices,
    )

    class Meta:
        model = ScrutinyQuestion
        fields = []
        form = FilterForm

    def filter_queryset(self, queryset):
        chosen = self.form.cleaned_data.get("standing")
        return super().filter_queryset(queryset if chosen else queryset.unfinished())

    def that_stand(self, queryset, name, value):
        return queryset if value == "all" else queryset.standing(value)

    def with_words(self, queryset, name, value):
        return queryset.filter(
            Q(text__icontains=value)
            | Q(theme__icontains=value)
            | Q(answer__icontains=value)
        )
