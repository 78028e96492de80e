"""Organisations, the people who act for them, and every role anyone holds."""

import json
from collections import defaultdict
from datetime import date
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.functions import Lower
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
from partnership.email_addresses import AddressField, holds_no_unseen
from partnership.guards.versions import Versioned
from partnership.names import plain_in_database, plain_name_in_database
from partnership.outbox.models import Letters
from partnership.pages.addresses import reverse
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
        """Organisations for which someone may do something, as a list to choose from.

        A thousand schools would not fit: whoever may for all of them chooses among the
        partnership, its subgroups and the agencies.
        """
        if person.holds(permission):
            kinds = Organisation.Kind
            return self.of_kind(kinds.PARTNERSHIP, kinds.SUBGROUP, kinds.AGENCY)
        return self.where_may(person, permission)


class Organisation(Reached, Versioned):
    """An organisation that people belong to and act for."""

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
    email = AddressField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    plain_name = models.GeneratedField(
        expression=plain_in_database("name"),
        output_field=models.TextField(),
        db_persist=True,
    )

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
                violation_error_message="There is already one with this name",
            ),
            holds_no_unseen("email", name="organisation_email_plain"),
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
        """People, without entries merged into another."""
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
    """Someone who attends, owns, signs or decides, with or without an account."""

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
    email = AddressField(blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    letters = models.CharField(
        max_length=8, choices=Letters.choices, default=Letters.AT_ONCE
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # Their last day, once recorded; they can no longer sign in after it.
    left_on = models.DateField(null=True, blank=True)
    anonymised_on = models.DateField(null=True, blank=True)
    plain_name = models.GeneratedField(
        expression=plain_name_in_database("name"),
        output_field=models.TextField(),
        db_persist=True,
        db_index=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="person_email_once",
                violation_error_message="Someone already has this email address",
            ),
            holds_no_unseen("email", name="person_email_plain"),
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
    def all_initials(self) -> list[str]:
        """Their initials and the others they are minuted under."""
        return [one for one in (self.initials, *self.aliases) if one]

    @property
    def name_now(self) -> str:
        """The name, and the name of the entry it was merged into if that is loaded."""
        if self.merged_into_id and "merged_into" in self._state.fields_cache:
            return f"{self.name} (now {self.merged_into.name})"
        return self.name

    # The roles that the row `partnership_person` holds on a day, as JSON: organisation,
    # its kind, role. A trust lead's reach the schools that share with the trust. It is
    # written out, since every page asks for it: the ORM takes longer to write it than
    # PostgreSQL to answer.
    STANDING = """(
        WITH held AS (
            SELECT m.organisation_id, o.kind, m.role
            FROM partnership_membership m
            JOIN partnership_organisation o ON o.id = m.organisation_id
            WHERE m.person_id = partnership_person.id AND o.closed_on IS NULL
            AND %(on)s BETWEEN m.from_date AND coalesce(m.to_date, 'infinity')
        ), reached AS (
            SELECT s.school_id, 'school', 'trust_lead'
            FROM partnership_sharing s
            WHERE s.trust_id IN (
                SELECT organisation_id FROM held WHERE role = 'trust_lead'
            )
            AND %(on)s BETWEEN s.from_date AND coalesce(s.to_date, 'infinity')
        )
        SELECT coalesce(
            json_agg(json_build_array(organisation_id, kind, role))::text, '[]'
        )
        FROM (SELECT * FROM held UNION ALL SELECT * FROM reached) AS standing
    )"""

    @cached_property
    def standing(self) -> dict[int, set[Role]]:
        """Roles held today, by organisation: what access is decided on.

        One query, or none for whoever is signed in; kept for as long as this instance
        lives, that is, a request.
        """
        asked = f"SELECT {self.STANDING} FROM partnership_person WHERE id = %(person)s"
        with connection.cursor() as cursor:
            cursor.execute(asked, {"on": timezone.localdate(), "person": self.pk})
            (held,) = cursor.fetchone() or ("[]",)
        return self.take_standing(held)

    def take_standing(self, held: str) -> dict[int, set[Role]]:
        """Keep what `STANDING` answered."""
        roles: dict[int, set[Role]] = defaultdict(set)
        self._partnership_roles: set[Role] = set()
        for organisation, kind, role in json.loads(held):
            roles[organisation].add(Role(role))
            if kind == Organisation.Kind.PARTNERSHIP:
                self._partnership_roles.add(Role(role))
        self.__dict__["standing"] = dict(roles)
        return self.standing

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
        roles = granting(permission)
        return any(not held.isdisjoint(roles) for held in self.standing.values())

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
    """A school's permission for its trust to see its returns and actions."""

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
