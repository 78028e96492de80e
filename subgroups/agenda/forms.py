"""The forms of agenda items, of building and sending an agenda, of the forward plan."""

from collections.abc import Iterable
from itertools import groupby

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
)
from partnership.people.models import Person
from partnership.policy.of_work import MONTHS
from subgroups.agenda.models import AgendaItem, ForwardItem, Purpose
from subgroups.agenda.proposals import GROUPS, LAST, Proposal
from subgroups.meetings.models.meetings import Meeting

MOST_MINUTES = 600


class PublishForm(Form):
    submit = "Publish and send"
    versioned = True


class SendChangesForm(Form):
    submit = "Send these changes"
    versioned = True


def title_field() -> CharField:
    return CharField(label="Title", max_length=250, missing="Enter a title")


def purpose_field() -> ChoiceField:
    return ChoiceField(
        label="Purpose",
        choices=Purpose.choices,
        radios=True,
        missing="Select the purpose of this item",
    )


def presenter_field() -> CharField:
    return CharField(
        label="Presented by", max_length=120, required=False, width="one-half"
    )


def section_field() -> CharField:
    return CharField(
        label="Section",
        hint="A heading above this item and those after it, such as “For assurance”",
        max_length=120,
        required=False,
        width="one-half",
    )


def minutes_field() -> IntegerField:
    return IntegerField(
        label="Time for this item",
        suffix="minutes",
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        width=3,
    )


class AgendaItemForm(Form):
    submit = "Add item"

    title = title_field()
    purpose = purpose_field()
    presenter = presenter_field()
    minutes = minutes_field()
    section = section_field()
    access = ChoiceField(
        label="Who may read it?",
        choices=[
            (AgendaItem.Access.OPEN, "Everyone who sees this meeting"),
            (AgendaItem.Access.RESTRICTED, "Only the people named here"),
        ],
        items={
            AgendaItem.Access.RESTRICTED: {
                "hint": "The chair, the minute-taker and the partnership’s officers "
                "always read it. Others see “Restricted item”",
                "reveals": "readers",
            }
        },
        radios=True,
        missing="Select who may read this item",
    )
    readers = ModelMultipleChoiceField(
        Person.objects.none(), label="Named readers", required=False, small=True
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("access", AgendaItem.Access.OPEN)
        self.fields["readers"].queryset = people

    def clean(self):
        typed = super().clean()
        typed["readers"] = typed.get("readers") or []
        return typed


class CorrectItemForm(AgendaItemForm):
    submit = "Save changes"
    versioned = True


class RemoveItemForm(Form):
    submit = "Remove this item"
    versioned = True


class MoveItemForm(Form):
    submit = "Move item"
    versioned = True

    meeting = ModelChoiceField(
        Meeting.objects.none(),
        label="To the meeting of",
        radios=True,
        missing="Select the meeting to move it to",
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings


class OrderForm(Form):
    """A place for each item: the first has 1."""

    submit = "Save this order"
    versioned = True
    mark_optional = False

    def __init__(self, *args, items: Iterable[AgendaItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            self.fields[f"place_{item.pk}"] = IntegerField(
                label=item.title,
                missing=f"Enter a number for “{item.title}”",
                subject="Place",
                min_value=1,
                max_value=len(self.items),
                width=2,
            )
            self.initial[f"place_{item.pk}"] = item.number

    def clean(self):
        typed = super().clean()
        places = {item.pk: typed.pop(f"place_{item.pk}", None) for item in self.items}
        return {**typed, "places": places}


class BuildForm(Form):
    """Proposals in groups, each with a box to tick."""

    submit = "Add to the agenda"
    mark_optional = False

    def __init__(
        self,
        *args,
        proposals: Iterable[Proposal],
        is_first: bool,
        begins_from_last: bool,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        for group, rows in groupby(proposals, key=lambda proposal: proposal.group):
            rows = list(rows)
            self.fields[group] = MultipleChoiceField(
                label=GROUPS[group],
                choices=[(row.source, row.title) for row in rows],
                items={row.source: {"hint": row.hint} for row in rows if row.hint},
                label_size="m",
                small=True,
                required=False,
            )
            # An empty agenda begins from the last one or from everything else.
            if is_first and (group != LAST or begins_from_last):
                self.initial[group] = [row.source for row in rows]
            elif certain := [row.source for row in rows if row.is_certain]:
                self.initial[group] = certain

    def clean(self):
        typed = super().clean()
        groups = list(self.fields)
        chosen = [source for group in groups for source in typed.get(group) or []]
        if groups and not chosen:
            self.add_error(groups[0], "Select at least one item")
        return {"chosen": chosen}


class ForwardItemForm(Form):
    submit = "Save item"

    title = title_field()
    purpose = purpose_field()
    presenter = presenter_field()
    minutes = minutes_field()
    section = section_field()
    frequency = ChoiceField(
        label="How often?",
        choices=ForwardItem.Frequency.choices,
        radios=True,
        missing="Select how often",
    )
    from_month = ChoiceField(
        label="First due in",
        hint="For an item due every three or six months or once a year. It comes onto "
        "the first meeting in or after each month in which it is due",
        choices=list(enumerate(MONTHS, 1)),
        coerce=int,
        empty_value=None,
        required=False,
    )
    review_on = DateField(
        label="Temporary until",
        hint="The first meeting from this day on decides whether it continues. Leave "
        "empty for a standing item",
        required=False,
    )


class AddForwardItemForm(ForwardItemForm):
    submit = "Add item"


class CorrectForwardItemForm(ForwardItemForm):
    versioned = True


class EndForwardItemForm(Form):
    submit = "Take it off the plan"
    versioned = True
