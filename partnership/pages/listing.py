"""The query string and filters of list pages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window
from django.forms import BaseForm
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property


class FirstPages(Paginator):
    """Pages of the first rows of a growing table, without counting the rest.

    Counting every row gets slower each year, and no one opens page 401: people filter
    the list to find an old row.
    """

    most = 10_000

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.most)

    @property
    def has_more(self) -> bool:
        """Whether there are rows after the last page."""
        return self._counted > self.most


class CountedPages(Paginator):
    """Pages whose first comes with the number of all rows, in one query.

    For lists whose filter takes as long as their rows.
    """

    def page(self, number: int | str) -> Page:
        if number != 1:
            return super().page(number)
        counted = self.object_list.annotate(of_all=Window(Count("pk")))
        rows = list(counted[: self.per_page])
        self.count = rows[0].of_all if rows else 0
        return self._get_page(rows, 1, self)


def kept_query(query: QueryDict, *, without: Sequence[str]) -> str:
    """The query string without some names and their parts (`due-day`)."""
    kept = query.copy()
    for key in list(kept):
        if any(
            key == name or key.startswith((f"{name}-", f"{name}_")) for name in without
        ):
            del kept[key]
    return kept.urlencode()


def chosen(form: BaseForm, name: str) -> str:
    """The chosen options of a field, by their labels."""
    value = form.cleaned_data.get(name)
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, slice):
        ends = [_in_words(end, {}) for end in (value.start, value.stop) if end]
        return " to ".join(ends)
    words = {str(key): label for key, label in _options(form.fields[name])}
    several = isinstance(value, Iterable) and not isinstance(value, str)
    return ", ".join(_in_words(each, words) for each in (value if several else [value]))


def _options(field) -> list:
    """A field's fixed options; those of a queryset are not fetched."""
    if hasattr(field, "queryset"):
        return []
    return [
        (key, label)
        for key, label in getattr(field, "choices", [])
        if not isinstance(label, list | tuple)
    ]


def _in_words(value: object, words: dict[str, str]) -> str:
    if isinstance(value, date | datetime):
        return date_format(value, "j F Y")
    return str(words.get(str(value), value))
