"""A filter by day for django-filter, drawn in three boxes."""

import django_filters

from partnership.pages.forms.dates import DateField


class DateFilter(django_filters.DateFilter):
    """Rows of, before or after a day."""

    field_class = DateField
