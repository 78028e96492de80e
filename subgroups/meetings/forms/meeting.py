"""Forms for planning, moving and cancelling a meeting, and for the chair's decision."""

import re
from datetime import time

from django.core.exceptions import ValidationError

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import CharField, TextField, YesNoField

TIME_OF_DAY = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class TimeField(CharField):
    """A time of day, such as 9.30am, 09:30 or 14.00."""

    def clean(self, value) -> time | None:
        text = super().clean(value).replace(" ", "")
        if not text:
            return None
        found = TIME_OF_DAY.fullmatch(text)
        hour, minute, half = found.groups() if found else (99, 0, None)
        hour, minute = int(hour), int(minute or 0)
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.lower() == "pm" else 0)
        elif half:
            hour = 99
        if hour > 23 or minute > 59:
            raise ValidationError("Enter a time, like 9.30am or 14:00")
        return time(hour, minute)


class PlanMeetingForm(Form):
    submit = "Plan meeting"

    held_on = DateField(label="Date", missing="Enter the date of the meeting")
    starts_at = TimeField(
        label="Starts at",
        hint="For example, 9.30am or 14:00",
        missing="Enter the start time",
        width=5,
    )
    ends_at = TimeField(label="Ends at", required=False, width=5)
    place = CharField(
        label="Place", max_length=200, missing="Enter the place, or ‘online’"
    )


class CorrectMeetingForm(PlanMeetingForm):
    submit = "Save changes"
    versioned = True


class CancelMeetingForm(Form):
    submit = "Cancel this meeting"
    versioned = True

    reason = TextField(
        label="Why is it cancelled?",
        hint="Stands in the email and on the page of the meeting",
        missing="Enter the reason",
        rows=3,
        max_length=500,
    )


class QuorumForm(Form):
    submit = "Save decision"
    versioned = True

    is_quorate = YesNoField(
        label="Is the meeting quorate?",
        missing="Select whether the meeting is quorate",
    )
    reason = TextField(
        label="Chair’s reason",
        hint="Appears in the minutes",
        missing="Enter the chair’s reason",
        rows=3,
        max_length=500,
    )
