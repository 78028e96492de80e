"""Owners as people write them: split, kept as typed, resolved only where certain."""

import pytest

from actions.register.owners import people_in, read_owners, split_owners
from actions.register.words import OwnerAs
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from tests.factories import OrganisationFactory, PersonFactory


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Independent Chair", ["Independent Chair"]),
        ("Independent Chair and Board office", ["Independent Chair", "Board office"]),
        ("AO/EG", ["AO", "EG"]),
        ("JK & SW", ["JK", "SW"]),
        ("SEG / PAAG", ["SEG", "PAAG"]),
        ("tbc", ["tbc"]),
        ("", []),
        ("   ", []),
        ("All Board Members", ["All Board Members"]),
        ("Task and Finish", ["Task and Finish"]),
        ("Lead / Task & Finish", ["Lead", "Task & Finish"]),
        ("Ann Reed, Bo Lund and Cy Day", ["Ann Reed", "Bo Lund", "Cy Day"]),
        (
            "Business Teams, County and Denholt",
            ["Business Teams, County and Denholt"],
        ),
        (
            "Audit Chair (Ann Reed, RCC) and Board Office",
            ["Audit Chair (Ann Reed, RCC)", "Board Office"],
        ),
        (
            "Lead Officer / Bo Lund (See above)",
            ["Lead Officer", "Bo Lund (See above)"],
        ),
        (
            "Audit Chair: Cy Day (tbc), audit will be across all districts",
            ["Audit Chair: Cy Day (tbc), audit will be across all districts"],
        ),
        ("Ann Reed\nBoard office", ["Ann Reed", "Board office"]),
    ],
)
def test_owners_are_split(text, words):
    assert split_owners(text) == words


@pytest.fixture
def ann(db):
    return PersonFactory(name="Ann Reed", initials="AR", aliases=["ANR"])


@pytest.mark.parametrize("words", ["Ann Reed", "ann reed", "AR", "ANR"])
def test_a_full_name_or_initials_match_a_person(words, ann):
    assert read_owners(words, people=[ann]) == [OwnerAs(words=words, person=ann)]


def test_a_role_before_the_name_is_kept(ann):
    owners = read_owners("Audit Chair (Ann Reed, Police) and tbc", people=[ann])

    assert owners == [
        OwnerAs("Audit Chair (Ann Reed, Police)", ann, None, "Audit Chair"),
        OwnerAs("tbc"),
    ]


def test_initials_shared_by_two_people_match_nobody(ann):
    other = PersonFactory(name="Alf Rook", initials="AR")

    assert read_owners("AR", people=[ann, other]) == [OwnerAs("AR")]


def test_part_of_a_name_matches_nobody(ann):
    assert read_owners("Ann", people=[ann]) == [OwnerAs("Ann")]


def test_the_same_person_named_twice_owns_once(ann):
    assert read_owners("Ann Reed and AR", people=[ann]) == [OwnerAs("Ann Reed", ann)]


def test_an_organisation_matches_by_name_or_short_name(db):
    police = OrganisationFactory(
        kind=Organisation.Kind.AGENCY, name="Constabulary", short_name="Police"
    )

    owners = read_owners("Police", organisations=[police])

    assert owners == [OwnerAs("Police", organisation=police)]


def test_of_many_people_only_those_the_words_may_mean_are_read(ann):
    PersonFactory.create_batch(3)

    found = people_in("Audit Chair (Ann Reed, Police) and tbc", Person.objects.all())

    assert list(found) == [ann]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Ann Reed, Police", ""),
        ("Dr Ann Reed", ""),
        (
            "Audit Chair: Ann Reed (tbc), audit will be across all districts",
            "Audit Chair",
        ),
        ("Lead officer – Ann Reed", "Lead officer"),
        ("Ann Reed (See above)", ""),
        ("Audit Chair (AR)", "Audit Chair"),
    ],
)
def test_a_name_is_recognised_between_separators(words, role, ann):
    assert read_owners(words, people=[ann]) == [OwnerAs(words, ann, None, role)]
    assert list(people_in(words, Person.objects.all())) == [ann]


def test_initials_within_other_text_match_nobody(ann):
    assert read_owners("AR, the regional team", people=[ann]) == [
        OwnerAs("AR, the regional team")
    ]


@pytest.fixture
def bodies(db):
    kinds = Organisation.Kind
    return {
        short: OrganisationFactory(kind=kind, name=name, short_name=short)
        for kind, name, short in (
            (kinds.AGENCY, "Wexcombe Constabulary", "Police"),
            (kinds.AGENCY, "Wexcombe and Vale Care Board", "ICB"),
            (kinds.AGENCY, "Wexcombe Council", "LA"),
            (kinds.SUBGROUP, "Education subgroup", "Education"),
        )
    }


@pytest.mark.parametrize(
    ("words", "short", "role"),
    [
        (
            "LA Children Missing education leads",
            "LA",
            "Children Missing education leads",
        ),
        ("Business Intelligence Team, Police", "Police", "Business Intelligence Team"),
        ("Audit Chair (Police)", "Police", "Audit Chair"),
        ("Audit Chair (Rebecca Wren, ICB)", "ICB", "Audit Chair"),
        ("Analyst at the Police", "Police", "Analyst"),
        ("Designated nurse of the ICB", "ICB", "Designated nurse"),
        ("ICB: designated nurse", "ICB", "designated nurse"),
        ("Chair of the Education subgroup", "Education", "Chair"),
        ("Wexcombe Constabulary analyst", "Police", "analyst"),
        ("Head of safeguarding – Police", "Police", "Head of safeguarding"),
        # “Education” and “Police” may be everyday words here.
        ("Head of Education", None, ""),
        ("Education welfare officer", None, ""),
        ("Head of Service, Education", None, ""),
        ("Police analyst", None, ""),
        # Two who fit are as good as none.
        ("Intelligence Team, Police, ICB", None, ""),
        ("All Board Members", None, ""),
        ("Lead Officer", None, ""),
        ("tbc", None, ""),
    ],
)
def test_a_role_at_an_organisation(words, short, role, bodies):
    [owner] = read_owners(words, organisations=bodies.values())

    assert owner == OwnerAs(words, None, bodies.get(short), role)


def test_a_person_comes_before_the_place_they_work_at(ann, bodies):
    assert read_owners(
        "Audit Chair (Ann Reed, ICB)", people=[ann], organisations=bodies.values()
    ) == [OwnerAs("Audit Chair (Ann Reed, ICB)", ann, None, "Audit Chair")]


def test_the_partnership_is_known_by_the_short_name_it_chose(partnership, amara):
    policy.change("partnership_short_name", "Wexcombe SCP", by=amara)

    [owner] = read_owners("Wexcombe SCP", organisations=[partnership])

    assert owner == OwnerAs("Wexcombe SCP", None, partnership)
