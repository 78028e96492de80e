"""The forms of one's own calendars."""

from django.db.models import QuerySet

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import ModelChoiceField
from partnership.people.models import Organisation
from scorecard.calendars.models import CalendarFeed
from subgroups.structure.models import Subgroup


class AddCalendarForm(Form):
    submit = "Add calendar"

    organisation = ModelChoiceField(
        None,
        label="What should it show?",
        required=False,
        optional=False,
        empty_label="Everything that needs me",
        hint="Choose a subgroup for its meetings, its actions and its figures only.",
    )

    def __init__(self, *args, subgroups: QuerySet[Subgroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = subgroups

    def clean_organisation(self) -> Organisation | None:
        subgroup = self.cleaned_data["organisation"]
        return subgroup and subgroup.organisation


class ChosenCalendarForm(Form):
    """Which of one's calendars a button is about."""

    submit = ""

    calendar = ModelChoiceField(None, missing="Select a calendar")

    def __init__(self, *args, calendars: QuerySet[CalendarFeed], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["calendar"].queryset = calendars
