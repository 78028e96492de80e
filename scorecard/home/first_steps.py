"""The first steps of a new partnership in their order, for people who can take them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, Model, QuerySet

from actions.plans.models import Plan
from audits.questions.models import QuestionSet
from audits.rounds.models import Round
from partnership.access import Permission
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.policy import values as policy
from partnership.schools.models import School
from scorecard.measures.models import Measure
from subgroups.structure.models import Subgroup

P = Permission
LOOK = ("partnership_short_name", "logo", "colour")


@dataclass(frozen=True)
class Step:
    """A step, with what it is for; `is_next` is the first that is not done."""

    words: str
    hint: str
    url: str
    is_done: bool
    is_next: bool = False


def first_steps(person: Person) -> list[Step]:
    """The steps this person can take in their order, or none once all are done."""
    steps = [step for step in STEPS if person.holds(step[0])]
    if not steps:
        return []
    found = _found(person, [rows for *_, rows in steps])
    if all(found):
        return []
    following = found.index(False)
    return [
        Step(words, hint, reverse(url), is_done, is_next=number == following)
        for number, ((_, words, hint, url, _), is_done) in enumerate(
            zip(steps, found, strict=True)
        )
    ]


def _found(person: Person, all_rows: list[Callable | None]) -> list[bool]:
    """Whether there are rows of each step, asked at once; None is a matter of rules."""
    asked = {
        f"step_{number}": Exists(rows(person))
        for number, rows in enumerate(all_rows)
        if rows
    }
    answers = Person.objects.filter(pk=person.pk).values(**asked).get()
    has_look = any(not policy.is_default(name) for name in LOOK)
    return [answers.get(f"step_{number}", has_look) for number in range(len(all_rows))]


def _seen(model: type[Model]) -> Callable:
    return lambda person: model.objects.visible_to(person)


def _others(person: Person) -> QuerySet:
    return Person.objects.visible_to(person).exclude(pk=person.pk)


def _in_force(person: Person) -> QuerySet:
    return QuestionSet.objects.visible_to(person).in_force()


# The permission, what it is called and for, its page, and rows that show it is done.
STEPS = (
    (
        P.MANAGE_POLICY,
        "Name, colour and logo",
        "Choose how pages and reports look, and a short name",
        "partnership:rules",
        None,
    ),
    (
        P.MANAGE_PEOPLE,
        "People",
        "Add the people you work with, or import a list",
        "partnership:people",
        _others,
    ),
    (
        P.MANAGE_SUBGROUP,
        "Subgroups",
        "Set up a subgroup: its terms of reference, seats and quorum",
        "subgroups:subgroups",
        _seen(Subgroup),
    ),
    (
        P.EDIT_PLAN,
        "Plan",
        "Write the business plan, or import it from a spreadsheet",
        "actions:plans",
        _seen(Plan),
    ),
    (
        P.MANAGE_PEOPLE,
        "Schools",
        "Upload the national register, and import the schools of your authority",
        "partnership:registers",
        _seen(School),
    ),
    (
        P.MANAGE_ROUND,
        "Questions",
        "Use the questions that come with Quorate, or upload your own",
        "audits:question_sets",
        _in_force,
    ),
    (
        P.MANAGE_ROUND,
        "First round",
        "Ask the schools, and invite them to answer",
        "audits:rounds",
        _seen(Round),
    ),
    (
        P.EDIT_MEASURE,
        "Scorecard",
        "Choose your first measures",
        "scorecard:measures",
        _seen(Measure),
    ),
)
