"""The forms of colleagues: adding one, removing one, and giving sections."""

from collections.abc import Iterable, Mapping

from audits.questions.models import Section
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, EmailField, ModelChoiceField
from partnership.people.models import Person


class ColleagueForm(Form):
    submit = "Add colleague"

    name = CharField(label="Name", missing="Enter their name", max_length=120)
    email = EmailField(
        label="Email address",
        hint="We email them a link to this return",
        missing="Enter their email address",
    )


class RemoveColleagueForm(Form):
    submit = "Remove colleague"


class SectionsForm(Form):
    """A list of people for each section."""

    mark_optional = False

    def __init__(
        self,
        *args,
        sections: Iterable[Section],
        people,
        given: Mapping[int, Person],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.sections = list(sections)
        for section in self.sections:
            self.fields[self.name_of(section)] = ModelChoiceField(
                people,
                label=str(section),
                required=False,
                empty_label="Nobody in particular",
                initial=given.get(section.pk),
            )

    @staticmethod
    def name_of(section: Section) -> str:
        return f"section-{section.pk}"

    def clean(self):
        return {
            "people": {
                section: self.cleaned_data.get(self.name_of(section))
                for section in self.sections
            }
        }
