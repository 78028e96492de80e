"""The form for creating an API key."""

from datetime import date

from django.db.models import QuerySet

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import CharField, EmailField
from partnership.people.models import Person


class GiveKeyForm(Form):
    submit = "Create key"

    name = CharField(
        label="What will use this key?",
        hint="For example, Power BI in the data team",
        subject="Name",
        max_length=80,
        missing="Enter what will use the key",
        width="two-thirds",
    )
    person = EmailField(
        label="Whose access does it have?",
        hint="Enter their email address. The key gives access to what this person can "
        "see, and stops working when their last role ends.",
        subject="Email address",
        missing="Enter the email address of the person whose access it has",
        width="two-thirds",
    )
    expires_on = DateField(
        label="Until when?",
        hint="A year at most",
        subject="Last day",
        missing="Enter the last day of the key",
    )

    def __init__(
        self, *args, people: QuerySet[Person], today: date, longest: date, **kw
    ):
        super().__init__(*args, **kw)
        self.people = people
        field = self.fields["expires_on"]
        field.earliest, field.earliest_words = today, "today or in the future"
        field.latest, field.latest_words = longest, "within a year"

    def clean_person(self) -> Person:
        email = self.cleaned_data["person"]
        person = self.people.filter(email__iexact=email).first()
        if person is None:
            self.add_error("person", "No one here has this email address")
        return person
