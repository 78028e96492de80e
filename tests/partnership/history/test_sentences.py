"""What the history says: a sentence for every event, in words and never in keys."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps

from partnership.history import services as history
from partnership.history.models import Event
from partnership.people.models import Person
from tests.partnership.history.lines import lines_of, showing_keys

APPS = ("partnership", "actions", "subgroups", "audits", "scorecard")


def said(subject_type: str, event: str, **detail) -> list[str]:
    return lines_of(
        SimpleNamespace(subject_type=subject_type, event=event, detail=detail)
    )


@pytest.mark.parametrize(
    ("subject", "event", "detail", "words"),
    [
        (
            "subgroups.meeting",
            "attendance recorded",
            {"present": 15, "deputy": 0, "apologies": 9, "visitor": 2},
            ["Attendance recorded: 15 present, 9 apologies, 2 visitors"],
        ),
        (
            "subgroups.meeting",
            "attendance recorded",
            {"present": 2, "deputy": 1, "apologies": 0, "visitor": 0},
            ["Attendance recorded: 2 present, 1 deputy, no apologies"],
        ),
        (
            "subgroups.meeting",
            "quorum determined",
            {"is_quorate": True, "reason": "Health was on the phone"},
            ["Chair determined the meeting quorate", "Reason: Health was on the phone"],
        ),
        (
            "subgroups.subgroup",
            "seat taken",
            {"seat": "Health", "person": "Priya Shah"},
            ["Priya Shah appointed to Health"],
        ),
        (
            "actions.action",
            "raised",
            {"due": "March 2026", "source": "plan"},
            ["Action added from the business plan, due March 2026"],
        ),
        (
            "actions.action",
            "updated",
            {
                "text": "Two schools have answered",
                "before": {"delivery": ""},
                "after": {"delivery": "At risk"},
                "reason": "",
                "how": "",
            },
            [
                "Progress reported",
                "Two schools have answered",
                "Delivery set to At risk",
            ],
        ),
        (
            "actions.action",
            "date changed",
            {"before": "", "after": "Spring 2026", "reason": "Agreed in October"},
            ["Due date changed to Spring 2026", "Reason: Agreed in October"],
        ),
        (
            "actions.plan",
            "edited",
            {"before": {"tier": "yearly"}, "after": {"tier": "core"}},
            [
                "Type of plan changed from Priorities of the year to Core statutory "
                "business"
            ],
        ),
        (
            "actions.plan",
            "edited",
            {
                "before": {"title": "Plan", "needs_check": True},
                "after": {"title": "Our plan", "needs_check": False},
            },
            [
                "Details changed",
                "Title changed from Plan to Our plan",
                "Completed actions are not checked",
            ],
        ),
        (
            "actions.risk",
            "edited",
            {"before": {"review_on": "2026-01-01"}, "after": {"review_on": ""}},
            ["Next review removed (was 1 January 2026)"],
        ),
        ("actions.risk", "edited", {"before": {}, "after": {}}, ["Details changed"]),
        (
            "actions.yearend",
            "decided",
            {
                "action": "P1-3",
                "before": {"what": "Dropped", "why": "Too dear"},
                "after": {"what": "Carried forward", "why": "Paid for now"},
            },
            ["P1-3: carried forward (was dropped)", "Reason: Paid for now"],
        ),
        (
            "partnership.peoplelist",
            "imported",
            {"new_person": 1, "new_role": 0, "already": 3, "rows_refused": "5"},
            ["List imported: 1 new person, 3 rows already here", "Rows refused: 5"],
        ),
        (
            "partnership.person",
            "signed in",
            {"how": "password, then a passkey", "browser": "Firefox on Windows"},
            ["Signed in with password, then a passkey, using Firefox on Windows"],
        ),
        ("audits.round", "opened", {"schools": 1}, ["Round opened for 1 school"]),
        ("audits.round", "from before", {"a_key": 1}, ["From before"]),
    ],
)
def test_an_event_is_a_sentence(subject, event, detail, words):
    assert said(subject, event, **detail) == words


def test_an_event_without_a_sentence_is_not_recorded():
    with pytest.raises(LookupError, match="no sentence for person, “moved”"):
        history.record(Person(pk=1), "moved", by=None)


def test_sentences_are_of_models_that_there_are():
    for app in APPS:
        sentences = import_module(f"{app}.sentences")
        for model in [*sentences.SENTENCES, *sentences.FIELDS]:
            assert apps.get_model(app, model)


def test_no_history_shows_a_key(world):
    assert Event.objects.exists()
    assert showing_keys(Event.objects.all()) == []
