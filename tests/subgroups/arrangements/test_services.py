"""Publishing arrangements in editions, and legal texts that follow each other."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.history.words import in_words
from subgroups.arrangements import services
from subgroups.arrangements.models import Arrangement, Citation, LegalText
from tests.subgroups.factories import LegalTextFactory


def write(by, text="Who does what", **options) -> Arrangement:
    return services.write_arrangement("arrangements", text=text, by=by, **options)


def publish(draft: Arrangement, by, on, **options) -> Arrangement:
    services.publish_arrangement(
        draft,
        **{"approval": "Three partners", "applies_from": on, **options},
        by=by,
        on=on,
    )
    return draft


def refused_by_the_database(change) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.fixture
def cited(db):
    return LegalTextFactory(title="Working together", edition="2018")


@pytest.fixture
def published(amara, today, cited):
    return publish(write(amara, legal_texts=[cited]), amara, today)


def test_writing_twice_keeps_one_draft(amara, cited):
    first = write(amara, legal_texts=[cited], version=0)
    second = write(amara, "Who else", version=first.version)

    assert (second.pk, second.edition, second.text) == (first.pk, 1, "Who else")
    assert list(second.legal_texts.all()) == []


def test_a_draft_that_someone_else_began_is_not_overwritten(amara, bryn):
    write(bryn, "Bryn’s words", version=0)

    with pytest.raises(Changed):
        write(amara, version=0)
    assert Arrangement.objects.get().text == "Bryn’s words"


def test_a_draft_published_meanwhile_is_refused(amara, today):
    draft = write(amara, version=0)
    version = draft.version
    publish(draft, amara, today)

    with pytest.raises(Refused, match="has been published"):
        write(amara, version=version)


def test_the_edition_before_stays_readable(published, amara, today):
    second = publish(write(amara, "New"), amara, today, changes="All of it")

    published.refresh_from_db()
    assert (published.is_superseded, published.is_public) == (True, True)
    assert set(Arrangement.objects.visible_to(None)) == {published, second}
    assert list(Arrangement.objects.in_force()) == [second]
    assert list(Arrangement.objects.log("arrangements")) == [second, published]


def test_documents_have_editions_of_their_own(published, amara, today):
    other = services.write_arrangement("threshold", text="Levels", by=amara)
    publish(other, amara, today)

    assert other.edition == 1
    assert set(Arrangement.objects.in_force()) == {published, other}


def test_the_log_of_changes_is_never_empty_from_the_second_edition_on(
    published, amara, today
):
    second = write(amara, "New")

    with pytest.raises(Refused, match="Enter what has changed"):
        publish(second, amara, today)

    second.refresh_from_db()
    published.refresh_from_db()
    assert (second.is_draft, published.is_superseded) == (True, False)


def test_only_a_draft_is_published(published, amara, today):
    with pytest.raises(Refused, match="only a draft can be published"):
        publish(published, amara, today)


def test_publishing_is_told_with_its_changes(published, amara, today):
    second = publish(write(amara, "New"), amara, today, changes="Health has moved")

    assert in_words(history.of(second)[0]) == (
        "Published, signed off by Three partners",
        ["Health has moved"],
    )


def test_what_was_published_never_changes(published, cited):
    rows = Arrangement.objects.filter(pk=published.pk)

    refused_by_the_database(lambda: rows.update(text="Other"))
    refused_by_the_database(lambda: rows.update(changes="Other"))
    refused_by_the_database(lambda: rows.update(withdrawn_on=None, text="Other"))
    refused_by_the_database(published.delete)
    refused_by_the_database(published.citations.all().delete)
    refused_by_the_database(
        lambda: Citation.objects.create(
            arrangement=published, legal_text=LegalTextFactory()
        )
    )
    refused_by_the_database(
        lambda: LegalText.objects.filter(pk=cited.pk).update(edition="2019")
    )


def test_what_was_replaced_never_changes(published, amara, today):
    publish(write(amara, "New"), amara, today, changes="All")

    refused_by_the_database(lambda: published.citations.all().delete())
    refused_by_the_database(
        lambda: Arrangement.objects.filter(pk=published.pk).update(text="Other")
    )


def test_an_edition_is_removed_from_the_public_pages_and_comes_back(
    published, amara, dee, eve, today
):
    def seen():
        rows = Arrangement.objects
        return [published in rows.visible_to(one) for one in (None, dee, eve)]

    assert seen() == [True] * 3

    services.withdraw_arrangement(published, by=amara, on=today)

    assert seen() == [False, False, True]
    with pytest.raises(Refused, match="removed already"):
        services.withdraw_arrangement(published, by=amara, on=today)

    services.restore_arrangement(published, by=amara, on=today)

    assert seen() == [True] * 3
    with pytest.raises(Refused, match="is public"):
        services.restore_arrangement(published, by=amara, on=today)


def test_drafts_are_for_those_who_read_drafts(amara, eve, scarlett, dee, mo):
    draft = write(amara)

    def sees(person):
        return draft in Arrangement.objects.visible_to(person)

    assert [sees(one) for one in (amara, eve, scarlett)] == [True] * 3
    assert [sees(one) for one in (dee, mo, None)] == [False] * 3


class TestLegalTexts:
    def add(self, by, **options) -> LegalText:
        return services.add_legal_text(
            **{
                "title": "Working together",
                "edition": "2026",
                "applies_from": date(2026, 3, 18),
                **options,
            },
            by=by,
        )

    @pytest.mark.parametrize(
        ("on", "is_old"),
        [
            (date(2026, 3, 17), False),
            (date(2026, 3, 18), True),
            (date(2026, 3, 19), True),
        ],
    )
    def test_an_edition_is_old_from_the_day_the_next_applies(
        self, published, cited, amara, on, is_old
    ):
        self.add(amara, replaces=cited)

        assert published.dated_texts(on=on) == [(cited, is_old)]
        assert published.old_texts(on=on) == ([cited] if is_old else [])

    def test_a_replaced_edition_refers_to_what_applied_in_its_time(
        self, published, cited, amara, today
    ):
        self.add(amara, applies_from=date(2025, 3, 18), replaces=cited)
        publish(write(amara, "New"), amara, today, changes="All")

        published.refresh_from_db()
        assert published.old_texts(on=today) == []
        assert published.dated_texts(on=today) == [(cited, True)]

    def test_the_same_edition_is_not_added_twice(self, cited, amara):
        with pytest.raises(Refused, match="already this edition"):
            self.add(amara, title="WORKING together", edition="2018")

    def test_an_edition_is_replaced_once(self, cited, amara):
        self.add(amara, replaces=cited)

        with pytest.raises(Refused, match="has been replaced already"):
            self.add(amara, edition="2027", replaces=cited)

    def test_the_next_edition_applies_later(self, cited, amara):
        with pytest.raises(Refused, match="from a later day"):
            self.add(amara, applies_from=cited.applies_from, replaces=cited)

    def test_an_edition_stays_before_the_one_that_replaces_it(self, cited, amara):
        self.add(amara, replaces=cited)

        with pytest.raises(Refused, match="from an earlier day"):
            services.edit_legal_text(
                cited,
                title=cited.title,
                edition=cited.edition,
                applies_from=date(2026, 3, 18),
                by=amara,
            )

    def test_a_title_may_change_with_the_edition(self, cited, amara):
        text = self.add(amara, title="Working together better", replaces=cited)

        assert cited.successor == text

    def test_an_edition_is_corrected_until_something_published_refers_to_it(
        self, cited, amara, bryn, today
    ):
        def correct(edition):
            services.edit_legal_text(
                cited,
                title=cited.title,
                edition=edition,
                applies_from=cited.applies_from,
                version=cited.version,
                by=amara,
            )

        draft = write(amara, legal_texts=[cited])
        correct("2019")
        assert in_words(history.of(cited)[0])[0] == (
            "Legal text changed from Working together (2018) to Working together (2019)"
        )

        publish(draft, amara, today)

        with pytest.raises(Refused, match="Something published refers to this"):
            correct("2020")
        cited.refresh_from_db()
        assert cited.edition == "2019"

    def test_two_people_correct_one_edition(self, cited, amara):
        with pytest.raises(Changed):
            services.edit_legal_text(
                cited,
                title="Other",
                edition="2018",
                applies_from=cited.applies_from,
                version=cited.version + 1,
                by=amara,
            )
