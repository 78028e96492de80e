"""What is asked when someone reports on an action, moves its date or closes it."""

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

RATINGS = ("green", "amber", "red")


class RatingField(ChoiceField):
    """A rating in the words of a legend, each with what it means."""

    def __init__(self, **kwargs):
        super().__init__(choices=[(value, value) for value in RATINGS], **kwargs)

    def offer(self, legend, *, none: str = "") -> None:
        """Offer the legend's ratings, after `none` where there need be no rating."""
        self.choices = [
            *([("", none)] if none else []),
            *((row["value"], row["word"]) for row in legend if row["value"] in RATINGS),
        ]
        self.look.items.update(
            {row["value"]: {"hint": row["meaning"]} for row in legend}
        )


def _offer_impact(field, legend, action) -> None:
    """Whoever has judged once does not take the judgement back unsaid."""
    field.offer(legend, none="" if action.impact else "Too early to say")


class UpdateForm(Form):
    versioned = True
    submit = "Save update"

    text = SafeTextField(
        label="What has happened?", missing="Enter what has happened", max_length=4000
    )
    rag = RatingField(label="How does delivery go?", missing="Select how delivery goes")
    impact = RatingField(
        label="Does it make a difference for children?", required=False
    )
    reason = TextField(
        label="Why does a rating change?",
        hint="Only when one of the two is another than before",
        required=False,
        max_length=1000,
        rows=2,
    )
    occurrence = ChoiceField(
        label="Which date is this the update for?",
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
                ("", "None: a note in between"),
            ]
        else:
            del self.fields["occurrence"]

    def clean_impact(self):
        return self.cleaned_data["impact"] or None


def typed_report(sent: Mapping[str, str]) -> str:
    """What someone typed and chose in an update, in words that can be copied.

    Nothing is asked of the action; a report that was never begun is no words at all.
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
        label="Why does it move?",
        hint="Kept with the old date, and shown with the action",
        missing="Enter why the date moves",
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
            reason.label = "Why this date?"
            reason.error_messages["required"] = "Enter why it is this date"


class CompleteForm(Form):
    versioned = True
    submit = "Complete action"

    outcome = SafeTextField(
        label="What difference did it make for children?",
        hint="What is different now, and how do you know?",
        missing="Enter what difference it made for children",
        max_length=4000,
    )
    impact = RatingField(label="How great is the difference?", required=False)

    def __init__(self, *args, action, legend, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_impact(self.fields["impact"], legend, action)

    def clean_impact(self):
        return self.cleaned_data["impact"] or None


class JudgeImpactForm(Form):
    """What a completed action has come to, often months after it was done."""

    versioned = True
    submit = "Save judgement"

    impact = RatingField(
        label="Does it make a difference for children?",
        missing="Select whether it makes a difference",
    )
    text = SafeTextField(
        label="What shows it?",
        hint="What is different now, and how do you know?",
        missing="Enter what shows it",
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
        choices=[("yes", "Yes, it is complete"), ("no", "No, it goes back")],
        items={"no": {"reveals": "reason"}},
        missing="Select whether it is done",
    )
    reason = TextField(
        label="What is still missing?",
        hint="Whoever completed it is told",
        required=False,
        max_length=1000,
        rows=3,
    )

    def clean_is_done(self):
        return self.cleaned_data["is_done"] == "yes"


class WithdrawForm(Form):
    versioned = True
    submit = "Withdraw action"

    reason = TextField(
        label="Why will it not be done?",
        missing="Enter why it is withdrawn",
        max_length=1000,
    )
    decision_words = CharField(
        label="Which decision was that?",
        hint="For example, Executive of 14 March 2026, item 6",
        required=False,
        max_length=300,
    )
    decision_url = DecisionAddressField()


class ReopenForm(Form):
    versioned = True
    submit = "Open again"

    reason = TextField(
        label="Why is it opened again?",
        missing="Enter why it is opened again",
        max_length=1000,
    )
