"""Links and notes, evidence used again, changed and removed, and submitted returns."""

from datetime import date

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from audits.evidence import services as evidence
from audits.evidence.models import Attachment, Evidence
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.signing import reopening
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.schools.links import link_schools
from tests.audits.evidence.making import pdf, url
from tests.audits.factories import (
    CLOSES,
    make_round,
    question,
    return_of,
    submitted_return,
)
from tests.audits.reading import errors, names, soup
from tests.audits.reading import url as url_of
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db

ADDRESS = "https://elm.example/policy"


@pytest.fixture
def submit(elms, dee, hal, gwen):
    def sent():
        elms.refresh_from_db()
        return submitted_return(elms, dsl=dee, head=hal, governor=gwen)

    return sent


@pytest.fixture
def next_year(elm, oak, round_):
    """Elm’s return of the next year, in the same questions."""

    def opened(school=elm):
        return return_of(
            make_round(
                school,
                question_set=round_.question_set,
                academic_year="2025/26",
                opens_on=date(2026, 9, 1),
                closes_on=date(2026, 10, 31),
            ),
            school,
        )

    return opened


class TestTheAnswerToAQuestionOfEvidence:
    def words(self, elms, asked):
        return elms.answers.get(question=asked).words

    def test_says_what_is_shown(self, elms, asked, policy, dee):
        evidence.add_link(elms, asked, title="Site", address=ADDRESS, by=dee)
        evidence.add_note(elms, asked, title="Log", note="In the office", by=dee)
        evidence.add_file(elms, asked, file=pdf("Second.pdf"), by=dee)

        assert self.words(elms, asked) == "2 files, 1 link, 1 note"
        assert elms.answers.given().filter(question=asked).exists()

    def test_starts_the_return(self, elms, policy):
        elms.refresh_from_db()

        assert elms.get_status_display() == "In progress"

    def test_keeps_its_comment(self, elms, asked, dee):
        returns.save_answer(elms, asked, Given(comment="Agreed in May"), by=dee)

        evidence.add_file(elms, asked, file=pdf(), by=dee)

        answer = elms.answers.get(question=asked)
        assert (answer.words, answer.comment) == ("1 file", "Agreed in May")

    def test_no_longer_says_that_the_question_does_not_apply(self, elms, asked, dee):
        none = Given(not_applicable_reason="We are new")
        returns.save_answer(elms, asked, none, by=dee)

        evidence.add_file(elms, asked, file=pdf(), by=dee)

        assert elms.answers.get(question=asked).in_words == "1 file"

    def test_is_empty_again_once_all_is_removed(self, elms, asked, policy, dee):
        evidence.remove(policy, by=dee)

        assert not elms.answers.given().filter(question=asked).exists()

    def test_survives_saving_its_section(self, elms, asked, policy, dee, client_of):
        name = names(elms)["policy"]

        response = client_of(dee).post(
            url_of("section", elms, letter="P"),
            {f"{name}-version": "1", f"{name}-comment": "Agreed in May"},
        )

        assert response.status_code == 302
        answer = elms.answers.get(question=asked)
        assert (answer.words, answer.comment) == ("1 file", "Agreed in May")

    def test_of_another_kind_is_left_alone(self, elms, leads, dee):
        returns.save_answer(elms, leads, Given(choice="yes"), by=dee)

        evidence.add_file(elms, leads, file=pdf(), by=dee)

        assert elms.answers.get(question=leads).in_words == "Yes"


class TestALink:
    @pytest.mark.parametrize(
        "address",
        [
            "http://elm.example/policy",
            "javascript:alert(1)",
            "data:text/html,hello",
            "https://",
            "https://localhost/",
            "https://dee:secret@elm.example/",
            "https://elm.example/\u202etxt",
            "https://[elm.example/",
            "//elm.example/policy",
            "ftp://elm.example/policy",
        ],
    )
    def test_that_is_not_a_plain_https_address_is_refused(
        self, elms, asked, dee, client_of, address
    ):
        response = client_of(dee).post(
            url_of("evidence_link", elms, question=asked.pk),
            {"title": "Our policy", "address": address},
        )

        assert errors(response) == [
            "Enter a web address that begins with https://, without a password in it"
        ]
        page = soup(response)
        assert page.find(id="id_title")["value"] == "Our policy"
        assert page.find(id="id_address")["value"] == address
        assert not Evidence.objects.exists()

    def test_tells_the_other_site_nothing(self, elms, asked, dee, client_of):
        client = client_of(dee)

        client.post(
            url_of("evidence_link", elms, question=asked.pk),
            {"title": "Our policy", "address": ADDRESS},
        )

        [link] = soup(client.get(url_of("whole", elms))).select(f'a[href="{ADDRESS}"]')
        assert link["rel"] == ["external", "nofollow", "noopener", "noreferrer"]

    def test_is_refused_by_the_database_unless_https(self, elms, asked, dee):
        link = evidence.add_link(elms, asked, title="Site", address=ADDRESS, by=dee)

        with pytest.raises(IntegrityError):
            Evidence.objects.filter(pk=link.evidence_id).update(
                address="javascript:alert(1)"
            )


def test_a_note_that_may_name_a_child_is_asked_about(elms, asked, dee, client_of):
    response = client_of(dee).post(
        url_of("evidence_note", elms, question=asked.pk),
        {"title": "Log", "note": "See Ben Ashe, born 3 May 2014"},
    )

    assert errors(response)[0].startswith("Not saved: this looks as if it contains")
    assert not Evidence.objects.exists()


class TestUsingItAgain:
    def test_for_another_question(self, elms, leads, policy, dee, client_of):
        client, page = client_of(dee), url_of("evidence_again", elms, question=leads.pk)
        offered = soup(client.get(page)).select(".govuk-checkboxes__label")

        client.post(page, {"evidence": [policy.evidence_id]})

        assert [one.get_text(strip=True) for one in offered] == [
            f"Our policy (PDF), added by Dee on {policy.evidence.added_at:%-d %B %Y}"
        ]
        shown = Attachment.objects.filter(evidence=policy.evidence)
        assert {one.question for one in shown} == {policy.question, leads}

    def test_in_a_later_year_with_what_was_shown_there_first(
        self, elms, asked, leads, policy, dee, submit, next_year
    ):
        evidence.add_file(elms, leads, file=pdf("Later.pdf"), by=dee)
        submit()

        offered = evidence.offered_for(next_year(), asked)

        assert [(one.title, one.was_here) for one in offered] == [
            ("Our policy", True),
            ("Later", False),
        ]

    def test_not_for_the_question_that_shows_it(self, elms, asked, policy):
        assert list(evidence.offered_for(elms, asked)) == []

    def test_not_by_another_school(self, oaks, policy, ola, client_of):
        asked = question(oaks, "policy")
        page = url_of("evidence_again", oaks, question=asked.pk)

        response = client_of(ola).post(page, {"evidence": [policy.evidence_id]})

        assert "Our policy" not in soup(response).get_text()
        assert not oaks.attachments.exists()
        with pytest.raises(Refused, match="from the list"):
            evidence.use_again(oaks, asked, evidence=[policy.evidence], by=ola)

    def test_says_what_has_expired(self, elms, leads, policy, dee, client_of):
        Evidence.objects.filter(pk=policy.evidence_id).update(
            expires_on=date(2026, 1, 31)
        )
        page = url_of("evidence_again", elms, question=leads.pk)

        def offered(day):
            with time_machine.travel(day, tick=False):
                return soup(client_of(dee).get(page)).get_text()

        assert "valid until 31 January 2026" in offered(date(2026, 1, 31))
        assert "expired on 31 January 2026" in offered(date(2026, 2, 1))

    def test_by_the_school_that_took_over(
        self, elm, asked, policy, dee, submit, next_year
    ):
        submit()
        academy = SchoolFactory(organisation__name="Elm Academy")
        link_schools(predecessor=elm, successor=academy, on=date(2026, 4, 1), by=None)
        theirs = next_year(academy)

        evidence.use_again(theirs, asked, evidence=[policy.evidence], by=dee)

        assert [str(one.evidence) for one in theirs.attachments.all()] == ["Our policy"]


class TestRemoving:
    def test_deletes_what_nothing_else_shows(
        self, policy, dee, client_of, django_capture_on_commit_callbacks
    ):
        name = policy.evidence.file.name
        client = client_of(dee)
        page = soup(client.get(url("remove_evidence", policy))).get_text()

        with django_capture_on_commit_callbacks(execute=True):
            client.post(url("remove_evidence", policy))

        assert "Nothing else uses it, so it is deleted." in page
        assert not Evidence.objects.exists()
        assert not default_storage.exists(name)

    def test_keeps_what_another_question_shows(
        self, elms, leads, policy, dee, client_of, django_capture_on_commit_callbacks
    ):
        evidence.use_again(elms, leads, evidence=[policy.evidence], by=dee)

        with django_capture_on_commit_callbacks(execute=True):
            client_of(dee).post(url("remove_evidence", policy))

        [other] = Attachment.objects.all()
        assert other.question == leads
        assert default_storage.exists(other.evidence.file.name)


class TestChanging:
    def test_the_title_and_the_day_it_expires(self, policy, dee, client_of):
        response = client_of(dee).post(
            url("change_evidence", policy),
            {
                "version": "1",
                "title": "Child protection policy",
                "expires_on-day": "31",
                "expires_on-month": "8",
                "expires_on-year": "2027",
            },
        )

        assert response.status_code == 302
        piece = Evidence.objects.get()
        assert (piece.title, piece.expires_on) == (
            "Child protection policy",
            date(2027, 8, 31),
        )

    def test_by_two_people_at_once_overwrites_nothing(self, policy, dee, client_of):
        evidence.change_evidence(
            policy, title="Theirs", expires_on=None, version=1, by=dee
        )

        response = client_of(dee).post(
            url("change_evidence", policy), {"version": "1", "title": "Mine"}
        )

        assert errors(response)[0].startswith("Someone else changed this")
        assert Evidence.objects.get().title == "Theirs"


class TestASubmittedReturn:
    @pytest.fixture
    def sent(self, policy, submit):
        return submit()

    def test_keeps_its_evidence(self, sent, policy, asked, dee):
        policy.audit_return.refresh_from_db()

        for change in (
            lambda: evidence.remove(policy, by=dee),
            lambda: evidence.add_file(sent, asked, file=pdf("New.pdf"), by=dee),
            lambda: evidence.change_evidence(
                policy, title="New", expires_on=None, by=dee
            ),
        ):
            with pytest.raises(Refused, match="submitted and cannot be changed"):
                change()

    def test_is_held_by_the_database(self, sent, policy):
        for change in (
            policy.delete,
            lambda: Attachment.objects.create(
                audit_return=sent,
                question=sent.questions[0],
                evidence=policy.evidence,
            ),
            lambda: Evidence.objects.update(title="New"),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

    def test_keeps_a_title_that_next_years_return_shows_too(
        self, sent, policy, asked, dee, next_year
    ):
        later = next_year()
        evidence.use_again(later, asked, evidence=[policy.evidence], by=dee)

        with pytest.raises(Refused, match="A submitted return shows this evidence"):
            evidence.change_evidence(
                later.attachments.get(), title="New", expires_on=None, by=dee
            )
        evidence.remove(later.attachments.get(), by=dee)

        assert Evidence.objects.get() == policy.evidence

    def test_lists_it_in_its_pdf(self, sent, amara, client_of, pdfs_as_html):
        page = client_of(amara).get(url_of("pdf", sent)).content.decode()

        assert "Evidence: Our policy (PDF)" in " ".join(page.split())

    def test_shows_the_same_in_its_next_version(self, sent, policy, amara):
        following = reopening.reopen_return(
            sent, reason="A policy is missing", by=amara, on=CLOSES
        )

        assert [one.evidence for one in following.attachments.all()] == [
            policy.evidence
        ]
        assert sent.attachments.get() == policy


def test_the_history_says_for_which_question_and_names_nothing(elms, policy, dee):
    evidence.remove(policy, by=dee)

    assert [
        (event.event, event.detail)
        for event in history.of(elms)
        if "evidence" in event.event
    ] == [
        ("evidence removed", {"question": "P1"}),
        ("evidence added", {"question": "P1"}),
    ]
