"""The forms of a return's action plan."""

from audits.gaps.models import Gap
from audits.gaps.services import GapPlan
from audits.returns.models.answers import Answer
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, ChoiceField, SafeTextField
from partnership.pages.forms.summary import errors_of

ACTION, NONE = "action", "none"


class GapForm(Form):
    """The plan for one gap."""

    submit = ""
    mark_optional = False
    label_size = "s"

    decision = ChoiceField(
        label="What will you do?",
        choices=[
            (ACTION, "Take action"),
            (NONE, "Take no action, and say why"),
        ],
        missing="Select what you will do about this gap",
        items={NONE: {"reveals": "justification"}},
    )
    action_text = SafeTextField(
        label="Action",
        max_length=2000,
        rows=2,
        required=False,
    )
    owner_words = CharField(
        label="Who will do this?",
        hint="The role or name of a member of staff",
        max_length=200,
        required=False,
        width="two-thirds",
    )
    due_text = CharField(
        label="When is it due?",
        hint="For example, end of term or 31 March 2027. If you leave this blank, it "
        "is due 13 weeks after you submit, or 4 weeks for a statutory requirement.",
        max_length=120,
        required=False,
        width=20,
    )
    justification = SafeTextField(
        label="Why is no action needed?",
        missing="Enter why no action is needed",
        max_length=2000,
        rows=2,
    )

    def __init__(self, *args, answer: Answer, planned: Gap | None, **kwargs):
        self.answer, self.question = answer, answer.question
        super().__init__(
            *args,
            prefix=f"g{self.question.pk}",
            initial={
                "decision": NONE if planned and planned.justification else ACTION,
                "action_text": planned.action_text
                if planned
                else self.question.proposed_action,
                "owner_words": planned.owner_words if planned else "",
                "due_text": planned.due_text if planned else "",
                "justification": planned.justification if planned else "",
            },
            **kwargs,
        )

    def clean(self):
        asked = self.cleaned_data.get("decision") == ACTION
        if asked and self.cleaned_data.get("action_text") == "":
            self.add_error("action_text", "Enter what you will do")
        return self.cleaned_data

    @property
    def title(self) -> str:
        return f"{self.question.ref} {self.question.text}"

    def plan(self) -> GapPlan:
        if self.cleaned_data["decision"] == NONE:
            return GapPlan(justification=self.cleaned_data["justification"])
        return GapPlan(
            action_text=self.cleaned_data["action_text"],
            owner_words=self.cleaned_data["owner_words"],
            due_text=self.cleaned_data["due_text"],
        )


class GapPlanForm(Form):
    """The whole action plan, with a form for each gap."""

    versioned = True
    submit = "Save action plan"

    def __init__(self, *args, answers: list[Answer], planned: dict[int, Gap], **kwargs):
        super().__init__(*args, **kwargs)
        self.gaps = [
            GapForm(*args, answer=answer, planned=planned.get(answer.question_id))
            for answer in answers
        ]

    def clean(self):
        self.cleaned_data["plans"] = {
            gap.question: gap.plan() for gap in self.gaps if gap.is_valid()
        }
        return self.cleaned_data

    def is_valid(self):
        return super().is_valid() and all(gap.is_valid() for gap in self.gaps)

    def problems(self) -> list[tuple[str, str]]:
        """The errors of all the forms, each with the input it is about."""
        return errors_of(self, *self.gaps)
