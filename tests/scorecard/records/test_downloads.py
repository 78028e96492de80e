"""Who took which file: written down once, shown to those who review it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Permission, Role
from partnership.drawing import pdf
from partnership.history.models import Download
from partnership.people import downloads
from partnership.people.models import Person
from scorecard.yearly_report.models import ReportBuild
from tests.audits.factories import make_round, return_of
from tests.factories import MembershipFactory, PersonFactory
from tests.gates import require_or_skip
from tests.scorecard.factories import THEN, EditionFactory
from tests.scorecard.pages import address, words
from tests.subgroups.factories import MeetingFactory, SubgroupFactory

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def kept() -> list[tuple]:
    return [
        (row.person.name, row.words, row.subject_type, row.subject_id, row.at)
        for row in Download.objects.select_related("person")
    ]


def take_on(day: date, subject, person, name="Report in full") -> None:
    with time_machine.travel(datetime.combine(day, NOON.timetz()), tick=False):
        downloads.record(subject, name, by=person)


def last(subject, day: int) -> date | None:
    return downloads.last_taken(
        subject, "Report", by=Permission.EDIT_PLAN, before=date(2025, 10, day)
    )


def take(client, path) -> int:
    response = client.get(path)
    b"".join(response)
    return response.status_code


class TestRecording:
    def test_is_one_insert(self, mo, education):
        with CaptureQueriesContext(connection) as asked:
            downloads.record(education, "The list", by=mo)

        assert [query["sql"][:6] for query in asked] == ["INSERT"]
        assert kept() == [
            ("Mo", "The list", "partnership.organisation", education.pk, NOON)
        ]

    def test_long_words_are_cut(self, mo, education):
        assert len(downloads.record(education, "w" * 500, by=mo).words) == 200

    def test_the_last_of_its_kind_before_a_day(self, amara, education, quality):
        for day, subject, name in (
            (1, education, "Report in full"),
            (3, education, "Report by exception"),
            (5, education, "Movement"),
            (6, quality, "Report in full"),
            (22, education, "Report in full"),
        ):
            take_on(date(2025, 10, day), subject, amara, name)

        assert [last(education, day) for day in (1, 2, 4, 22, 23)] == [
            None,
            date(2025, 10, 1),
            date(2025, 10, 3),
            date(2025, 10, 3),
            date(2025, 10, 22),
        ]

    def test_what_is_written_is_never_changed(self, mo, education):
        row = downloads.record(education, "The list", by=mo)
        written = Download.objects.filter(pk=row.pk)

        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            written.update(words="Nothing")

        assert [words for _, words, *_ in kept()] == ["The list"]

    def test_the_minutes(self, client_of, mo, education):
        require_or_skip(pdf.is_available(), "Pango is not installed")
        meeting = MeetingFactory(subgroup=SubgroupFactory(organisation=education))

        status = take(
            client_of(mo), reverse("subgroups:minutes_pdf", args=[meeting.pk])
        )

        assert status == 200
        assert kept() == [
            (
                "Mo",
                "Minutes of Education subgroup, 21 October 2025",
                "subgroups.meeting",
                meeting.pk,
                NOON,
            )
        ]

    def test_a_return(self, client_of, dee, elm):
        require_or_skip(pdf.is_available(), "Pango is not installed")
        row = return_of(make_round(elm), elm)

        status = take(client_of(dee), reverse("audits:pdf", args=[row.pk]))

        assert status == 200
        assert kept() == [
            (
                "Dee",
                "Return of Elm Primary School, Safeguarding audit 2024/25",
                "audits.auditreturn",
                row.pk,
                NOON,
            )
        ]

    def test_a_yearly_report(self, client_of, eve):
        edition = EditionFactory()
        build = ReportBuild(
            edition=edition,
            asked_at=THEN,
            status="done",
            progress=100,
            finished_at=THEN,
        )
        build.file.save("report.pdf", ContentFile(b"%PDF-1.7"))

        status = take(client_of(eve), address("download", build))

        assert status == 200
        assert kept() == [
            (
                "Eve",
                "Yearly report 2024/25",
                "scorecard.reportedition",
                edition.pk,
                NOON,
            )
        ]

    def test_nothing_is_written_of_what_was_refused(self, client_of, mo, quality):
        meeting = MeetingFactory(subgroup=SubgroupFactory(organisation=quality))

        assert (
            take(client_of(mo), reverse("subgroups:minutes_pdf", args=[meeting.pk]))
            == 404
        )
        assert kept() == []


class TestTheLastThatAnOfficeTook:
    def test_passes_over_what_others_took(self, amara, bryn, mo, chris, education):
        for day, person in ((1, amara), (2, bryn), (3, mo), (4, chris), (5, None)):
            take_on(date(2025, 10, day), education, person)

        assert last(education, 22) == date(2025, 10, 2)

    def test_a_role_in_a_subgroup_does_not_reach_the_partnership(
        self, education, partnership
    ):
        person = MembershipFactory(
            organisation=education, role=Role.BOARD_OFFICER
        ).person
        take_on(date(2025, 10, 1), partnership, person)

        assert last(partnership, 22) is None

    @pytest.mark.parametrize(
        ("day", "counts"), [(1, False), (2, True), (9, True), (10, False)]
    )
    def test_counts_while_the_role_was_held(self, day, counts, partnership, education):
        person = MembershipFactory(
            organisation=partnership,
            role=Role.BOARD_OFFICER,
            from_date=date(2025, 10, 2),
            to_date=date(2025, 10, 9),
        ).person
        take_on(date(2025, 10, day), education, person)

        assert (last(education, 22) is not None) == counts

    def test_goes_on_counting_when_two_entries_of_one_person_are_merged(
        self, amara, education
    ):
        twin = PersonFactory(name="Amara Twice", email="")
        take_on(date(2025, 10, 1), education, twin)
        Person.objects.filter(pk=twin.pk).update(merged_into=amara)

        assert last(education, 22) == date(2025, 10, 1)

    def test_is_one_question_however_many_took_one(
        self, amara, mo, education, django_assert_num_queries
    ):
        for day in range(1, 20):
            take_on(date(2025, 10, day), education, amara if day == 1 else mo)

        with django_assert_num_queries(1):
            assert last(education, 22) == date(2025, 10, 1)


class TestThePage:
    @pytest.fixture
    def three(self, mo, lena, education):
        for day, person, text in (
            (20, mo, "Minutes of June"),
            (21, lena, "Minutes of July"),
            (22, mo, "Yearly report"),
        ):
            with time_machine.travel(
                datetime(2025, 10, day, 22, 30, tzinfo=UTC), tick=False
            ):
                downloads.record(education, text, by=person)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Yearly report", "Minutes of July", "Minutes of June"]),
            ("person=mo", ["Yearly report", "Minutes of June"]),
            ("words=minutes", ["Minutes of July", "Minutes of June"]),
            ("from_day=2025-10-21", ["Yearly report", "Minutes of July"]),
            ("to_day=2025-10-21", ["Minutes of July", "Minutes of June"]),
            ("from_day=2025-10-21&to_day=2025-10-21", ["Minutes of July"]),
            ("from_day=2025-10-23", []),
            ("person=nobody", []),
        ],
    )
    def test_is_narrowed_by_person_words_and_days(
        self, query, found, three, client_of, amara
    ):
        answer = client_of(amara).get(f"{address('downloads')}?{query}")

        assert [row.words for row in answer.context["page"]] == found

    def test_says_who_what_and_when(self, three, client_of, amara):
        shown = words(client_of(amara).get(address("downloads")))

        assert "Minutes of July Lena 21 Oct 2025, 23:30" in shown

    def test_a_day_ends_at_midnight_in_london(self, client_of, amara, mo, education):
        with time_machine.travel(datetime(2025, 10, 21, 23, 30, tzinfo=UTC)):
            downloads.record(education, "After midnight", by=mo)

        answer = client_of(amara).get(f"{address('downloads')}?from_day=2025-10-22")

        assert [row.words for row in answer.context["page"]] == ["After midnight"]
