"""The forms that update, redate, complete, check, withdraw and reopen an action."""

from collections.abc import Mapping
from datetime import date

from actions.due.calendar import written
from actions.register.forms.addresses import DecisionAddressField
from actions.register.forms.entering import due_field
from actions.register.words import impact_words, rag_words
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    SafeTextField,
    TextField,
)
from partnership.pages.forms.layout import Button

RATINGS = ("green", "amber", "red")


class RatingField(ChoiceField):
    """A rating from a legend, each with its meaning."""

    def __init__(self, **kwargs):
        super().__init__(choices=[(value, value) for value in RATINGS], **kwargs)

    def offer(self, legend, *, none: str = "") -> None:
        """Offer the legend's ratings, and `none` for no rating."""
        self.choices = [
            *([("", none)] if none else []),
            *((row["value"], row["word"]) for row in legend if row["value"] in RATINGS),
        ]
        self.look.items.update(
            {row["value"]: {"hint": row["meaning"]} for row in legend}
        )


def _offer_impact(field, legend, action) -> None:
    """Once impact has been rated, "too early to say" is no longer offered."""
    field.offer(legend, none="" if action.impact else "Too early to say")


class UpdateForm(Form):
    versioned = True
    submit = "Save update"

    text = SafeTextField(
        label="What has happened?", missing="Enter what has happened", max_length=4000
    )
    rag = RatingField(
        label="How is delivery going?", missing="Select how delivery is going"
    )
    impact = RatingField(
        label="Is it making a difference for children?", required=False
    )
    reason = TextField(
        label="Reason for changing the rating",
        hint="Required if you change a rating",
        required=False,
        optional=False,
        max_length=1000,
        rows=2,
    )
    occurrence = ChoiceField(
        label="Which date is this update for?",
        choices=[],
        coerce=date.fromisoformat,
        radios=False,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args, action, legends, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rag"].offer(legends["delivery"])
        _offer_impact(self.fields["impact"], legends["impact"], action)
        if not (action.rag or action.impact):
            del self.fields["reason"]
        unanswered = action.unanswered() if action.due_occurrences else []
        if unanswered:
            self.fields["occurrence"].choices = [
                *((str(day), f"{day.day} {day:%B %Y}") for day in unanswered),
                ("", "None of these dates"),
            ]
        else:
            del self.fields["occurrence"]

    def clean_impact(self):
        return self.cleaned_data["impact"] or None


def typed_report(sent: Mapping[str, str]) -> str:
    """What someone entered in an update, as text they can copy; blank if nothing.

    Reads nothing from the action.
    """
    words = {"rag": rag_words(), "impact": impact_words()}
    parts = []
    for name in ("text", "rag", "impact", "reason", "occurrence"):
        if value := sent.get(name, "").strip():
            said = words.get(name, {}).get(value, value)
            if name == "occurrence":
                said = _day_in_words(value)
            label = UpdateForm.base_fields[name].label
            parts.append(said if name == "text" else f"{label}\n{said}")
    return "\n\n".join(parts)


def _day_in_words(value: str) -> str:
    try:
        return written(date.fromisoformat(value))
    except ValueError:
        return value


def reason_field():
    return TextField(
        label="Reason for changing the date",
        hint="Shown on the action with the old date",
        missing="Enter the reason for changing the date",
        max_length=1000,
        rows=3,
    )


class ChangeDueForm(Form):
    versioned = True
    submit = "Change date"

    due_text = due_field(missing="Enter the new date")
    reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial.get("due_text"):
            reason = self.fields["reason"]
            reason.label = "Reason for this date"
            reason.error_messages["required"] = "Enter the reason for this date"


class CompleteForm(Form):
    versioned = True
    submit = "Complete action"

    outcome = SafeTextField(
        label="What difference did it make for children?",
        hint="What is different now, and how do you know?",
        missing="Enter what difference it made for children",
        max_length=4000,
    )
    impact = RatingField(label="How much difference has it made?", required=False)

    def __init__(self, *args, action, legend, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_impact(self.fields["impact"], legend, action)

    def clean_impact(self):
        return self.cleaned_data["impact"] or None


class JudgeImpactForm(Form):
    """The impact of a completed action, often rated months later."""

    versioned = True
    submit = "Save rating"

    impact = RatingField(
        label="Is it making a difference for children?",
        missing="Select whether it is making a difference",
    )
    text = SafeTextField(
        label="Evidence",
        hint="What is different now, and how do you know?",
        missing="Enter the evidence",
        max_length=4000,
    )

    def __init__(self, *args, legend, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["impact"].offer(legend)


class CheckForm(Form):
    versioned = True
    submit = "Save"

    is_done = ChoiceField(
        label="Is it done?",
        choices=[("yes", "Yes, it is complete"), ("no", "No, send it back")],
        items={"no": {"reveals": "reason"}},
        missing="Select whether it is done",
    )
    reason = TextField(
        label="What is still missing?",
        hint="We email this to the person who completed it",
        required=False,
        optional=False,
        max_length=1000,
        rows=3,
    )

    def clean_is_done(self):
        return self.cleaned_data["is_done"] == "yes"


class WithdrawForm(Form):
    versioned = True
    submit = "Withdraw action"

    reason = TextField(
        label="Reason for withdrawing it",
        missing="Enter the reason for withdrawing it",
        max_length=1000,
    )
    decision_words = CharField(
        label="Decision to drop this action",
        hint="For example, Executive of 14 March 2026, item 6",
        required=False,
        max_length=300,
    )
    decision_url = DecisionAddressField()

    def buttons(self):
        return [Button.warning(self.submit)]


class ReopenForm(Form):
    versioned = True
    submit = "Reopen action"

    reason = TextField(
        label="Reason for reopening it",
        missing="Enter the reason for reopening it",
        max_length=1000,
    )
