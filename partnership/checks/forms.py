"""Forms for asking schools to check their contacts, and for their answers."""

from partnership.access import Role
from partnership.checks.services import Reported
from partnership.names import plain
from partnership.pages.forms.bases import Form, version_field
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    EmailField,
    SafeTextField,
    TextField,
)
from partnership.pages.forms.formsets import AddAnother
from partnership.people.models import Membership, Person
from partnership.schools.models import School

STILL, LEFT, CHANGED = "still", "left", "changed"
MOST_NEW = 20
LONGEST_WORDS = 500


class AskSchoolsForm(Form):
    """Which schools to ask, as a queryset of organisations."""

    submit = "Ask these schools"

    who = ChoiceField(
        label="Which schools do you want to ask?",
        choices=[
            ("all", "All open schools"),
            ("stale", "Schools not asked within the last 12 months"),
            ("phase", "Schools in one phase"),
            ("named", "Schools I choose"),
        ],
        missing="Select which schools to ask",
        items={"phase": {"reveals": "phase"}, "named": {"reveals": "named"}},
    )
    phase = ChoiceField(
        label="Phase",
        choices=School.Phase.choices,
        radios=False,
        missing="Select the phase",
    )
    named = TextField(
        label="Schools",
        hint="Enter one on each line, by URN or name",
        missing="Enter the schools",
        max_length=10_000,
    )

    def __init__(self, *args, schools, asked_since, **kwargs):
        super().__init__(*args, **kwargs)
        self.schools, self.asked_since = schools, asked_since

    def clean(self):
        cleaned = super().clean()
        chosen = {
            "all": lambda: self.schools,
            "stale": lambda: self.schools.exclude(pk__in=self.asked_since),
            "phase": lambda: self.schools.filter(
                school__derived_phase=cleaned.get("phase") or ""
            ),
            "named": lambda: self._named(cleaned.get("named") or ""),
        }.get(cleaned.get("who"))
        return {"schools": chosen()} if chosen else {}

    def _named(self, text: str):
        """The schools named on the lines; an error for each line that matches none."""
        lines = list(dict.fromkeys(filter(None, map(str.strip, text.splitlines()))))
        by_urn = {
            str(urn): pk for urn, pk in self.schools.values_list("school__urn", "pk")
        }
        by_name: dict[str, list[int]] = {}
        for pk, name in self.schools.values_list("pk", "name"):
            by_name.setdefault(plain(name), []).append(pk)
        found = []
        for line in lines:
            pks = [by_urn[line]] if line in by_urn else by_name.get(plain(line), [])
            if len(pks) == 1:
                found += pks
            else:
                why = (
                    "matches more than one school: enter the URN"
                    if pks
                    else "is not an open school here"
                )
                self.add_error("named", f"“{line[:80]}” {why}")
        return self.schools.filter(pk__in=found)


class ConfirmPeopleForm(Form):
    versioned = True
    submit = "These contacts are correct"


class ReportChangesForm(Form):
    """For each person: still correct, left or changed. New people are in a formset."""

    versioned = True
    submit = "Send changes"
    mark_optional = False

    def __init__(self, *args, people: list[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for held in people:
            self.fields[f"is_{held.pk}"] = ChoiceField(
                label=f"{held.person.name}, {held.get_role_display()}",
                choices=[
                    (STILL, "Still correct"),
                    (LEFT, "Has left this role"),
                    (CHANGED, "Something else has changed"),
                ],
                radios=True,
                required=False,
                initial=STILL,
                label_size="s",
                items={CHANGED: {"reveals": f"words_{held.pk}"}},
            )
            self.fields[f"words_{held.pk}"] = SafeTextField(
                label=f"What has changed for {held.person.name}?",
                hint="For example, a new email address or role.",
                missing=f"Enter what has changed for {held.person.name}",
                max_length=LONGEST_WORDS,
                rows=2,
            )

    def choices_of_people(self):
        """The field for each person, with the field for changes shown inside it."""
        return [self[f"is_{held.pk}"] for held in self.people]

    def clean(self):
        cleaned = super().clean()
        changes = [
            Reported(
                kind=kind,
                membership=held.pk,
                words=cleaned.get(f"words_{held.pk}") or "",
            )
            for held in self.people
            if (kind := cleaned.get(f"is_{held.pk}")) in {LEFT, CHANGED}
        ]
        return {"changes": changes, "version": cleaned.get("version")}


class NewPersonForm(Form):
    submit = ""

    name = CharField(label="Name", missing="Enter the name", max_length=120)
    role = ChoiceField(
        label="Role",
        choices=[
            (role.value, role.label)
            for role in (
                Role.HEAD,
                Role.DSL,
                Role.GOVERNOR,
                Role.CHAIR_OF_GOVERNORS,
                Role.PROPRIETOR,
                Role.COLLEAGUE,
                Role.CONTACT,
            )
        ],
        radios=False,
        missing="Select the role",
    )
    email = EmailField(
        label="Work email address",
        missing="Enter the work email address",
        attrs={"autocomplete": "off"},
    )
    job_title = CharField(label="Job title", required=False, max_length=120)

    def reported(self) -> Reported:
        return Reported(kind="new", **self.cleaned_data)


class NewPeople(AddAnother):
    what = "another person"


class EditChangeForm(Form):
    """Our record of a person, for an officer to edit to match the school's answer.

    It changes two rows: `version` is the check's, `person_version` the person's.
    """

    versioned = True
    submit = "Save changes"

    name = CharField(label="Name", missing="Enter the name", max_length=120)
    email = EmailField(label="Email address", required=False)
    job_title = CharField(label="Job title", required=False, max_length=120)
    role = ChoiceField(
        label="Role at this school",
        hint="A new role starts today and the old one ends",
        choices=[],
        radios=False,
        missing="Select the role",
    )

    person_version = version_field()

    def __init__(self, *args, roles: list[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]

    def version_of(self, subject) -> str:
        return "person_version" if isinstance(subject, Person) else "version"


class SetAsideForm(Form):
    versioned = True
    submit = "Set aside"

    words = SafeTextField(
        label="Why are you not making this change?",
        missing="Enter why you are not making this change",
        max_length=LONGEST_WORDS,
        rows=3,
    )


class ChangeForm(Form):
    versioned = True
    submit = ""
