"""A gallery of every component, a list and a form. Only with DEBUG."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import django_filters
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path

from partnership.drawing.charts import Series, bar_chart, line_chart, stacked_chart
from partnership.drawing.timelines import Kind, Mark, Row, Timeline
from partnership.guards.acts import Offer
from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import ChoiceField, TextField
from partnership.people.models import Organisation

AMARA = SimpleNamespace(name="Amara Okafor", job_title="Business manager")
TEXTS = [
    "Write to every school about the audit",
    "Bring the neglect strategy back with figures from health and police",
    "Agree who speaks for colleges at the Education subgroup",
]
PROSE = (
    "## How we meet\nThe subgroup meets each term.\n- In Denholt House\n- Online\n"
    "It goes through:\n1. Its actions\n2. Its risks"
)
RATINGS = [("amber", "At risk"), ("red", "Off track"), ("green", "On track"), ("", "")]
SUCCESS = 25


class GalleryForm(Form):
    submit = "Close action"

    outcome = TextField(
        label="What happened?",
        hint="Two or three sentences that the board can read",
        missing="Enter what happened",
        max_length=500,
    )
    closed_on = DateField(
        label="When was it closed?", missing="Enter the date it was closed"
    )
    ending = ChoiceField(
        label="How did it end?",
        choices=[("done", "It was done"), ("withdrawn", "It is no longer needed")],
        missing="Select how it ended",
    )


class GalleryFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Organisation.Kind, label="Kind")

    class Meta:
        model = Organisation
        fields = ["kind", "name"]
        form = FilterForm


def _offers(person) -> list[Offer]:
    return [
        Offer(words="Add an update", url="#", is_main=True),
        Offer(words="Withdraw", url="#"),
        Offer(
            words="Check it",
            url="#",
            refusal="Someone other than who completed it must check it",
        ),
    ]


def _filter(chosen):
    return GalleryFilter(chosen, queryset=Organisation.objects.none())


def _rows() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            due=date(2025, 10, 1) + timedelta(days=place),
            text=TEXTS[place % 3],
            owner=AMARA if place % 4 else None,
            rating=RATINGS[place % 4][0],
            word=RATINGS[place % 4][1],
            late=max(0, 21 - place * 9),
        )
        for place in range(60)
    ]


def _events() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            subject_type="partnership.peoplecheck",
            event="change set aside",
            by=AMARA,
            at=datetime(2025, 10, 22, 9, 31, tzinfo=UTC),
            detail={"kind": "left", "said": "The school was closed that day"},
        ),
        SimpleNamespace(
            subject_type="partnership.peoplecheck",
            event="reminded",
            by=None,
            at=datetime(2025, 9, 1, 7, 0, tzinfo=UTC),
            detail={},
        ),
    ]


def charts() -> dict:
    """One chart of each kind, with every note a figure can have."""
    quarters = [f"Q{place} {year}" for year in (2024, 2025) for place in (1, 2, 3, 4)]
    return {
        "bars": bar_chart(
            title="Schools with a gap, by section",
            labels=[
                "Policies",
                "Safer recruitment and central record",
                "Online safety",
            ],
            series=[
                Series("2025", [42, 17, None]),
                Series("2024", [39, 21, 8], ["", "provisional", "suppressed"]),
            ],
            unit="%",
            takeaway="Policies are still the weakest section.",
            source="Audit of 2025",
            label_heading="Section",
        ),
        "line": line_chart(
            title="Children on a plan",
            labels=quarters,
            series=[
                Series(
                    "Wexcombe",
                    [231, 240, None, 250, 262, 259, 270, 281],
                    [*[""] * 7, "provisional"],
                ),
                Series(
                    "Similar areas",
                    [199, 200, 204, 205, 206, 208, 3, 210],
                    [*[""] * 6, "suppressed"],
                ),
            ],
            takeaway="Plans have risen for a year.",
        ),
        "stacked": stacked_chart(
            title="How schools answered",
            labels=["Policies", "Training of governors"],
            series=[
                Series("Met", [120, 90], tone="green"),
                Series("Partly met", [30, 60], tone="amber"),
                Series("Not met", [19, 14], tone="red"),
            ],
            label_heading="Section",
        ),
    }


def months() -> Timeline:
    """Rows with each kind of mark, one of them moved, and today's date."""
    day = date(2025, 10, 22)
    return Timeline(
        title="Neglect",
        description="Five pieces of work by month.",
        first=date(2025, 4, 1),
        last=date(2026, 3, 31),
        today=day,
        rows=[
            Row(TEXTS[0], [Mark(Kind.DONE, date(2025, 7, 4), "Complete 4 July 2025")]),
            Row(
                TEXTS[1],
                [Mark(Kind.LATE, date(2025, 9, 30), "Due by 30 September 2025")],
                was=date(2025, 6, 30),
            ),
            Row(
                TEXTS[2],
                [
                    Mark(
                        Kind.DUE,
                        date(2025, 12, 31),
                        "By 31 December 2025",
                        date(2025, 12, 1),
                    )
                ],
            ),
            Row("Ask families", [Mark(Kind.CHECK, day, "Reported as complete")]),
            Row(
                "Read the figures",
                [
                    Mark(
                        Kind.ONGOING,
                        date(2026, 3, 31),
                        "Goes on from 1 May 2025",
                        date(2025, 5, 1),
                    )
                ],
            ),
        ],
    )


@login_not_required
def components(request):
    return render(
        request,
        "gallery/components.html",
        {
            "amara": AMARA,
            "nobody": None,
            "action": SimpleNamespace(offers=_offers, called="ES-1", version=3),
            "said": [Message(SUCCESS, "The action is closed")],
            "page": Paginator(range(300), 25).page(6),
            "filter": _filter({"kind": "school"}),
            "events": _events(),
            "text": PROSE,
            **charts(),
            "months": months(),
        },
    )


@login_not_required
def a_list(request):
    page = Paginator(_rows(), 25).get_page(request.GET.get("page"))
    context = {"page": page, "filter": _filter(request.GET or None)}
    return render(request, "gallery/list.html", context)


@login_not_required
def a_form(request):
    form = GalleryForm(request.POST or request.GET or None)
    context = {"form": form, "cancel_url": "../"}
    return render(request, "gallery/form.html", context)


urlpatterns = [
    path("", components, name="components"),
    path("list/", a_list, name="components_list"),
    path("form/", a_form, name="components_form"),
]
