"""Whose earlier answers a return shows: its school’s or those of its predecessors."""

from datetime import date

import pytest

from audits.returns import services as returns
from audits.returns.models.answers import Given
from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.schools.links import link_schools
from partnership.schools.models import School, SchoolLink
from tests.audits.factories import make_round, return_of, submitted_return
from tests.audits.reading import soup, url
from tests.cast import person
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db

TOOK_OVER = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _maintained(elm, oak):
    """Both are schools whose governors sign."""
    School.objects.update(type_code=1)
    elm.refresh_from_db()
    oak.refresh_from_db()


def school(name: str):
    return SchoolFactory(organisation__name=name, type_code=1)


def link(*chain, on=TOOK_OVER):
    for before, after in zip(chain, chain[1:], strict=False):
        link_schools(predecessor=before, successor=after, on=on, by=None)


@pytest.fixture
def sent(dee, hal, gwen):
    """Submits the return of a school in a round of a year."""

    def submitted(one, year, **answers):
        round_ = make_round(one, academic_year=f"{year}/{year - 1999}")
        return submitted_return(
            return_of(round_, one), dsl=dee, head=hal, governor=gwen, **answers
        )

    return submitted


def opened(one):
    """The return of a school in this year’s round."""
    return return_of(make_round(one, academic_year="2030/31"), one)


def test_a_school_that_took_over_from_nobody_has_its_own(elm, sent):
    before = sent(elm, 2025)
    sent(school("Unrelated School"), 2026)

    assert opened(elm).previous == before


def test_an_academy_has_those_of_the_school_it_was(elm, sent):
    academy, before = school("Elm Academy"), sent(elm, 2025)
    link(elm, academy)

    assert opened(academy).previous == before


def test_a_chain_is_followed_to_its_beginning(elm, sent):
    before = sent(elm, 2025)
    academy, free_school = school("Elm Academy"), school("Elm Free School")
    link(elm, academy, free_school)

    assert opened(free_school).previous == before


def test_its_own_come_before_those_of_its_predecessors(elm, sent):
    academy = school("Elm Academy")
    sent(elm, 2025)
    own = sent(academy, 2026)
    link(elm, academy)

    assert opened(academy).previous == own


def test_of_two_merged_schools_the_latest_is_shown(elm, oak, sent):
    merged = school("Elm and Oak School")
    sent(elm, 2025)
    latest = sent(oak, 2026)
    link(elm, merged)
    link(oak, merged)

    assert opened(merged).previous == latest


def test_a_predecessor_has_none_of_its_successor(elm, sent):
    academy = school("Elm Academy")
    sent(academy, 2025)
    link(elm, academy)

    assert opened(elm).previous is None


def test_the_section_says_whose_answers_they_are(elm, sent, client_of):
    academy = school("Elm Academy")
    sent(elm, 2025, dsl_in_leadership=Given(choice="partly"))
    link(elm, academy)
    priya = person("Priya", academy.organisation, Role.DSL)

    page = soup(client_of(priya).get(url("section", opened(academy), letter="A")))

    said = [" ".join(one.get_text().split()) for one in page.select("[id$=-previous]")]
    assert said == [
        "Answered by Elm Primary School (before 1 April 2026): Partly",
        "Answered by Elm Primary School (before 1 April 2026): 2",
    ]


def test_its_own_answers_are_those_of_last_time(elm, sent, dee, client_of):
    sent(elm, 2025)

    page = soup(client_of(dee).get(url("section", opened(elm), letter="A")))

    assert page.select_one("[id$=-previous]").get_text().split(":")[0].strip() == (
        "Last time you answered"
    )


class TestLinking:
    def test_the_same_two_twice_is_one_link(self, elm, oak):
        link(elm, oak)
        link(elm, oak)

        assert SchoolLink.objects.count() == 1

    def test_a_school_never_takes_over_from_its_successor(self, elm, oak):
        academy = school("Elm Academy")
        link(elm, academy, oak)

        for before, after in ((elm, elm), (oak, elm)):
            with pytest.raises(Refused, match="cannot be the predecessor"):
                link(before, after)


def test_each_site_has_one_return_in_a_round(elm, oak):
    round_ = make_round(elm)

    returns.add_schools(round_, [elm, oak], by=None, on=TOOK_OVER)

    assert sorted(str(row.school) for row in round_.returns.all()) == [
        "Elm Primary School",
        "Oak Academy",
    ]
