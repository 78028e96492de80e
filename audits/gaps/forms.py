"""The forms of a return's action plan."""

from datetime import date

from actions.due.calendar import written
from actions.register.models.actions import Action
from audits.gaps.models import Gap
from audits.gaps.services import (
    PLANNED,
    USUAL_OWNER,
    GapPlan,
    proposed_due,
    why_not_due,
)
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
        hint="A working day, or words such as end of term. If you leave this blank, it "
        "is due 13 weeks after you submit, or 4 weeks for a statutory requirement.",
        max_length=120,
        required=False,
        width=20,
    )
    measure = SafeTextField(
        label="How will you know it has worked?",
        max_length=2000,
        rows=2,
        required=False,
    )
    justification = SafeTextField(
        label="Why is no action needed?",
        missing="Enter why no action is needed",
        max_length=2000,
        rows=2,
    )

    def __init__(self, *args, answer: Answer, planned: Gap | None, on: date, **kwargs):
        self.answer, self.question, self.on = answer, answer.question, on
        proposed = GapPlan(
            action_text=self.question.proposed_action,
            owner_words=USUAL_OWNER,
            due_text=written(proposed_due(self.question, on=on)),
            measure=self.question.gap_measure,
        )
        shown = planned or proposed
        super().__init__(
            *args,
            prefix=f"g{self.question.pk}",
            initial={
                "decision": NONE if shown.justification else ACTION,
                **{name: getattr(shown, name) for name in PLANNED},
            },
            **kwargs,
        )

    def clean(self):
        if self.cleaned_data.get("decision") != ACTION:
            return self.cleaned_data
        if self.cleaned_data.get("action_text") == "":
            self.add_error("action_text", "Enter what you will do")
        due_text = self.cleaned_data.get("due_text")
        if due_text and (why := why_not_due(due_text, on=self.on)):
            self.add_error("due_text", why)
        return self.cleaned_data

    @property
    def title(self) -> str:
        return f"{self.question.ref} {self.question.text}"

    def plan(self) -> GapPlan:
        if self.cleaned_data["decision"] == NONE:
            return GapPlan(justification=self.cleaned_data["justification"])
        return GapPlan(
            **{
                name: self.cleaned_data[name]
                for name in PLANNED
                if name != "justification"
            }
        )


class GapPlanForm(Form):
    """The whole action plan, with a form for each gap that no open action addresses."""

    versioned = True
    submit = "Save action plan"

    def __init__(
        self,
        *args,
        answers: list[Answer],
        planned: dict[int, Gap],
        continued: dict[str, Action],
        on: date,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.continued = [
            (answer, continued[answer.question.code])
            for answer in answers
            if answer.question.code in continued
        ]
        self.gaps = [
            GapForm(
                *args, answer=answer, planned=planned.get(answer.question_id), on=on
            )
            for answer in answers
            if answer.question.code not in continued
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
