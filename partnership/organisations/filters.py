"""Filter of the list of organisations."""

import django_filters
from django.db.models import Q

from partnership.names import with_name
from partnership.pages.forms.bases import FilterForm
from partnership.people.models import Organisation


class OrganisationFilter(django_filters.FilterSet):
    """Organisations by name and type; closed ones are left out unless selected."""

    words = django_filters.CharFilter(label="Name", method="with_words")
    kind = django_filters.ChoiceFilter(
        empty_label="Any", label="Type", choices=Organisation.Kind.choices
    )
    state = django_filters.ChoiceFilter(
        empty_label="Open",
        label="Open or closed",
        choices=[("closed", "Closed"), ("all", "All")],
        method="in_state",
    )

    class Meta:
        model = Organisation
        fields = []
        form = FilterForm

    def __init__(self, data, queryset):
        if data.get("state") not in {"closed", "all"}:
            queryset = queryset.filter(closed_on=None)
        super().__init__(data, queryset)

    def with_words(self, queryset, name, value):
        return queryset.filter(
            with_name(value) | Q(short_name__icontains=value.strip())
        )

    def in_state(self, queryset, name, value):
        """Show only open organisations unless another state is selected."""
        return queryset.exclude(closed_on=None) if value == "closed" else queryset
