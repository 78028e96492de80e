"""Forms for a person's calendars."""

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
        label="What should it include?",
        required=False,
        optional=False,
        empty_label="Everything that needs me",
        hint="Choose a subgroup to include only its meetings, actions and figures.",
    )

    def __init__(self, *args, subgroups: QuerySet[Subgroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = subgroups

    def clean_organisation(self) -> Organisation | None:
        subgroup = self.cleaned_data["organisation"]
        return subgroup and subgroup.organisation


class ChosenCalendarForm(Form):
    """The calendar a button is for."""

    submit = ""

    calendar = ModelChoiceField(None, missing="Select a calendar")

    def __init__(self, *args, calendars: QuerySet[CalendarFeed], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["calendar"].queryset = calendars
