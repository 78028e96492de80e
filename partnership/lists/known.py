"""The people, organisations and roles already in the directory, loaded once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.db.models import Q
from django.db.models.functions import Lower

from partnership.access import OFFICERS, Role
from partnership.names import plain, plain_name
from partnership.people.models import Membership, Organisation, Person

# Words that mean exactly one role. “Chairperson” is not among them, since a
# partnership, a subgroup and a governing body each have one.
ROLE_WORDS = {
    "chair": Role.SUBGROUP_CHAIR,
    "chair of subgroup": Role.SUBGROUP_CHAIR,
    "minute taker": Role.MINUTE_TAKER,
    "minutes": Role.MINUTE_TAKER,
    "deputy member": Role.DEPUTY,
    "head": Role.HEAD,
    "head teacher": Role.HEAD,
    "headteacher": Role.HEAD,
    "principal": Role.HEAD,
    "dsl": Role.DSL,
    "designated safeguarding lead": Role.DSL,
    "proprietor": Role.PROPRIETOR,
    "childminder": Role.PROPRIETOR,
    "governor": Role.GOVERNOR,
    "safeguarding governor": Role.GOVERNOR,
    "link governor for safeguarding": Role.GOVERNOR,
    "colleague": Role.COLLEAGUE,
    "trust safeguarding lead": Role.TRUST_LEAD,
}
# Powerful roles, given only on a person's page.
NOT_BY_LIST = OFFICERS
BY_LIST = [
    Role(value) for value, _ in Membership.HELD if Role(value) not in NOT_BY_LIST
]
MOST_GUESSES, MOST_COMPARED = 100, 200

ROLES = {plain(role.label): role for role in BY_LIST} | {
    plain(role.value.replace("_", " ")): role for role in BY_LIST
}
ROLES |= ROLE_WORDS
NOT_GIVEN = {plain(role.label): role for role in NOT_BY_LIST}


def role_of(words: str, said: str) -> Role | None:
    """The role that words mean; `said` is the answer someone gave."""
    return Role(said) if said in set(BY_LIST) else ROLES.get(plain(words))


def nearest_roles(words: str) -> list[Role]:
    """Roles with similar words, most similar first."""
    asked = plain(words)
    near = get_close_matches(asked, list(ROLES), n=4, cutoff=0.5)
    near += [known for known in ROLES if set(known.split()) & set(asked.split())]
    return list(dict.fromkeys(ROLES[one] for one in near))[:3]


@dataclass(frozen=True)
class Known:
    """Someone in the directory."""

    pk: int
    name: str
    email: str
    job_title: str
    places: tuple[str, ...]
    left_on: date | None = None

    @property
    def words(self) -> str:
        """Words that tell them apart from others with the same name."""
        of = " and ".join(self.places[:2]) or self.job_title or "no organisation"
        return f"{self.name} of {of}"


@dataclass
class Directory:
    """The people, organisations and roles a list is compared with."""

    on: date
    places: Mapping[Role, Collection[str]]
    by_email: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    people: dict[int, Known] = field(default_factory=dict)
    organisations: dict[int, Organisation] = field(default_factory=dict)
    by_title: dict[str, list[Organisation]] = field(default_factory=dict)
    by_urn: dict[int, Organisation] = field(default_factory=dict)
    # (person, organisation, role) -> the day from which it is held
    held: dict[tuple[int, int, str], date] = field(default_factory=dict)
    bodies: set[tuple[int, int]] = field(default_factory=set)
    _nearest: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def look_up(
        cls,
        *,
        names: Iterable[str],
        emails: Iterable[str],
        places: Mapping[Role, Collection[str]],
        on: date,
    ) -> "Directory":
        """Loads everything a list may mean, in five queries."""
        self = cls(on, places)
        self._find_organisations()
        self._find_people(
            {plain_name(name) for name in names},
            {email.lower() for email in emails},
        )
        return self

    def _find_organisations(self) -> None:
        for one in Organisation.objects.filter(closed_on=None).order_by("pk"):
            self.organisations[one.pk] = one
            for title in {plain(one.name), plain(one.short_name)} - {""}:
                self.by_title.setdefault(title, []).append(one)
        for urn, organisation in Organisation.objects.filter(
            closed_on=None, school__urn__isnull=False
        ).values_list("school__urn", "pk"):
            self.by_urn[urn] = self.organisations[organisation]

    def _find_people(self, names: set[str], emails: set[str]) -> None:
        known = (
            Person.objects.known()
            .filter(anonymised_on=None)
            .alias(lower_email=Lower("email"))
            .filter(Q(plain_name__in=names) | Q(lower_email__in=emails - {""}))
        )
        wanted = {
            row["pk"]: row
            for row in known.order_by("pk").values(
                "pk", "name", "email", "job_title", "left_on"
            )
        }
        places: dict[int, list[str]] = defaultdict(list)
        memberships = (
            Membership.objects.not_over(on=self.on)
            .filter(person__in=wanted)
            .order_by("from_date", "pk")
            .values_list(
                "person_id",
                "organisation_id",
                "role",
                "from_date",
                "organisation__name",
            )
        )
        for person, organisation, role, from_date, name in memberships:
            self.held[person, organisation, role] = from_date
            self.bodies.add((person, organisation))
            if name not in places[person]:
                places[person].append(name)
        for pk, row in wanted.items():
            one = Known(
                pk,
                row["name"],
                row["email"],
                row["job_title"],
                tuple(places[pk]),
                row["left_on"],
            )
            self.people[pk] = one
            if one.email:
                self.by_email[one.email.lower()] = one
            self.by_name.setdefault(plain_name(one.name), []).append(one)

    def named(self, name: str) -> list[Known]:
        """People with exactly this name."""
        return self.by_name.get(plain_name(name), [])

    def titled(self, words: str, kinds: Collection[str]) -> list[Organisation]:
        """Open organisations of some kinds with this name or short name."""
        return [one for one in self.by_title.get(plain(words), []) if one.kind in kinds]

    def nearest_organisations(self, words: str, kinds: Collection[str]) -> list[str]:
        """Similar names, most similar first."""
        asked = plain(words)
        if asked not in self._nearest:
            if len(self._nearest) >= MOST_GUESSES:
                return []
            self._nearest[asked] = self._guess(asked)
        found = (self.by_title[title][0] for title in self._nearest[asked])
        return list(dict.fromkeys(one.name for one in found if one.kind in kinds))[:3]

    def _guess(self, asked: str) -> list[str]:
        """Titles that share a word or a beginning with what was asked, compared."""
        words = {word for word in asked.split() if len(word) > 3} - {
            "school",
            "primary",
        }
        candidates = [
            title
            for title in self.by_title
            if title[:3] == asked[:3] or words & set(title.split())
        ]
        return get_close_matches(asked, candidates[:MOST_COMPARED], n=6, cutoff=0.6)

    def may_hold(self, role: Role, organisation: Organisation) -> bool:
        return organisation.kind in self.places.get(role, ())
