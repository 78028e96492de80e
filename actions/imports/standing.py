"""The existing actions of a plan or an organisation, read once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.db.models.functions import Lower

from actions.imports.lines import ActionLine
from actions.imports.models import ImportedRow
from actions.plans.models import Objective, Plan, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.owners import people_in_any, read_owners
from actions.register.words import OwnerAs
from partnership.people.models import Organisation, Person


def flat(text: str) -> str:
    """A text for comparison, without case and extra spaces."""
    return " ".join(text.casefold().split())


@dataclass
class Known:
    """An existing action, with its row in the last import."""

    action: Action
    owners: list[str]
    updates: set[str] = field(default_factory=set)
    file_ref: str = ""
    said: dict | None = None

    @property
    def pk(self) -> int:
        return self.action.pk

    @property
    def words(self) -> str:
        text = " ".join(self.action.text.split())
        short = text if len(text) <= 120 else f"{text[:119]}…"
        return f"{self.action.ref} {short}"


@dataclass
class Standing:
    """Existing priorities and actions, with the people who may be owners."""

    plan: Plan | None
    organisation: Organisation
    priorities: list[Priority]
    objectives: dict[int, dict[str, Objective]]
    actions: list[Known]
    # Other plans or organisations that use references of this file, in lower case.
    elsewhere: dict[str, str]
    people: list[Person]
    organisations: list[Organisation]
    _owners: dict[str, list[OwnerAs]] = field(default_factory=dict)

    def owners(self, text: str) -> list[OwnerAs]:
        """The owners named in a cell."""
        if text not in self._owners:
            self._owners[text] = read_owners(
                text, people=self.people, organisations=self.organisations
            )
        return self._owners[text]


def standing_of(
    lines: Iterable[ActionLine], *, plan: Plan | None, organisation: Organisation | None
) -> Standing:
    """What rows are compared with, in a fixed number of queries."""
    lines = list(lines)
    if plan is not None:
        organisation = Organisation.objects.get(kind=Organisation.Kind.PARTNERSHIP)
        actions = Action.objects.filter(priority__plan=plan)
        priorities = list(plan.priorities.all())
    else:
        actions = Action.objects.filter(organisation=organisation, priority=None)
        priorities = []
    known = _known(actions)
    mine = [one.pk for one in known]
    refs = {line.ref.casefold() for line in lines if line.ref}
    elsewhere = (
        Action.objects.annotate(plain_ref=Lower("ref"))
        .filter(plain_ref__in=refs)
        .exclude(pk__in=mine)
    )
    return Standing(
        plan=plan,
        organisation=organisation,
        priorities=priorities,
        objectives=_objectives(priorities),
        actions=known,
        elsewhere={
            action.ref.casefold(): str(
                action.priority.plan if action.priority_id else action.organisation
            )
            for action in elsewhere.select_related("priority__plan", "organisation")
        },
        people=list(
            people_in_any({line.owners for line in lines}, Person.objects.known())
        ),
        organisations=list(Organisation.objects.exclude(kind=Organisation.Kind.SCHOOL)),
    )


def _known(actions) -> list[Known]:
    found = {
        action.pk: Known(action, [owner.words for owner in action.owners.all()])
        for action in actions.select_related(
            "priority__plan", "objective", "organisation"
        )
        .prefetch_related(
            Prefetch(
                "owners", ActionOwner.objects.select_related("person", "organisation")
            )
        )
        .order_by("pk")
    }
    for action, text in Update.objects.filter(action__in=actions).values_list(
        "action", "text"
    ):
        found[action].updates.add(flat(text))
    # The last import of an action wins.
    for row in ImportedRow.objects.filter(action__in=actions).order_by("pk"):
        found[row.action_id].said = row.said
        found[row.action_id].file_ref = row.file_ref
    return list(found.values())


def _objectives(priorities: list[Priority]) -> dict[int, dict[str, Objective]]:
    found: dict[int, dict[str, Objective]] = {one.pk: {} for one in priorities}
    for objective in Objective.objects.filter(priority__in=priorities):
        found[objective.priority_id].setdefault(flat(objective.text), objective)
    return found
