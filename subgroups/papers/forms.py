"""The forms of papers."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, ModelMultipleChoiceField
from partnership.pages.forms.files import FileField
from subgroups.agenda.models import AgendaItem
from subgroups.papers.services import MOST_MEGABYTES

HINT = (
    f"PDF or Word document, up to {MOST_MEGABYTES}MB. If a scan is larger, scan it in "
    "black and white or at 200 dots per inch"
)


class ItemsField(ModelMultipleChoiceField):
    """Items of one agenda, by number and title."""

    def __init__(self, **kwargs):
        super().__init__(
            AgendaItem.objects.none(),
            label="For which items?",
            hint="A paper for several items stands in the pack once",
            missing="Select at least one item",
            small=True,
            **kwargs,
        )


class PaperForm(Form):
    submit = "Add paper"

    file = FileField(
        label="The file",
        hint=HINT,
        missing="Select the file",
        kinds=("pdf", "docx"),
        most_megabytes=MOST_MEGABYTES,
    )
    title = CharField(
        label="Title",
        hint="If you leave it empty, the name of the file",
        max_length=200,
        required=False,
    )
    items = ItemsField()

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = items


class ChangePaperForm(PaperForm):
    submit = "Save changes"
    versioned = True

    file = FileField(
        label="A new version",
        hint=f"Only to replace the file. {HINT}",
        kinds=("pdf", "docx"),
        most_megabytes=MOST_MEGABYTES,
        required=False,
    )
    title = CharField(label="Title", max_length=200, missing="Enter a title")


class RemovePaperForm(Form):
    submit = "Remove this paper"
    versioned = True
