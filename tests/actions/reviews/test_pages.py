"""The pages of practice reviews and scrutiny."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from actions.register.models.actions import Action
from actions.register.services import endings
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import recommendations
from actions.scrutiny import services as scrutiny
from actions.scrutiny.models import ScrutinySession
from partnership.drawing.pdf import is_available
from partnership.history.models import Download
from partnership.pages.forms.dates import date_data
from tests.actions.factories import make_action
from tests.actions.pages import errors, page, rows, url
from tests.actions.reviews.factories import (
    make_question,
    make_recommendation,
    make_review,
    make_session,
)
from tests.gates import require_or_skip

pytestmark = pytest.mark.long

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


def words(soup) -> str:
    return " ".join(soup.main.get_text(" ").split())


def test_an_officer_takes_a_review_to_an_implemented_recommendation(
    client_of, amara, education
):
    client = client_of(amara)
    client.post(
        url("open_review"),
        {
            "kind": "incident",
            "title": "Harm to an infant",
            **date_data("aware_on", date(2025, 9, 1)),
        },
    )
    review = PracticeReview.objects.get()
    for name, day, more in (
        ("notify_panel", date(2025, 9, 4), {}),
        ("finish_rapid_review", date(2025, 9, 30), {"late_because": "Illness"}),
        (
            "decide_on_review",
            date(2025, 10, 2),
            {"needs_local_review": "True", "reason": "Learning"},
        ),
        ("commission_review", date(2025, 10, 20), {"reviewers": "A doctor"}),
    ):
        review.refresh_from_db()
        sent = {"version": review.version, **date_data("day", day), **more}
        assert client.post(url(name, review), sent).status_code == 302
    client.post(
        url("add_recommendation", review),
        {"text": "Use one form", "organisations": [], "to_words": "Every agency"},
    )
    recommendation = Recommendation.objects.get()
    client.post(
        url("answer_recommendation", recommendation),
        {"response": "accepted", "version": "1", **date_data("day", ON)},
    )
    client.post(
        url("raise_for_recommendation", recommendation),
        {"text": "Write the form", "organisation": education.pk, "owners": "Amara"},
    )
    endings.complete_action(Action.objects.get(), outcome="Safer", by=amara, on=ON)
    recommendation.refresh_from_db()
    client.post(
        url("implement_recommendation", recommendation),
        {"evidence": "Thirty cases were read", "version": recommendation.version},
    )

    shown = words(page(client.get(review.get_absolute_url())))
    for said in (
        "Commissioned",
        "Missed by 3 working days",
        "Illness",
        "Implemented, with evidence of impact",
        "Thirty cases were read",
        "Write the form",
    ):
        assert said in shown


class TestAForm:
    def test_asks_why_a_stage_was_late_and_keeps_what_was_typed(self, client_of, amara):
        review = make_review(amara)

        response = client_of(amara).post(
            url("notify_panel", review),
            {"version": review.version, **date_data("day", date(2025, 9, 10))},
        )

        assert errors(page(response)) == [
            "Enter why it was late: the deadline was 8 September 2025"
        ]
        assert 'value="10"' in response.content.decode()

    def test_closing_says_what_it_does(self, client_of, amara):
        review = make_review(amara)
        make_recommendation(review, amara)

        shown = words(page(client_of(amara).get(url("close_review", review))))

        assert "You cannot undo this" in shown
        assert "Its 1 recommendation stays on record" in shown

    def test_asks_about_text_that_may_name_a_child(self, client_of, amara):
        response = client_of(amara).post(
            url("open_review"),
            {
                "kind": "incident",
                "title": "Josie Marlow, born 4 March 2019",
                **date_data("aware_on", ON),
            },
        )

        assert "Not saved: this looks" in errors(page(response))[0]
        assert not PracticeReview.objects.exists()

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org"])
    def test_refuses_an_invalid_address(self, address, client_of, amara):
        response = client_of(amara).post(
            url("record_session"),
            {
                "kind": "council",
                "body": "Committee",
                "subject": "Report",
                "papers_url": address,
                **date_data("held_on", ON),
            },
        )

        assert errors(page(response)) == ["Enter an address that begins with https://"]
        assert not ScrutinySession.objects.exists()

    def test_links_a_visible_action_by_its_reference(self, client_of, amara, education):
        recommendation = make_recommendation(
            make_review(amara), amara, response="accepted"
        )
        action = make_action(education, by=amara)
        client, path = client_of(amara), url("link_to_recommendation", recommendation)

        wrong = client.post(path, {"action": "NOPE-1"})
        client.post(path, {"action": action.ref.lower()})

        assert errors(page(wrong)) == [
            "Enter the reference of an action that you can see"
        ]
        assert list(recommendation.actions.all()) == [action]


class TestLists:
    def test_reviews_are_filtered_by_type_stage_deadline_and_agency(
        self, client_of, amara, education
    ):
        make_review(amara, title="Late", agencies=[education])
        make_review(amara, title="An audit", kind="audit", aware_on=ON)
        client = client_of(amara)

        def found(**asked):
            return rows(page(client.get(url("reviews"), asked)))

        assert found() == ["An audit", "Late"]
        assert found(kind="audit") == ["An audit"]
        assert found(clock="late") == ["Late"]
        assert found(stage="commissioned") == []
        assert found(agency=education.pk) == ["Late"]
        assert found(text="audit") == ["An audit"]

    def test_recommendations_are_filtered_by_progress(self, client_of, amara):
        review = make_review(amara)
        make_recommendation(review, amara, text="Asked")
        make_recommendation(review, amara, text="Refused", response="not_accepted")
        client = client_of(amara)

        def found(standing):
            asked = {"standing": standing}
            return rows(page(client.get(url("recommendations"), asked)))

        assert found("") == ["Asked", "Refused"]
        assert found("unanswered") == found("unfinished") == ["Asked"]
        assert found("refused") == ["Refused"]

    def test_questions_are_the_unfinished_ones_by_default(self, client_of, amara):
        session = make_session(amara)
        make_question(session, amara, text="Later", answer_by=date(2025, 11, 3))
        make_question(session, amara, text="Sooner", answer_by=date(2025, 10, 13))
        make_question(session, amara, text="Answered", answer="Yes")
        client = client_of(amara)

        shown = page(client.get(url("scrutiny_questions")))
        every = page(client.get(url("scrutiny_questions"), {"standing": "all"}))

        assert rows(shown) == ["Sooner", "Later"]
        assert "9 days late" in words(shown)
        assert rows(every) == ["Sooner", "Later", "Answered"]

    def test_current_deadlines_come_with_those_met_and_missed(self, client_of, amara):
        make_review(amara, title="Runs")
        make_review(amara, title="Kept", stage="commissioned")

        shown = page(client_of(amara).get(url("review_clocks")))

        assert rows(shown)[:2] == ["Runs", "Kept"]
        assert "32 working days late" in words(shown)
        assert "within 15 working days" in words(shown)

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("reviews", "Practice reviews"),
            ("recommendations", "Practice reviews"),
            ("review_clocks", "Practice reviews"),
            ("scrutiny", "Scrutiny"),
            ("scrutiny_questions", "Scrutiny"),
        ],
    )
    def test_stand_beside_the_register(self, name, place, client_of, amara):
        shown = page(client_of(amara).get(url(name)))

        current = [
            link.get_text(strip=True)
            for link in shown.select(
                "#navigation a[aria-current], .app-beside a[aria-current]"
            )
        ]
        assert current == ["Actions", place]


class TestFiles:
    def test_a_spreadsheet_of_reviews_is_logged(self, client_of, amara):
        review = make_review(amara, title="=1+1")
        make_recommendation(review, amara, text="Use one form")

        response = client_of(amara).get(url("reviews_excel"))

        book = load_workbook(BytesIO(response.content))
        cells = [[cell.value for cell in row] for row in book["Practice reviews"]]
        assert cells[1][:3] == [review.ref, "Serious incident notification", "=1+1"]
        assert cells[1][7].date() == review.aware_on
        assert [cell.value for cell in book["Recommendations"][2]][:3] == [
            review.ref,
            1,
            "Use one form",
        ]
        assert Download.objects.get().words == "Practice reviews as a spreadsheet"

    def test_a_spreadsheet_of_scrutiny_has_every_question(self, client_of, amara):
        make_question(make_session(amara), amara, text="Why?")

        response = client_of(amara).get(url("scrutiny_excel"))

        book = load_workbook(BytesIO(response.content))
        assert [cell.value for cell in book["Questions"][2]][6] == "Why?"
        assert Download.objects.get().words == "Scrutiny as a spreadsheet"

    @pytest.mark.parametrize("count", [1, 30])
    def test_a_workbook_asks_as_often_for_many_rows(
        self, count, client_of, amara, education
    ):
        review, session = make_review(amara), make_session(amara)
        for _ in range(count):
            recommendation = make_recommendation(review, amara, response="accepted")
            action = make_action(education, by=amara)
            recommendations.link_to_recommendation(
                recommendation, action=action, by=amara
            )
            scrutiny.link_to_question(
                make_question(session, amara), action=action, by=amara
            )
        client = client_of(amara)
        client.get(url("reviews_excel"))

        asked = []
        for name in ("reviews_excel", "scrutiny_excel"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url(name))
            asked.append(len(queries))

        assert asked == [9, 7]

    def test_a_pdf_has_the_recommendations_and_their_actions(
        self, client_of, amara, education
    ):
        require_or_skip(is_available(), "Pango is not installed")
        review = make_review(amara)
        recommendation = make_recommendation(review, amara, response="accepted")
        recommendations.raise_for_recommendation(
            recommendation, text="Write it", organisation=education, by=amara, on=ON
        )

        response = client_of(amara).get(url("review_pdf", review))

        text = _text(response.content)
        for said in (
            "Use one form",
            "Write it",
            "Accepted",
            "Notify the national panel",
        ):
            assert said in text
        assert Download.objects.get().words == f"Recommendations of {review.ref}"

    def test_a_pdf_has_a_session_s_questions_and_answers(self, client_of, amara):
        require_or_skip(is_available(), "Pango is not installed")
        session = make_session(amara, findings="1. Opened\n2. Noted")
        make_question(session, amara, theme="Exclusions")
        make_question(session, amara, text="Why so?", answer="Because of it")

        response = client_of(amara).get(url("session_pdf", session))

        text = _text(response.content)
        for said in ("Question 1: Exclusions", "Answer due", "Because of it"):
            assert said in text


def _text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())
