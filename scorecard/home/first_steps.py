"""The first steps of a new partnership, for people who can take them."""

from dataclasses import dataclass

from actions.plans.models import Plan
from audits.rounds.models import Round
from partnership.access import Permission
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from scorecard.measures.models import Measure
from subgroups.structure.models import Subgroup

P = Permission


@dataclass(frozen=True)
class Step:
    words: str
    url: str
    is_done: bool


def first_steps(person: Person) -> list[Step]:
    """The steps this person can take, or none once all are done."""
    steps = [
        Step(words, reverse(url), rows.exists())
        for permission, words, url, rows in (
            (
                P.MANAGE_PEOPLE,
                "Add the people you work with, or import a list",
                "partnership:people",
                Person.objects.visible_to(person).exclude(pk=person.pk),
            ),
            (
                P.MANAGE_SUBGROUP,
                "Set up a subgroup: its terms of reference, seats and quorum",
                "subgroups:add_subgroup",
                Subgroup.objects.visible_to(person),
            ),
            (
                P.EDIT_PLAN,
                "Write the business plan, or import it from a spreadsheet",
                "actions:plans",
                Plan.objects.visible_to(person),
            ),
            (
                P.EDIT_MEASURE,
                "Choose your scorecard measures",
                "scorecard:add_measure",
                Measure.objects.visible_to(person),
            ),
            (
                P.MANAGE_ROUND,
                "Open an audit round, after importing the school register",
                "audits:rounds",
                Round.objects.visible_to(person),
            ),
        )
        if person.holds(permission)
    ]
    return [] if all(step.is_done for step in steps) else steps
