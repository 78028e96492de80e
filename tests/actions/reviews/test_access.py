"""Who can read a practice review."""

from datetime import date

import pytest
import time_machine

from actions import leaving
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import recommendations, reviews, stages
from partnership.outbox.models import Message
from tests.actions.factories import make_action
from tests.actions.pages import page, url
from tests.actions.reviews.factories import make_recommendation, make_review
from tests.factories import PersonFactory

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def review(amara):
    return make_review(amara)


class TestReading:
    @pytest.mark.parametrize("who", ["amara", "bryn", "eve", "scarlett"])
    def test_is_for_the_board_s_readers(self, who, review, request, client_of):
        reader = request.getfixturevalue(who)

        assert list(PracticeReview.objects.visible_to(reader)) == [review]
        assert client_of(reader).get(review.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("who", ["adi", "chris", "lena", "mo", "dee", "tara"])
    def test_is_hidden_from_everyone_else(self, who, review, request, client_of):
        stranger = request.getfixturevalue(who)
        client = client_of(stranger)

        assert client.get(review.get_absolute_url()).status_code == 404
        assert client.get(url("review_pdf", review)).status_code == 404
        assert client.get(url("reviews")).status_code == 403

    def test_is_for_people_with_access_until_it_ends(
        self, review, amara, mo, client_of
    ):
        recommendation = make_recommendation(review, amara)
        make_review(amara, title="Another that Mo must not read")
        member = reviews.name_on_review(review, person=mo, by=amara, on=ON)
        client = client_of(mo)

        assert client.get(review.get_absolute_url()).status_code == 200
        assert client.get(url("review_pdf", review)).status_code == 200
        assert client.get(url("edit_review", review)).status_code == 403
        assert client.get(url("answer_recommendation", recommendation)).status_code == (
            403
        )
        assert list(PracticeReview.objects.visible_to(mo)) == [review]
        assert list(Recommendation.objects.visible_to(mo)) == [recommendation]

        reviews.take_off_review(member, by=amara, on=ON)
        assert client.get(review.get_absolute_url()).status_code == 404

    def test_is_for_its_lead(self, amara, olu, client_of):
        review = make_review(amara, lead=olu)

        assert client_of(olu).get(review.get_absolute_url()).status_code == 200
        assert review.lead_words == "Olu"


class TestAPersonWithAccess:
    def test_is_emailed_without_details(self, review, amara, mo):
        reviews.name_on_review(review, person=mo, by=amara, on=ON)

        letter = Message.objects.get(kind="review_named")
        assert letter.person == mo
        assert review.ref in letter.subject
        assert "infant" not in f"{letter.subject} {letter.body}"

    def test_can_be_given_access_again(self, review, amara, mo):
        member = reviews.name_on_review(review, person=mo, by=amara, on=ON)
        reviews.take_off_review(member, by=amara, on=ON)

        reviews.name_on_review(review, person=mo, by=amara, on=ON)

        assert review.members.count() == 2
        letters = Message.objects.filter(kind="review_named", person=mo)
        assert letters.count() == 2

    def test_sees_only_the_actions_visible_in_the_register(
        self, amara, mo, education, quality, client_of
    ):
        review = make_review(amara)
        recommendation = make_recommendation(review, amara, response="accepted")
        for organisation, text in ((education, "Seen"), (quality, "Not for Mo")):
            action = make_action(organisation, text=text, by=amara)
            recommendations.link_to_recommendation(
                recommendation, action=action, by=amara
            )
        reviews.name_on_review(review, person=mo, by=amara, on=ON)

        shown = page(client_of(mo).get(review.get_absolute_url())).get_text()

        assert "Seen" in shown
        assert "Not for Mo" not in shown
        assert "1 more that you do not have access to" in shown


class TestWhoLeaves:
    def test_gives_the_reviews_they_lead_to_another(self, amara, olu, mo):
        review = make_review(amara, lead=olu)
        over = make_review(amara, lead=olu)
        stages.close_review(over, reason="Not ours", by=amara, on=ON)

        moved = leaving.hand_over(leaver=olu, taker=mo, last_day=ON, by=amara, on=ON)

        review.refresh_from_db()
        over.refresh_from_db()
        assert [row.words for row in moved] == [review.ref]
        assert (review.lead, review.lead_words, over.lead) == (mo, "Mo", olu)

    def test_merging_two_entries_leaves_one_with_access(self, review, amara, mo):
        double = PersonFactory(name="M. Rahimi")
        for person in (mo, double):
            reviews.name_on_review(review, person=person, by=amara, on=ON)

        leaving.merge_people(kept=mo, gone=double, by=amara, on=ON)

        assert [
            (member.person, member.ended_on) for member in review.members.all()
        ] == [(mo, None), (mo, ON)]
