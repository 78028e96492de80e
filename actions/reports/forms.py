"""The form for the dates of a report."""

from datetime import date

from partnership.pages.forms.bases import FilterForm
from partnership.pages.forms.dates import DateField


class PeriodForm(FilterForm):
    submit = "Show"

    since = DateField(label="Since", required=False)
    on = DateField(label="As at", hint="Leave blank for today", required=False)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("since", "on"):
            self.fields[name].latest = today
            self.fields[name].latest_words = "today or in the past"

    def clean(self):
        cleaned = super().clean()
        since, on = cleaned.get("since"), cleaned.get("on")
        if since and on and since > on:
            self.add_error("since", "The since date must be before the as at date")
        return cleaned
