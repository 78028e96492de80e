"""Forms to filter messages, edit email templates and choose how often to be emailed."""

from datetime import timedelta

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q

from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.names import with_name
from partnership.outbox.letter_kinds import LETTERS
from partnership.outbox.letters import LONGEST_BODY, LONGEST_SUBJECT, Words, check
from partnership.outbox.models import Letters, Message
from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.fields import CharField, ChoiceField, TextField
from partnership.pages.forms.layout import Button

# The outbox is below people and knows them only by its foreign key.
People = Message._meta.get_field("person").related_model

WINDOWS = [("1", "In the last day"), ("7", "In 7 days"), ("28", "In 28 days")]


def kinds() -> list[tuple[str, str]]:
    """Every kind of email and its name."""
    return sorted(((k, one.words) for k, one in LETTERS.items()), key=lambda p: p[1])


class MessageFilter(django_filters.FilterSet):
    """Messages by status, kind, recipient and date."""

    person = django_filters.CharFilter(label="Name or address", method="with_words")
    status = django_filters.ChoiceFilter(
        empty_label="Any", label="Status", choices=Message.Status.choices
    )
    kind = django_filters.ChoiceFilter(empty_label="Any", label="Email", choices=kinds)
    written = django_filters.ChoiceFilter(
        empty_label="Any", label="Written", choices=WINDOWS, method="in_window"
    )

    class Meta:
        model = Message
        fields = []
        form = FilterForm

    def with_words(self, queryset, name, value):
        words = value.strip()
        named = People.objects.filter(with_name(words)).values("pk")
        return queryset.filter(Q(address__icontains=words) | Q(person__in=named))

    def in_window(self, queryset, name, value):
        return queryset.filter(written_at__gte=clock.now() - timedelta(days=int(value)))


class SubjectField(CharField):
    """A subject, which cannot have several lines."""

    def to_python(self, value) -> str:
        if len(str(value or "").splitlines()) > 1:
            raise ValidationError("The subject must be a single line", code="lines")
        return super().to_python(value)


class LetterForm(Form):
    """The text of one kind of email; the second button only previews it."""

    versioned = True
    submit = "Save"
    subject = SubjectField(
        label="Subject", missing="Enter a subject", max_length=LONGEST_SUBJECT
    )
    body = TextField(
        label="Text",
        hint="The email signature from the local rules is added below.",
        missing="Enter the text",
        max_length=LONGEST_BODY,
        rows=16,
    )

    def buttons(self) -> list[Button]:
        return [
            *super().buttons(),
            Button.secondary("Preview", name="preview", value="1"),
        ]

    def judge(self, kind: str) -> None:
        """Show beside the field why the text cannot be used."""
        try:
            check(kind, self.cleaned_data["subject"], self.cleaned_data["body"])
        except Refused as refusal:
            self.add_error(refusal.field, refusal.sentence)

    def words(self) -> Words:
        """The submitted text, or the text the form was opened with."""
        if self.is_bound:
            return Words(self.cleaned_data["subject"], self.cleaned_data["body"])
        return Words(self.initial["subject"], self.initial["body"])


class DefaultLetterForm(Form):
    """A confirmation that asks only for the version."""

    versioned = True
    submit = "Set back to the default"


class ChooseLettersForm(Form):
    """How often someone is emailed."""

    versioned = True
    letters = ChoiceField(
        label="How often do you want us to email you?",
        choices=Letters,
        missing="Select how often you want us to email you",
        items={
            "at_once": {"hint": "Reminders are combined and sent at most once a day"},
            "daily": {
                "hint": "One summary each morning, if there is anything to tell you"
            },
            "weekly": {
                "hint": "One summary for the week, if there is anything to tell you"
            },
        },
    )
