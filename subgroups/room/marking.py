"""One tap on the attendance list: who, what, and at what time."""

import re

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from partnership.dates import clock
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField
from partnership.people.models import Person
from subgroups.meetings.forms.meeting import TimeField
from subgroups.meetings.models.meetings import Meeting
from subgroups.room.services import KINDS, REST, TIMES

MARK = re.compile(rf"(\d{{1,9}}):({'|'.join([*KINDS, *TIMES])})")


class MarkForm(Form):
    """The button that was pressed, with the deputy and the time of its line."""

    mark = CharField(missing="Select how someone attends", max_length=40)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean(self):
        given = super().clean()
        pressed = given.get("mark", "")
        if pressed == REST:
            return {"person": None, "what": REST, "deputy": "", "at": None}
        found = MARK.fullmatch(pressed)
        person = found and Person.objects.filter(pk=found[1]).first()
        if "mark" not in self.errors and person is None:
            self.add_error("mark", "Select how someone attends")
        key = found[1] if found else ""
        return {
            "person": person,
            "what": found[2] if found else "",
            "deputy": str(self.data.get(f"deputy_{key}", ""))[:120],
            "at": self._time(f"time_{key}"),
        }

    def _time(self, name: str):
        """The time typed, or now."""
        now = localtime(clock.now()).time().replace(second=0, microsecond=0)
        try:
            return TimeField(required=False).clean(self.data.get(name, "")) or now
        except ValidationError as error:
            self.add_error("mark", error)
            return now
