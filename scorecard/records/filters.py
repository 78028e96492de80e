"""Filters of the record of downloads."""

import django_filters

from partnership.history.models import Download
from partnership.names import with_name
from partnership.pages.forms.bases import FilterForm
from partnership.pages.forms.filters import DateFilter


class DownloadFilter(django_filters.FilterSet):
    person = django_filters.CharFilter(label="Who", method="by_person")
    words = django_filters.CharFilter(lookup_expr="icontains", label="What")
    from_day = DateFilter(field_name="at", lookup_expr="date__gte", label="From")
    to_day = DateFilter(field_name="at", lookup_expr="date__lte", label="To")

    class Meta:
        model = Download
        fields = ["person", "words", "from_day", "to_day"]
        form = FilterForm

    def by_person(self, queryset, name, value):
        return queryset.filter(with_name(value, "person__plain_name"))
