"""What is held about a person, to read and to take: for officers, and for oneself."""

import csv
import io
import json

import pytest
import time_machine
from django.urls import reverse

from partnership.history import services as history
from partnership.history.models import Download
from partnership.people import downloads
from scorecard.records import across as people
from tests.actions.factories import make_action
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-10-22 10:00", tick=False):
        yield


@pytest.fixture
def laden(mo, amara):
    make_action(text="Write the pathway", owners=[mo], by=amara)
    history.record(mo, "edited", by=amara, job_title="Governor services manager")
    return mo


def path(person, **kwargs):
    name = "held_about_file" if kwargs else "held_about"
    return reverse(f"scorecard:{name}", kwargs={"pk": person.pk, **kwargs})


def test_an_officer_reads_what_every_app_keeps_and_why(laden, amara, client_of):
    html = client_of(amara).get(path(laden)).content.decode()

    for words in (
        "Email address: mo@wexcombe.example",
        "Member, Education subgroup",
        "Write the pathway",
        "Signs in as mo@wexcombe.example",
        "Job title: Governor services manager",
        "The register shows who owns an action and who did it",
    ):
        assert words in html


def test_the_page_says_what_it_cannot_find(laden, amara, client_of):
    html = client_of(amara).get(path(laden)).content.decode()

    assert "Names typed into notes" in html


def test_one_kind_can_be_read_alone(laden, amara, client_of):
    kind = "Actions they own or owned"

    response = client_of(amara).get(path(laden), {"kind": kind})

    assert {one.kind for one in response.context["page"]} == {kind}


def test_a_kind_that_there_is_not_shows_everything(laden, amara, client_of):
    response = client_of(amara).get(path(laden), {"kind": "Nonsense"})

    assert len({one.kind for one in response.context["page"]}) > 1


def test_oneself_reads_the_same(laden, client_of):
    response = client_of(laden).get(reverse("scorecard:held_about_me"))

    held = people.held_about(laden)
    page = list(response.context["page"])
    assert [(one.words, one.when) for one in page] == [
        (one.words, one.when) for one in held[:25]
    ]


def test_oneself_is_spoken_to(laden, client_of):
    kind = "Actions you own or owned"

    response = client_of(laden).get(reverse("scorecard:held_about_me"), {"kind": kind})

    assert {one.kind for one in response.context["page"]} == {kind}
    kinds = set(response.context["kinds"])
    assert {"Your entry in the directory", "Your sign-in"} <= kinds
    words = {word.lower() for one in kinds for word in one.split()}
    assert not words & set(people.TO_THEM)


def test_nobody_reads_anothers(laden, olu, dee, client_of):
    assert client_of(olu).get(path(laden)).status_code == 403
    assert client_of(dee).get(path(laden)).status_code == 404


def test_a_merged_entry_leads_to_the_kept_one(laden, amara, client_of):
    gone = PersonFactory(email="", merged_into=laden)

    assert client_of(amara).get(path(gone)).url == path(laden)


def test_the_csv_holds_all_of_it(laden, amara, client_of):
    expected = people.held_about(laden)

    response = client_of(amara).get(path(laden, kind="csv"))

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["kind", "words", "when", "kept because"]
    assert [row[1] for row in rows[1:]] == [held.words for held in expected]
    assert 'filename="held-about-mo.csv"' in response["Content-Disposition"]


def test_the_json_holds_all_of_it(laden, amara, client_of):
    expected = people.held_about(laden)

    response = client_of(laden).get(
        reverse("scorecard:held_about_me_file", args=["json"])
    )

    told = json.loads(response.content)
    assert told["person"] == "Mo"
    assert [row["words"] for row in told["held"]] == [held.words for held in expected]


def test_what_was_taken_is_recorded_and_is_itself_held(laden, amara, client_of):
    client_of(amara).get(path(laden, kind="csv"))

    taken = Download.objects.get()
    assert (taken.person, taken.words) == (amara, "What is held about Mo")
    assert "Files they downloaded" in people.kinds_of(people.held_about(amara))


def test_a_cell_that_would_run_does_not(amara, client_of):
    sly = PersonFactory(name="=HYPERLINK(1)")
    downloads.record(sly, "=SUM(1)", by=sly)

    text = client_of(amara).get(path(sly, kind="csv")).content.decode()

    assert ",'=SUM(1)" in text
    assert ",=" not in text


def test_another_kind_of_file_there_is_not(laden, amara, client_of):
    assert client_of(amara).get(path(laden, kind="exe")).status_code == 404
