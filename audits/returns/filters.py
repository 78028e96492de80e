"""The filters of a round's list of returns."""

from datetime import date

import django_filters
from django import forms

from audits.returns.models.returns import AuditReturn
from partnership.names import with_name
from partnership.pages.forms.bases import FilterForm
from partnership.schools.models import School


class ReturnFilter(django_filters.FilterSet):
    school = django_filters.CharFilter(label="School", method="by_school")
    status = django_filters.MultipleChoiceFilter(
        choices=AuditReturn.Status.choices,
        widget=forms.CheckboxSelectMultiple,
        label="Status",
    )
    phase = django_filters.ChoiceFilter(
        field_name="school__derived_phase",
        choices=School.Phase.choices,
        label="Phase",
        empty_label="All phases",
    )

    contact = django_filters.ChoiceFilter(
        choices=[("none", "No contact to email")],
        label="Contact",
        empty_label="All schools",
        method="by_contact",
    )

    class Meta:
        model = AuditReturn
        fields = ["school", "status", "phase"]
        form = FilterForm

    def __init__(self, data, queryset, *, on: date):
        self.on = on
        super().__init__(data, queryset)

    def by_school(self, queryset, name, value):
        return queryset.filter(with_name(value, "school__organisation__plain_name"))

    def by_contact(self, queryset, name, value):
        return queryset.without_contact(on=self.on)
