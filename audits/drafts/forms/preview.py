"""The kind of school that a question set is previewed as."""

from audits.drafts.preview import TYPES
from audits.questions.applicability import FLAGS
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    ChoiceField,
    IntegerField,
)
from partnership.policy.sectors import Sector
from partnership.schools.models import School

OLDEST = 25


class PreviewForm(Form):
    """A kind of school. Nothing is saved, so it is sent by GET."""

    submit = "Show the questions"
    mark_optional = False

    phase = ChoiceField(
        label="Phase",
        choices=School.Phase.choices,
        radios=False,
        missing="Select a phase",
    )
    sector = ChoiceField(
        label="Sector",
        choices=Sector.choices,
        radios=False,
        missing="Select a sector",
    )
    has_boarders = BooleanField(label="Has boarders", required=False, small=True)
    has_sixth_form = BooleanField(label="Has a sixth form", required=False, small=True)
    has_nursery = BooleanField(label="Has a nursery", required=False, small=True)
    lowest_age = IntegerField(
        label="Youngest pupils’ age",
        required=False,
        min_value=0,
        max_value=OLDEST,
        width=2,
    )
    highest_age = IntegerField(
        label="Oldest pupils’ age",
        required=False,
        min_value=0,
        max_value=OLDEST,
        width=2,
    )

    def school(self) -> School:
        """A school of this kind, which is never saved."""
        typed = self.cleaned_data
        return School(
            derived_phase=typed["phase"],
            type_code=TYPES[typed["sector"]],
            low_age=typed["lowest_age"],
            high_age=typed["highest_age"],
            **{flag: typed[flag] for flag in FLAGS},
        )
