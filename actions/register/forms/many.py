"""The forms that change many actions; versions come with the selected rows."""

from actions.register.forms.addresses import DecisionAddressField
from actions.register.forms.entering import WithOwners, due_field, owners_field
from actions.register.forms.progress import RatingField, reason_field
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, SafeTextField, TextField
from partnership.pages.forms.layout import Button


class UpdateManyForm(Form):
    submit = "Save update"

    text = SafeTextField(
        label="What has happened?",
        hint="The same update is saved with each action",
        missing="Enter what has happened",
        max_length=4000,
    )
    rag = RatingField(label="How is delivery going?", required=False, empty_value=None)
    reason = TextField(
        label="Reason for changing the rating",
        hint="Required if you change a rating",
        required=False,
        optional=False,
        max_length=1000,
        rows=2,
    )

    def __init__(self, *args, legend, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rag"].offer(legend, none="Leave as it is")


class ChangeManyDatesForm(Form):
    submit = "Change dates"

    due_text = due_field(missing="Enter the new date")
    reason = reason_field()


class ChangeManyOwnersForm(WithOwners):
    submit = "Change owners"

    owners = owners_field(required=True, missing="Enter the new owners")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("owners") == []:
            self.add_error("owners", "Enter the new owners")
        return cleaned


class WithdrawManyForm(Form):
    submit = "Withdraw actions"

    reason = TextField(
        label="Reason for withdrawing them",
        missing="Enter the reason for withdrawing them",
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
