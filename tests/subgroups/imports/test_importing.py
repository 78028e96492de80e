"""Minutes become a meeting: by the command and on the page."""

import json
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from actions.register.models.actions import Action
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Person
from subgroups.meetings.models.meetings import Meeting
from tests.factories import PersonFactory
from tests.subgroups.factories import MeetingFactory, SeatFactory, SeatHolderFactory
from tests.subgroups.imports import files
from tests.subgroups.pages import errors, page, posted, url, words
from tests.subgroups.terms import word_files

pytestmark = pytest.mark.usefixtures("_today")

TEXT = """Minutes of the Education subgroup
14 October 2025, 9.30am to 11am
Venue: Town Hall

Present: Chris (CH) (Chair)
Lena, Safeguarding team (LE) (Minutes)
Nadia Okoro, Harbour College (NO)
Apologies: Mo (on leave)

1. Budget
CH presented the budget.
It was agreed that the budget stands.
ACTION: CH/XY: write to the schools by 20 Nov
2. Date of next meeting
9 December 2025
"""


@pytest.fixture
def run(group, seats, rule, tmp_path):
    def run(*options, text=TEXT, slug="education-subgroup") -> str:
        file = tmp_path / "minutes.txt"
        file.write_text(text)
        said = StringIO()
        call_command(
            "import_minutes", str(file), "--subgroup", slug, *options, stdout=said
        )
        return said.getvalue()

    return run


def uploaded(content: bytes, name: str) -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def people_of(meeting):
    return {
        (one.name, one.kind, one.initials, one.role_words)
        for one in meeting.attendances.all()
    }


def test_a_dry_run_changes_nothing(run, group):
    before = Person.objects.count()

    said = json.loads(run("--dry-run", "--json"))

    assert (said["dry_run"], said["refused"]) == (True, "")
    assert (said["date"], said["chair"]) == ("2025-10-14", "Chris")
    assert said["items"][0]["actions"] == [
        {"owners": ["CH", "XY"], "text": "write to the schools", "due_text": "20 Nov"}
    ]
    assert said["uncertain"] == [
        "Only “Chris” is given under those present: who is this?",
        "Only “Lena” is given under those present: who is this?",
        "Only “Mo” is given under apologies: who is this?",
        "Item 1: no one named here has the initials XY: who is it?",
    ]
    assert (group.meetings.count(), Person.objects.count()) == (0, before)


def test_the_meeting_is_made_with_everything_in_it(run, group, seats, chris, lena, mo):
    said = run("--by", lena.email)

    [meeting] = group.meetings.all()
    assert (str(meeting.held_on), str(meeting.starts_at), meeting.place) == (
        "2025-10-14",
        "09:30:00",
        "Town Hall",
    )
    assert meeting.status == Meeting.Status.DRAFT
    assert people_of(meeting) == {
        ("Chris", "present", "CH", chris.job_title),
        ("Lena", "present", "LE", "Safeguarding team"),
        ("Nadia Okoro", "present", "NO", "Harbour College"),
        ("Mo", "apologies", "MO", "on leave"),
    }
    assert {one.person: one.seat for one in meeting.attendances.exclude(seat=None)} == {
        chris: seats[0],
        lena: seats[1],
        mo: seats[2],
    }
    budget, dates = meeting.items.all()
    assert (budget.title, budget.notes) == ("Budget", "CH presented the budget.")
    assert [one.text for one in budget.decisions.all()] == [
        "It was agreed that the budget stands."
    ]
    assert dates.notes == "9 December 2025"
    [minuted] = budget.minuted_actions.all()
    assert (minuted.owner_words, minuted.due_words) == ("CH/XY", "20 Nov")
    assert minuted.action.due_end == date(2025, 11, 20)
    assert {owner.person for owner in minuted.action.owners.all()} == {chris, None}
    assert "Present: 3" in said
    event = history.of(meeting).get(event="minutes imported")
    assert (event.by, event.detail) == (lena, {"file": "minutes.txt"})


def test_twice_changes_nothing_and_says_so(run, group):
    run()
    people = Person.objects.count()

    with pytest.raises(CommandError, match="14 October 2025 has minutes already"):
        run()

    assert (group.meetings.count(), Action.objects.count()) == (1, 1)
    assert Person.objects.count() == people


def test_an_empty_meeting_of_that_day_is_filled(run, group):
    planned = MeetingFactory(subgroup=group, held_on=date(2025, 10, 14))

    run()

    assert group.meetings.get() == planned
    assert planned.items.count() == 2


def test_a_fault_in_the_middle_leaves_nothing(run, group):
    people = Person.objects.count()

    with pytest.raises(CommandError, match="both minuted as CH"):
        run(text=TEXT.replace("(NO)", "(CH)"))

    assert (group.meetings.count(), Person.objects.count()) == (0, people)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eggs\nMilk", "does not look like minutes"),
        (TEXT.replace("14 October 2025,", ""), "Enter the date"),
        (TEXT.replace("October 2025", "October 2027"), "must have been held"),
        (f"{TEXT}\n3. More\nNHS number 943 476 5919 was named.", "an NHS number"),
    ],
)
def test_what_the_command_refuses(run, group, text, expected):
    with pytest.raises(CommandError, match=expected):
        run(text=text)

    assert group.meetings.count() == 0


def test_a_dry_run_says_what_would_be_refused(run, group):
    run()

    assert "This would be refused: " in run("--dry-run")
    assert "has minutes already" in json.loads(run("--dry-run", "--json"))["refused"]
    assert group.meetings.count() == 1


def test_the_command_knows_its_subgroups(run):
    with pytest.raises(CommandError, match="no subgroup harbour"):
        run(slug="harbour")


def test_agreed_minutes_are_locked_and_nobody_is_emailed(run, group, lena):
    with time_machine.travel("2026-02-01 10:00", tick=False):
        run("--agreed-on", "2025-12-09", "--by", lena.email)

    meeting = group.meetings.get(held_on=date(2025, 10, 14))
    assert meeting.status == Meeting.Status.AGREED
    assert (meeting.agreed_on, meeting.agreed_by) == (date(2025, 12, 9), lena)
    assert meeting.agreed_at_meeting.held_on == date(2025, 12, 9)
    assert Message.objects.count() == 0


def test_they_cannot_be_agreed_before_they_were_held(run, group, lena):
    with pytest.raises(CommandError, match="must be after the meeting"):
        run("--agreed-on", "2025-10-14", "--by", lena.email)

    assert group.meetings.count() == 0


def test_actions_can_stay_in_the_notes(run, group):
    run("--actions-as-text")

    assert group.meetings.get().items.first().notes == (
        "CH presented the budget.\n\nAction CH/XY: write to the schools (20 Nov)"
    )
    assert Action.objects.count() == 0


def test_the_page_shows_what_was_read_and_imports_it_corrected(
    client_of, lena, group, seats, rule
):
    client, path = client_of(lena), url("import_minutes", group)

    preview = client.post(path, uploaded(TEXT.encode(), "October.txt"))

    said = words(preview)
    assert "Nothing has been saved yet" in said
    assert "Item 1: no one named here has the initials XY: who is it?" in said
    hints = [one.get_text(strip=True) for one in page(preview).select(".govuk-hint")]
    assert "Only “Chris” is given under those present: who is this?" in hints
    assert any(
        hint.startswith("Check: no one named here has the initials XY: who is it?")
        for hint in hints
    )
    filled = posted(preview)
    assert (filled["name_2"], filled["person_2"]) == ("Nadia Okoro", "")
    assert filled["person_1"] == str(lena.pk)
    assert filled["actions_0"] == "CH/XY: write to the schools | 20 Nov"
    filled |= {"actions_0": "CH: write to all schools | 21 Nov", "kind_2": "visitor"}
    filled["raises_actions"] = "on"
    response = client.post(path, filled, follow=True)

    assert "Minutes imported" in words(response)
    [meeting] = group.meetings.all()
    assert ("Nadia Okoro", "visitor", "NO", "Harbour College") in people_of(meeting)
    minuted = meeting.items.first().minuted_actions.get()
    assert (minuted.text, minuted.due_words) == ("write to all schools", "21 Nov")
    assert meeting.items.first().notes == "CH presented the budget."


def test_a_name_like_one_of_ours_is_offered(client_of, lena, group, seats, rule, chris):
    chris.name = "Chris Okafor"
    chris.save()
    text = TEXT.replace("Chris (CH)", "Christopher Okafor (CH)")

    preview = client_of(lena).post(
        url("import_minutes", group), uploaded(text.encode(), "October.txt")
    )

    options = page(preview).select("select[name=person_0] option")
    assert [one["value"] for one in options] == ["", str(chris.pk)]
    filled = posted(preview) | {"person_0": str(chris.pk)}
    client_of(lena).post(url("import_minutes", group), filled)
    attendance = group.meetings.get().attendances.get(is_chair=True)
    assert attendance.person == chris


@pytest.fixture
def preview(client_of, lena, group, seats, rule):
    return client_of(lena).post(
        url("import_minutes", group), uploaded(TEXT.encode(), "October.txt")
    )


# What is answered wrongly, and what the page then says beside which field.
WRONG = [
    (
        {"notes_0": "Born: Ann Example, date of birth 3.4.2015"},
        "notes_0",
        "a name with a date of birth",
    ),
    ({"held_on-year": "2027"}, "held_on", "must have been held"),
    ({"initials_2": "CH"}, "initials_2", "Chris has CH too"),
    ({"name_2": "Lena"}, "name_2", "Lena is listed twice"),
    ({"agreed_on-day": "1", "agreed_on-year": "x"}, "agreed_on", "must include"),
]


@pytest.mark.parametrize(("answers", "field", "expected"), WRONG)
def test_what_is_refused_comes_back_with_everything_answered_and_asked(
    client_of, lena, group, preview, answers, field, expected
):
    filled = posted(preview) | {
        "place": "Library",
        "kind_3": "out",
        "chair": "1",
        "decisions_0": "One\nTwo",
        "actions_1": "LE: book the room | June",
        **answers,
    }

    response = client_of(lena).post(url("import_minutes", group), filled)

    [error] = page(response).select(".govuk-error-summary a")
    assert error["href"].startswith(f"#id_{field}")
    assert expected in error.get_text()
    assert expected in page(response).select_one(f"#id_{field}-error").get_text()
    before = {k: v for k, v in filled.items() if k != "csrfmiddlewaretoken"}
    after = posted(response)
    assert {name: after.get(name) for name in before} == before
    for shown in (preview, response):
        assert "Item 1: no one named here has the initials XY" in words(shown)
        assert "Only “Chris” is given under those present: who is this?" in words(shown)
        assert "Apologies: 1" in words(shown)
    assert group.meetings.count() == 0


def test_actions_whose_owner_could_be_two_come_back_beside_them(
    client_of, lena, group, preview
):
    for name in ("Ann Seal", "Amrita Sharma"):
        SeatHolderFactory(
            seat=SeatFactory(subgroup=group),
            person=PersonFactory(name=name, initials="AS"),
        )
    filled = posted(preview) | {"actions_1": "AS: book", "raises_actions": "on"}

    response = client_of(lena).post(url("import_minutes", group), filled)

    assert "AS could be" in page(response).select_one("#id_actions_1-error").get_text()
    assert posted(response)["actions_1"] == "AS: book"


def test_two_of_one_name_are_asked_about(client_of, lena, group, preview):
    people = PersonFactory.create_batch(2, name="Nadia Okoro")

    response = client_of(lena).post(url("import_minutes", group), posted(preview))

    [error] = errors(response)
    assert error.startswith("Select which Nadia Okoro this is")
    options = page(response).select("select[name=person_2] option")
    assert {one["value"] for one in options} == {"", *(str(p.pk) for p in people)}


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "a.docx", "a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "has a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "has a password"),
        (word_files.locked(files.WITH_TRAPS), "a.docx", "has a password"),
        (b"%PDF-1.7\n" + bytes(300), "a.pdf", "a Word document"),
        (b"%PDF-1.7\n" + bytes(300), "a.txt", "TXT"),
        (b"", "a.txt", "empty"),
        (b"Eggs and milk", "a.txt", "does not look like minutes"),
        (
            word_files.with_styles(),
            "a.docx",
            "does not look like minutes",
        ),
        (
            files.word(
                files.paragraph("&a;"),
                beginning='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaa">]>',
            ),
            "a.docx",
            "cannot be read",
        ),
        (files.word(*[files.paragraph("word " * 300)] * 500), "a.docx", "600,000"),
    ],
)  # fmt: skip
def test_files_that_are_refused_beside_the_field(
    client_of, lena, group, content, name, expected
):
    response = client_of(lena).post(
        url("import_minutes", group), uploaded(content, name)
    )

    [error] = errors(response)
    assert expected in error
    assert group.meetings.count() == 0
