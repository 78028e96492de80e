"""The sections of a draft."""

import pytest

from audits.drafts.services import sections
from audits.questions.models import Section
from partnership.guards.outcomes import Changed, Refused
from tests.audits.drafts.reading import codes, latest, outline

pytestmark = pytest.mark.django_db

LEADS = {"A. Leads": ["A1", "A2"]}
PRACTICE = {"B. Practice": ["B1", "B2", "B3", "B4", "B5"]}
VISITS = {"letter": "C", "title": "Visits", "guidance": "How schools are visited."}


def section_of(question_set, letter) -> Section:
    return question_set.sections.get(letter=letter)


def test_a_section_is_added_at_the_end(draft, amara):
    section = sections.add_section(draft, **VISITS, by=amara)

    assert outline(draft) == LEADS | PRACTICE | {"C. Visits": []}
    assert section.guidance == "How schools are visited."
    assert latest(draft) == ["Section C added: no questions"]


def test_two_sections_cannot_have_one_letter(draft, amara):
    with pytest.raises(Refused, match="There is already a section B") as refusal:
        sections.add_section(draft, **{**VISITS, "letter": "B"}, by=amara)

    assert refusal.value.field == "letter"


@pytest.mark.parametrize(("letters", "following"), [("", "A"), ("A", "B"), ("AC", "B")])
def test_the_next_letter_is_the_first_that_is_free(blank, letters, following):
    for position, letter in enumerate(letters, 1):
        Section.objects.create(
            question_set=blank, letter=letter, title=letter, position=position
        )

    assert sections.next_letter(blank) == following


def test_after_z_letters_are_doubled(blank):
    Section.objects.bulk_create(
        Section(question_set=blank, letter=letter, title=letter, position=position)
        for position, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)
    )

    assert sections.next_letter(blank) == "AA"


def test_a_section_is_renamed(draft, amara):
    section = section_of(draft, "A")

    sections.edit_section(section, **VISITS, version=section.version, by=amara)

    assert list(outline(draft)) == ["C. Visits", "B. Practice"]
    assert latest(draft) == ["Section renamed: C. Visits"]


def test_a_section_keeps_its_own_letter(draft, amara):
    section = section_of(draft, "A")

    sections.edit_section(section, **{**VISITS, "letter": "A"}, by=amara)

    assert list(outline(draft)) == ["A. Visits", "B. Practice"]


def test_the_second_to_rename_a_section_is_told(draft, amara):
    section = section_of(draft, "A")
    sections.edit_section(section, **VISITS, version=section.version, by=amara)

    with pytest.raises(Changed):
        sections.edit_section(section, **VISITS, version=1, by=amara)


@pytest.mark.parametrize(
    ("letter", "way", "order"),
    [
        ("B", "up", "BA"),
        ("A", "down", "BA"),
        ("A", "up", "AB"),
        ("B", "down", "AB"),
    ],
)
def test_a_section_moves_one_place(draft, amara, letter, way, order):
    sections.move_section(section_of(draft, letter), way=way, by=amara)

    assert "".join(one.letter for one in draft.sections.all()) == order


def test_a_section_is_removed_with_its_questions(draft, in_force, amara):
    section = section_of(draft, "B")

    sections.remove_section(section, version=section.version, by=amara)

    assert outline(draft) == LEADS
    assert outline(in_force) == LEADS | PRACTICE
    assert latest(draft) == ["Section removed: B. Practice, with 5 questions"]


def test_sections_and_questions_are_numbered_in_their_order(draft, amara):
    before = codes(draft)
    sections.move_section(section_of(draft, "B"), way="up", by=amara)

    sections.number_in_order(draft, by=amara)

    assert outline(draft) == {
        "A. Practice": ["A1", "A2", "A3", "A4", "A5"],
        "B. Leads": ["B1", "B2"],
    }
    assert codes(draft) == [*before[2:], *before[:2]]


def test_whoever_was_renaming_a_section_is_told_of_its_new_letter(draft, amara):
    section = section_of(draft, "A")
    sections.number_in_order(draft, by=amara)

    with pytest.raises(Changed):
        sections.edit_section(section, **VISITS, version=1, by=amara)


@pytest.mark.parametrize(
    "change",
    [
        lambda section: sections.add_section(section.question_set, **VISITS, by=None),
        lambda section: sections.edit_section(section, **VISITS, by=None),
        lambda section: sections.move_section(section, way="down", by=None),
        lambda section: sections.remove_section(section, by=None),
        lambda section: sections.number_in_order(section.question_set, by=None),
    ],
)
def test_the_sections_of_a_set_in_force_stay(in_force, change):
    with pytest.raises(Refused, match="Only a draft can be changed"):
        change(section_of(in_force, "A"))


def test_whoever_reads_a_draft_through_is_told_of_every_change(draft, amara):
    before = draft.version

    sections.move_section(section_of(draft, "A"), way="down", by=amara)

    draft.refresh_from_db()
    assert draft.version > before
