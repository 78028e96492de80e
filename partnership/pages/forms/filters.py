"""A date filter for django-filter, with three inputs."""

import django_filters

from partnership.pages.forms.dates import DateField


class DateFilter(django_filters.DateFilter):
    """Rows on, before or after a date."""

    field_class = DateField
