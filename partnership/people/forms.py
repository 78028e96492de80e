"""Forms for people, roles and accepting an invitation."""

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from partnership.access import HIGHEST, Role
from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    EmailField,
    ModelChoiceField,
)
from partnership.pages.forms.layout import Fieldset
from partnership.people.inviting import TASKS
from partnership.people.models import Organisation
from partnership.people.services import KNOWN_ALREADY
from partnership.sign_in.forms.first_password import FirstPasswordForm

LONGEST_INITIALS = 8


class InitialsField(CharField):
    """Several initials in one line, separated by commas."""

    def clean(self, value):
        several = [each.strip() for each in super().clean(value).split(",")]
        if any(len(each) > LONGEST_INITIALS for each in several):
            raise ValidationError(
                f"Each of the {self.subject.lower()} must be {LONGEST_INITIALS} "
                "characters or fewer"
            )
        return list(dict.fromkeys(each for each in several if each))

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


class Found:
    """A link to the person who already has the address that was entered."""

    def __init__(self, person, organisation):
        self.about = {"found": person, "organisation": organisation}

    def render(self, form, context, template_pack="govuk", **kwargs):
        return render_to_string("partnership/people/_found.html", self.about)


class PersonForm(Form):
    name = CharField(label="Name", missing="Enter their name", max_length=120)
    initials = CharField(
        label="Initials",
        hint="As used in minutes",
        required=False,
        max_length=LONGEST_INITIALS,
        width=5,
    )
    aliases = InitialsField(
        label="Other initials",
        hint="Any others used in older minutes. Separate with commas",
        required=False,
        max_length=80,
        width=20,
    )
    email = EmailField(label="Email address", required=False)
    job_title = CharField(label="Job title", required=False, max_length=120)

    def __init__(self, *args, people, organisation=None, **kwargs):
        """`people` are all others, to find duplicates."""
        super().__init__(*args, **kwargs)
        self.people, self.organisation, self.found = people, organisation, None

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email:
            self.found = self.people.filter(email__iexact=email).first()
        if self.found:
            raise ValidationError(KNOWN_ALREADY)
        return email

    def layout(self):
        names = super().layout()
        if self.found:
            names.insert(names.index("email") + 1, Found(self.found, self.organisation))
        return names


class EditPersonForm(PersonForm):
    versioned = True

    def __init__(self, *args, has_account, **kwargs):
        super().__init__(*args, **kwargs)
        if has_account:
            self.fields["email"].help_text = (
                "They use this to sign in. We will email the old address about the "
                "change, and links sent there will stop working"
            )


class AddPersonForm(PersonForm):
    """Add someone without a role."""

    submit = "Add person"


def role_field():
    hints = {role: {"hint": f"Can {words}"} for role, words in TASKS.items()}
    hints[Role.CONTACT] = {"hint": "Someone to contact, who cannot sign in"}
    return ChoiceField(
        choices=[],
        label="Role",
        missing="Select a role",
        radios=True,
        items={role.value: item for role, item in hints.items()},
    )


def title_field():
    return CharField(
        label="Title in this role",
        hint="Only if it is different from the role, for example Vice-chair",
        required=False,
        max_length=120,
    )


def from_date_field():
    return DateField(
        label="When does it start?",
        subject="The first day",
        hint="This can be in the future",
        missing="Enter the first day",
    )


class AtAPlace(Form):
    """Offer the roles that exist at one type of organisation."""

    def __init__(self, *args, roles, place, **kwargs):
        """`roles` are those that the person filling in the form may give at `place`."""
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        is_partnership = place.kind == Organisation.Kind.PARTNERSHIP
        if is_partnership and not HIGHEST.issubset(roles):
            self.fields["role"].help_text = (
                "Only an administrator or business manager can give the roles of "
                "administrator and business manager"
            )


class GiveRoleForm(AtAPlace):
    submit = "Give role"

    role = role_field()
    title = title_field()
    from_date = from_date_field()


class AddPersonAtForm(AtAPlace, PersonForm):
    """Add someone with a role, and optionally invite them."""

    submit = "Add person"

    role = role_field()
    title = title_field()
    from_date = from_date_field()
    is_invited = BooleanField(
        label="Invite them to sign in",
        hint="We will email them a link that works for 14 days",
        required=False,
    )
    field_order = ["name", "initials", "aliases", "email", "job_title"]

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, place=place, organisation=place, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_invited") and not (
            cleaned.get("email") or self.has_error("email")
        ):
            self.add_error("email", "Enter the email address the invitation goes to")
        return cleaned


class EndRoleForm(Form):
    versioned = True
    submit = "Save last day"

    last_day = DateField(
        label="What is their last day in this role?",
        subject="The last day",
        hint="They can do what the role allows until the end of that day",
        missing="Enter the last day",
    )
    is_sure = BooleanField(
        label="I understand I will no longer be an administrator, and know who will be",
        missing="Confirm that you no longer want to be an administrator",
    )

    def __init__(self, *args, is_own_administration, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_own_administration:
            del self.fields["is_sure"]


class PlaceForm(FilterForm):
    """Find an organisation by name; `organisation` is the one found."""

    submit = "Find"

    words = CharField(
        label="Name of a school, agency, trust or subgroup",
        required=False,
        max_length=100,
    )
    organisation = ModelChoiceField(Organisation.objects.none(), required=False)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places

    def layout(self):
        return ["words"]


class AcceptForm(FirstPasswordForm):
    submit = "Set password and sign in"

    def layout(self):
        return [Fieldset("Sign in with a password", "password", size="m")]
