"""Writing, agreeing and publishing terms of reference."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.history.words import in_words
from subgroups.terms import services as terms_services
from subgroups.terms.models import TermsOfReference
from tests.factories import MembershipFactory
from tests.subgroups.factories import SubgroupFactory, TermsFactory

WHOLE = {
    "purpose": "To listen",
    "objectives": "Fewer exclusions",
    "responsibilities": "- Listen",
    "membership": "- Colleges",
    "deputies": "One named deputy a seat",
    "frequency": "Each term",
    "quorum": "Half of the seats",
    "decision_making": "By consensus",
    "conflicts": "Declared at the start",
    "confidentiality": "Nobody is named",
    "secretariat": "The partnership office",
    "practice_standards": "What became of each issue is reported",
}


def write(group, by, **words):
    words = {"purpose": "To listen", "responsibilities": "Listen", **words}
    return terms_services.write_terms(group, by=by, **words)


def test_writing_twice_keeps_one_draft(group, amara):
    first = write(group, amara, version=0)
    second = write(group, amara, purpose="To act", version=first.version)

    assert (second.pk, second.edition, second.purpose) == (first.pk, 1, "To act")


def test_a_draft_that_someone_else_began_is_not_overwritten(group, amara, bryn):
    write(group, bryn, purpose="Bryn’s words", version=0)

    with pytest.raises(Changed):
        write(group, amara, version=0)
    assert group.terms.get().purpose == "Bryn’s words"


def test_a_draft_agreed_meanwhile_is_refused(group, amara, today):
    draft = write(group, amara, version=0)
    terms_services.agree_terms(draft, by=amara, on=today)

    with pytest.raises(Refused, match="has been agreed"):
        write(group, amara, version=draft.version)


def test_agreeing_supersedes_the_edition_before(group, amara, today):
    first = write(group, amara)
    terms_services.agree_terms(first, by=amara, on=today)
    second = write(group, amara, purpose="To act")
    terms_services.agree_terms(second, review_on=date(2026, 10, 1), by=amara, on=today)

    assert list(group.terms.values_list("edition", "status", "review_on")) == [
        (1, "superseded", None),
        (2, "agreed", date(2026, 10, 1)),
    ]
    assert group.terms.current() == second


def test_agreed_terms_cannot_be_agreed_again(group, amara, today):
    terms = TermsFactory(subgroup=group)
    terms_services.agree_terms(terms, by=amara, on=today)

    with pytest.raises(
        Refused, match="These terms are agreed: only a draft can be agreed"
    ):
        terms_services.agree_terms(terms, by=amara, on=today)


def test_what_seed_1_lacks_is_named(group, chris, amara, today):
    seed = {**WHOLE, "membership": " ", "deputies": ""}
    terms = terms_services.write_terms(group, by=amara, **seed)

    assert terms.gaps(on=today) == [
        "No membership list",
        "No deputies clause",
        "No review date",
    ]


def test_every_part_that_is_missing_is_named(group, amara, today):
    terms = terms_services.write_terms(group, by=amara)

    assert terms.gaps(on=today) == [
        "No purpose",
        "No objectives",
        "No responsibilities",
        "No membership list",
        "No deputies clause",
        "No meeting frequency",
        "No quorum clause",
        "No decision-making clause",
        "No conflicts of interest clause",
        "No confidentiality clause",
        "No secretariat",
        "No practice standards",
        "No review date",
        "No chair",
    ]


def test_whole_terms_have_no_gaps(group, chris, amara, today):
    terms = terms_services.write_terms(
        group, review_on=date(2026, 10, 1), by=amara, **WHOLE
    )

    assert terms.gaps(on=today) == []
    assert {part.name: text for part, text in terms.written} == WHOLE


def test_a_part_that_is_unknown_is_a_mistake_of_ours(group, amara):
    with pytest.raises(TypeError, match="no part \\['purposes'\\]"):
        terms_services.write_terms(group, purposes="To listen", by=amara)


def test_a_file_fills_its_parts_and_leaves_the_others(group, amara):
    draft = write(group, amara, purpose="Of the draft", version=0)

    imported = terms_services.import_terms(
        group,
        parts={"quorum": "Half", "responsibilities": "Hear"},
        review_on=None,
        file_name="terms.docx",
        version=draft.version,
        by=amara,
    )

    assert (imported.pk, imported.version) == (draft.pk, draft.version + 1)
    assert [text for _, text in imported.written] == ["Of the draft", "Hear", "Half"]
    sentence, _ = in_words(history.of(group)[0])
    assert sentence == (
        "Terms of reference imported into the draft: edition 1, from terms.docx"
    )


def test_a_file_begins_an_edition_with_nothing_of_the_one_before(group, amara, today):
    terms_services.agree_terms(write(group, amara), by=amara, on=today)

    imported = terms_services.import_terms(
        group,
        parts={"quorum": "Half"},
        review_on=date(2027, 1, 4),
        file_name="terms.docx",
        version=0,
        by=amara,
    )

    assert (imported.edition, imported.review_on) == (2, date(2027, 1, 4))
    assert [text for _, text in imported.written] == ["Half"]


def test_a_file_does_not_overwrite_what_someone_wrote_meanwhile(group, amara, bryn):
    write(group, bryn, purpose="Bryn’s words", version=0)

    with pytest.raises(Changed):
        terms_services.import_terms(
            group,
            parts={"purpose": "Of the file"},
            review_on=None,
            file_name="",
            version=0,
            by=amara,
        )
    assert group.terms.get().purpose == "Bryn’s words"


@pytest.mark.parametrize("review_on", [date(2025, 10, 21), date(2025, 10, 22)])
def test_terms_are_not_agreed_with_a_review_date_that_has_passed(
    group, amara, today, review_on
):
    draft = write(group, amara)

    with pytest.raises(Refused, match="must be in the future"):
        terms_services.agree_terms(draft, review_on=review_on, by=amara, on=today)

    draft.refresh_from_db()
    assert draft.is_draft


def test_who_approved_terms_is_kept_and_told(group, amara, today):
    terms = write(group, amara)
    terms_services.agree_terms(
        terms, approval="Executive of 1 October", by=amara, on=today
    )

    assert terms.approval == "Executive of 1 October"
    sentence, [lacks] = in_words(history.of(group)[0])
    assert sentence == (
        "Terms of reference agreed: edition 1, approved by Executive of 1 October"
    )
    assert lacks.startswith("Agreed without: No objectives")


class TestPublishing:
    @pytest.fixture
    def terms(self, group, amara, today):
        terms = TermsFactory(subgroup=group)
        terms_services.agree_terms(terms, by=amara, on=today)
        return terms

    def test_only_published_terms_are_for_everyone(self, terms, amara, dee, olu, today):
        def seen():
            rows = TermsOfReference.objects
            return [terms in rows.visible_to(one) for one in (None, dee, olu)]

        assert seen() == [False] * 3

        terms_services.publish_terms(terms, by=amara, on=today)

        assert seen() == [True] * 3

        terms_services.unpublish_terms(terms, by=amara, on=today)

        assert seen() == [False] * 3

    def test_a_draft_of_published_terms_is_not_for_everyone(
        self, terms, amara, dee, today
    ):
        terms_services.publish_terms(terms, by=amara, on=today)
        write(terms.subgroup, amara, purpose="Not agreed yet")

        assert list(TermsOfReference.objects.visible_to(dee)) == [terms]
        assert list(TermsOfReference.objects.visible_to(None)) == [terms]

    def test_a_draft_is_not_published(self, group, amara, today):
        draft = write(group, amara)

        with pytest.raises(Refused, match="only agreed terms can be published"):
            terms_services.publish_terms(draft, by=amara, on=today)
        with pytest.raises(IntegrityError), transaction.atomic():
            TermsOfReference.objects.filter(pk=draft.pk).update(published_on=today)

    def test_publishing_changes_nothing_else(self, terms, today):
        rows = TermsOfReference.objects.filter(pk=terms.pk)

        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(published_on=today, purpose="Other")
        rows.update(published_on=today)

    def test_terms_are_published_once(self, terms, amara, today):
        terms_services.publish_terms(terms, by=amara, on=today)

        with pytest.raises(Refused, match="published already"):
            terms_services.publish_terms(terms, by=amara, on=today)

    def test_an_edition_that_was_replaced_stays_public_and_can_be_removed(
        self, terms, group, amara, today
    ):
        terms_services.publish_terms(terms, by=amara, on=today)
        second = write(group, amara)
        terms_services.agree_terms(second, publish=True, by=amara, on=today)

        published = TermsOfReference.objects.published()
        assert set(published) == {terms, second}
        assert list(published.on_front_page()) == [second]

        terms.refresh_from_db()
        terms_services.unpublish_terms(terms, by=amara, on=today)

        assert set(published.all()) == {second}

    def test_the_front_page_leaves_out_closed_subgroups(self, terms, amara, today):
        terms_services.publish_terms(terms, by=amara, on=today)
        other = TermsFactory(subgroup=SubgroupFactory(organisation__name="A first"))
        terms_services.agree_terms(other, publish=True, by=amara, on=today)

        assert list(TermsOfReference.objects.on_front_page()) == [other, terms]

        organisation = terms.subgroup.organisation
        organisation.closed_on = today
        organisation.save()

        assert list(TermsOfReference.objects.on_front_page()) == [other]

    def test_mo_cannot_publish(self, terms, client_of, mo, education):
        MembershipFactory(person=mo, organisation=education, role=Role.SUBGROUP_CHAIR)

        response = client_of(mo).post(f"/terms/{terms.pk}/publish/")

        assert response.status_code == 403
