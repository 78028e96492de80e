"""What is typed in the room, line by line. Each form carries a key made for it, so
that the same line sent twice counts once."""

from collections.abc import Callable
from datetime import date

from django import forms

from actions.due.local import school_calendar
from actions.due.meaning import Due
from actions.due.reading import read_due
from partnership.dates.years import plan_year_containing
from partnership.names import plain
from partnership.pages.forms.bases import UNTOLD, Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    SafeCharField,
    SafeTextField,
)
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes.forms import NotesForm
from subgroups.minutes.owners import Table
from subgroups.room.action_lines import ActionLine, read_line
from subgroups.room.deadlines import is_deadline, label_of, question_about

LONGEST = 2_000
LONGEST_OWNERS = 250
LONGEST_DUE = 120
AS_TYPED, OTHER, NO_DATE = "as_typed", "other", "no_date"
EXAMPLE = "AO/EG: contact the schools by 20 Jan"


def key_field() -> forms.UUIDField:
    messages = {"required": UNTOLD, "invalid": UNTOLD}
    return forms.UUIDField(widget=forms.HiddenInput, error_messages=messages)


class RoomNotesForm(NotesForm):
    key = key_field()


class LineForm(Form):
    """Something recorded under an item, sent once."""

    mark_optional = False
    key = key_field()


class DecisionLineForm(LineForm):
    submit = "Add decision"

    text = SafeTextField(
        label="Decision", missing="Enter the decision", rows=2, max_length=LONGEST
    )


class ChallengeLineForm(LineForm):
    submit = "Add challenge"

    challenger_words = CharField(
        label="Who challenged", missing="Enter who challenged", max_length=250
    )
    challenged_words = CharField(
        label="Whom (optional)", required=False, max_length=250
    )
    concern = SafeTextField(
        label="On what", missing="Enter what was challenged", rows=2, max_length=LONGEST
    )
    response = SafeTextField(
        label="Response (optional)", required=False, rows=2, max_length=LONGEST
    )


class EscalationLineForm(LineForm):
    submit = "Add escalation"

    to_words = CharField(
        label="To whom",
        hint="One of our groups or agencies, or any other body",
        missing="Enter to whom it is escalated",
        max_length=250,
    )
    why = SafeTextField(
        label="Why", missing="Enter why it is escalated", rows=2, max_length=LONGEST
    )

    def __init__(self, *args, bodies: list[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {plain(body.name): body for body in bodies}

    def clean(self):
        given = super().clean()
        given["to"] = self.bodies.get(plain(given.get("to_words", "")))
        return given


class GeneralInterestForm(LineForm):
    submit = "Add interest"

    who = CharField(
        label="Whose interest",
        hint="Initials or name",
        missing="Enter whose interest it is",
        max_length=120,
    )
    text = SafeTextField(
        label="Interest", missing="Enter the interest", rows=2, max_length=LONGEST
    )


class InterestLineForm(GeneralInterestForm):
    withdraws = BooleanField(label="They withdrew for this item", required=False)


class VisitorLineForm(LineForm):
    submit = "Add visitor"

    name = CharField(
        label="Visitor’s name", missing="Enter the visitor’s name", max_length=120
    )
    initials = CharField(label="Initials", required=False, max_length=8, width=4)
    role_words = CharField(label="Role or agency", required=False, max_length=200)


class ActionLineForm(LineForm):
    """One line. What is unclear about owners or the date is asked, never guessed."""

    submit = "Add action"

    line = SafeCharField(
        label="Action",
        hint=f"For example, {EXAMPLE}",
        missing=f"Enter the action, like {EXAMPLE}",
        max_length=LONGEST,
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.table = Table(meeting, on=meeting.held_on)
        self.next_meeting = _next_meeting(meeting)
        self.read_date = _reader(meeting, self.next_meeting)
        self.read: ActionLine | None = None
        self.asked: dict[str, str] = {}
        if self.is_bound:
            self._read(str(self.data.get("line", ""))[:LONGEST])

    def _read(self, line: str) -> None:
        """Add a question for everything in the line that is not certain."""
        self.read = read_line(
            line,
            is_owner=self.table.names_owner,
            is_due=lambda words: is_deadline(self.read_date(words)),
        )
        if not self.read.owner_words or not self.read.text:
            return
        owners = self.table.read(self.read.owner_words, chosen={})
        for words, people in owners.several.items():
            self._ask_owner(words, people, radios=True)
        for words in owners.unknown:
            self._ask_owner(words, self._around_the_table(), radios=False)
        self._ask_date()

    def _around_the_table(self) -> list[Person]:
        return sorted(self.table.people.values(), key=lambda one: one.name.lower())

    def _ask_owner(self, words: str, people, *, radios: bool) -> None:
        name = f"owner_{len(self.asked)}"
        self.asked[name] = words
        choices = [(str(person.pk), _called(person, self.table)) for person in people]
        self.fields[name] = ChoiceField(
            label=f"Who is {words}?",
            choices=[*choices, (AS_TYPED, f"Someone else: keep “{words}” as typed")],
            radios=radios,
            missing=f"Select who {words} is",
        )

    def _ask_date(self) -> None:
        question = question_about(
            self.read.due_words,
            read=self.read_date,
            held_on=self.meeting.held_on,
            next_meeting=self.next_meeting,
        )
        if question is None:
            return
        days = [
            (day.isoformat(), label_of(day, self.next_meeting)) for day in question.days
        ]
        self.fields["due_choice"] = ChoiceField(
            label=question.words,
            choices=[*days, (OTHER, "Another date"), (NO_DATE, "No date yet")],
            radios=True,
            missing="Select when it is due",
            items={OTHER: {"reveals": "due_other"}},
        )
        self.fields["due_other"] = CharField(
            label="Date",
            hint="For example, 20 Jan or end of March",
            missing="Enter the date",
            max_length=LONGEST_DUE,
            width="one-half",
        )

    def clean(self):
        given = super().clean()
        read = self.read
        if "line" in self.errors or read is None:
            return given
        if not read.text:
            self.add_error("line", "Enter what needs to be done")
        elif not read.owner_words:
            self.add_error("line", f"Start with who will do it, like {EXAMPLE}")
        elif len(read.owner_words) > LONGEST_OWNERS:
            self.add_error("line", "There are too many owners. Use a shorter name")
        due_words, due_text = self._due(given)
        return {
            "key": given.get("key"),
            "text": read.text,
            "owner_words": read.owner_words,
            "due_words": due_words[:LONGEST_DUE],
            "due_text": due_text,
            "chosen": self._chosen(given),
        }

    def _chosen(self, given) -> dict[str, Person | None]:
        known = {str(pk): person for pk, person in self.table.people.items()}
        for words in self.asked.values():
            for person in self.table.people_called(words):
                known[str(person.pk)] = person
        return {words: known.get(given.get(name)) for name, words in self.asked.items()}

    def _due(self, given) -> tuple[str, str]:
        """The words for the minutes, and the date for the register if it differs."""
        typed, choice = self.read.due_words, given.get("due_choice")
        if choice is None or choice == NO_DATE:
            return typed, ""
        if choice == OTHER:
            settled = given.get("due_other") or ""
            if settled and question_about(
                settled,
                read=self.read_date,
                held_on=self.meeting.held_on,
                next_meeting=self.next_meeting,
            ):
                self.add_error("due_other", "Enter a date, like 20 January 2026")
        else:
            day = date.fromisoformat(choice)
            settled = f"{day.day} {day:%B %Y}"
        return (f"{typed} ({settled})" if typed else settled), settled


def _called(person: Person, table: Table) -> str:
    """A name with the role of the day, so that people of one name can be told apart."""
    row = table.listed.get(person.pk)
    role = row.role_words if row else person.job_title
    return f"{person.name}, {role}" if role else person.name


def _next_meeting(meeting: Meeting) -> date | None:
    following = meeting.subgroup.meetings.standing().filter(held_on__gt=meeting.held_on)
    return following.order_by("held_on").values_list("held_on", flat=True).first()


def _reader(meeting: Meeting, next_meeting: date | None) -> Callable[[str], Due]:
    """Reads due words as the register will."""
    month = policy.get("plan_year_start_month")
    plan_start, _ = plan_year_containing(meeting.held_on, start_month=month)
    calendar = school_calendar()

    def read(words: str) -> Due:
        return read_due(
            words, plan_start=plan_start, next_meeting=next_meeting, **calendar
        )

    return read
