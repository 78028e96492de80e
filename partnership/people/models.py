"""Organisations, the people who act for them, and every role anyone holds."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from partnership.access import (
    GIVEN_BY_ROWS,
    GRANTS,
    HIGHEST,
    Permission,
    Role,
    as_reader,
    granting,
)
from partnership.guards.versions import Versioned
from partnership.outbox.models import Letters
from partnership.reach import Reached, ReachQuerySet


def in_force(on: date) -> models.Q:
    """Rows whose dates include the day."""
    return models.Q(from_date__lte=on) & (
        models.Q(to_date=None) | models.Q(to_date__gte=on)
    )


class OrganisationQuerySet(ReachQuerySet):
    def visible_to(self, person: "Person | None") -> "OrganisationQuerySet":
        """Every organisation for those who see people, otherwise one's own."""
        if person is None:
            return self.none()
        if person.holds_anywhere(Permission.SEE_PEOPLE):
            return self
        return self.filter(pk__in=person.standing)

    def of_kind(self, *kinds: str) -> "OrganisationQuerySet":
        """Organisations of these kinds that have not closed, by name."""
        return self.filter(kind__in=kinds, closed_on=None).order_by(Lower("name"))

    def choice_for(
        self, person: "Person", permission: Permission
    ) -> "OrganisationQuerySet":
        """Those for which someone may do something, as a list to choose from.

        Whoever may for all of them chooses among the partnership's bodies: a thousand
        schools would not fit.
        """
        if person.holds(permission):
            kinds = Organisation.Kind
            return self.of_kind(kinds.PARTNERSHIP, kinds.SUBGROUP, kinds.AGENCY)
        return self.where_may(person, permission)


class Organisation(Reached, Versioned):
    """A body people belong to and act for."""

    seen_with = Permission.SEE_PEOPLE
    belongs_to = "id"

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "Partnership"
        AGENCY = "agency", "Agency"
        SCHOOL = "school", "School"
        TRUST = "trust", "Trust"
        SUBGROUP = "subgroup", "Subgroup"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind="partnership"),
                name="organisation_one_partnership",
                violation_error_message="There is already a partnership",
            ),
            models.UniqueConstraint(
                "kind",
                Lower("name"),
                condition=models.Q(kind__in=["agency", "subgroup"], closed_on=None),
                name="organisation_name_once_per_kind",
                violation_error_message="There is already one of this name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:organisation", kwargs={"pk": self.pk})

    def roles_of(self, person: "Person") -> set[Role]:
        """Roles held here; whoever sees people anywhere reads the whole directory."""
        return super().roles_of(person) | as_reader(person, self.seen_with)


class PersonQuerySet(ReachQuerySet):
    def known(self) -> "PersonQuerySet":
        """People as they are listed: without those merged into another."""
        return self.filter(merged_into=None)

    def visible_to(self, person: "Person | None") -> "PersonQuerySet":
        """Everyone for those who see people; otherwise oneself and one's colleagues."""
        if person is None:
            return self.none()
        if person.holds_anywhere(Permission.SEE_PEOPLE):
            return self
        return self.filter(
            models.Q(pk=person.pk)
            | models.Exists(
                Membership.objects.filter(
                    person=models.OuterRef("pk"), organisation__in=person.standing
                )
            )
        )

    def holding(
        self, *roles: Role, on: date, organisation: Organisation | None = None
    ) -> "PersonQuerySet":
        """People who hold one of the roles on a day, at one organisation if named."""
        held = Membership.objects.current(on=on).filter(role__in=roles)
        if organisation is not None:
            held = held.filter(organisation=organisation)
        return self.filter(
            models.Exists(held.filter(person=models.OuterRef("pk")))
        ).order_by(Lower("name"), "pk")


class Person(Reached, Versioned):
    """Someone who acts: attends, owns, signs, decides – with or without an account."""

    seen_with = Permission.SEE_PEOPLE

    Letters = Letters

    name = models.CharField(max_length=120)
    initials = models.CharField(max_length=8, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=8),
        default=list,
        blank=True,
        help_text="Other initials this person is minuted under",
    )
    email = models.EmailField(blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    letters = models.CharField(
        max_length=8, choices=Letters.choices, default=Letters.AT_ONCE
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # The last day, once leaving was entered; sign-in ends with it.
    left_on = models.DateField(null=True, blank=True)
    anonymised_on = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="person_email_once",
                violation_error_message="Someone with this email address exists",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="person_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None, anonymised_on=None)
                | models.Q(email=""),
                name="person_gone_has_no_address",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | ~models.Q(merged_into=models.F("id")),
                name="person_not_merged_into_oneself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:person", kwargs={"pk": self.pk})

    def roles_of(self, person: "Person") -> set[Role]:
        """Colleagues' roles where this person belongs.

        Whoever sees people anywhere reads the whole directory.
        """
        return as_reader(person, self.seen_with).union(
            *(
                person.roles_at(pk)
                for pk in self.memberships.values_list("organisation_id", flat=True)
            )
        )

    @property
    def name_now(self) -> str:
        """The name with that of the entry it was merged into, where that is at hand."""
        if self.merged_into_id and "merged_into" in self._state.fields_cache:
            return f"{self.name} (now {self.merged_into.name})"
        return self.name

    @cached_property
    def standing(self) -> dict[int, set[Role]]:
        """Roles held today, by organisation: what access is decided on.

        One query (two for a trust lead, whose role reaches the schools that share
        with the trust); kept for as long as this instance lives, that is, a request.
        """
        today = timezone.localdate()
        roles: dict[int, set[Role]] = defaultdict(set)
        self._partnership_roles: set[Role] = set()
        for organisation, kind, role in (
            self.memberships.current(on=today)
            .filter(organisation__closed_on=None)
            .values_list("organisation_id", "organisation__kind", "role")
        ):
            roles[organisation].add(Role(role))
            if kind == Organisation.Kind.PARTNERSHIP:
                self._partnership_roles.add(Role(role))
        trusts = [pk for pk, held in roles.items() if Role.TRUST_LEAD in held]
        if trusts:
            for school in Sharing.objects.filter(
                in_force(today), trust__in=trusts
            ).values_list("school_id", flat=True):
                roles[school].add(Role.TRUST_LEAD)
        return dict(roles)

    def roles_at(self, organisation_id: int | None) -> set[Role]:
        return self.standing.get(organisation_id, set())

    def partnership_roles(self) -> set[Role]:
        """Roles that reach everywhere: those held in the partnership itself."""
        self.standing  # noqa: B018 – fills what is returned
        return self._partnership_roles

    def highest_roles(self) -> set[Role]:
        """The highest roles, held today or from a later day on."""
        held = self.memberships.not_over(on=timezone.localdate())
        return set(
            map(Role, held.filter(role__in=HIGHEST).values_list("role", flat=True))
        )

    def holds(self, permission: Permission) -> bool:
        """Whether a role across the partnership grants this."""
        return any(permission in GRANTS[role] for role in self.partnership_roles())

    def holds_anywhere(self, permission: Permission) -> bool:
        """Whether a role held anywhere grants this."""
        return bool(set().union(*self.standing.values()) & granting(permission))

    def organisations_where(self, permission: Permission) -> set[int]:
        """The organisations at which a role held there grants this."""
        roles = granting(permission)
        return {pk for pk, held in self.standing.items() if held & roles}


class MembershipQuerySet(ReachQuerySet):
    def current(self, *, on: date) -> "MembershipQuerySet":
        """Memberships in force on a day."""
        return self.filter(in_force(on))

    def not_over(self, *, on: date) -> "MembershipQuerySet":
        """Memberships in force on a day or later."""
        return self.filter(models.Q(to_date=None) | models.Q(to_date__gte=on))


class Membership(Reached, Versioned):
    """A role someone holds at an organisation, from one day to another."""

    seen_through = "person"

    HELD = [(role.value, role.label) for role in Role if role not in GIVEN_BY_ROWS]

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=HELD)
    title = models.CharField(max_length=120, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["from_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date=None)
                | models.Q(to_date__gte=models.F("from_date")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(to_date=None),
                name="membership_open_once",
                violation_error_message="This person already has this role here",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=sorted(GIVEN_BY_ROWS)),
                name="membership_role_is_not_given_by_a_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()}, {self.organisation}"


class Sharing(models.Model):
    """A school's leave for its trust to see its returns and actions."""

    school = models.ForeignKey(Organisation, models.PROTECT, related_name="shared_with")
    trust = models.ForeignKey(Organisation, models.PROTECT, related_name="shared_by")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date=None)
                | models.Q(to_date__gte=models.F("from_date")),
                name="sharing_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["school", "trust"],
                condition=models.Q(to_date=None),
                name="sharing_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} shares with {self.trust}"
