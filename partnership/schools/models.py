"""Schools as the national register describes them, and their trusts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.functions import Lower

from partnership.access import Permission
from partnership.guards.versions import Versioned
from partnership.people.models import Organisation
from partnership.policy.sectors import Sector
from partnership.reach import Reached, ReachQuerySet

LOWEST_URN, HIGHEST_URN = 100_000, 999_999

SPECIAL_TYPES = frozenset({7, 8, 10, 12, 33, 36, 44})
ALTERNATIVE_TYPES = frozenset({14, 38, 42, 43})
COLLEGE_TYPES = frozenset({18, 31, 32, 39, 45, 46, 57})
INDEPENDENT_TYPES = frozenset({8, 10, 11})
MAINTAINED_TYPES = frozenset({1, 2, 3, 5, 7, 12, 14, 15})
ACADEMY_TYPES = frozenset(
    {6, 28, 33, 34, 35, 36, 38, 39, 40, 41, 42, 43, 44, 45, 46, 57}
)

# Education Act 2002, sections 175 and 157: maintained schools, colleges, academies,
# free and independent schools. Left out are children's centres, higher education,
# Welsh, overseas, offshore, service and online establishments, and "miscellaneous".
SECTION_175_TYPES = frozenset(
    MAINTAINED_TYPES | ACADEMY_TYPES | INDEPENDENT_TYPES | COLLEGE_TYPES | {24}
)


class SchoolQuerySet(ReachQuerySet):
    def open(self) -> "SchoolQuerySet":
        """Open schools, including those proposed to close."""
        return self.filter(status__in=[School.Status.OPEN, School.Status.CLOSING])

    def in_scope_of_section_175(self) -> "SchoolQuerySet":
        """Open schools that must complete the partnership's audit.

        A school without a URN was added by hand in order to be audited, so it counts.
        """
        return self.open().filter(
            models.Q(type_code__in=SECTION_175_TYPES) | models.Q(urn=None)
        )

    def by_name(self) -> "SchoolQuerySet":
        """Schools with their organisations, ordered by name."""
        return self.select_related("organisation").order_by(
            Lower("organisation__name"), "pk"
        )


class School(Reached, Versioned):
    """A school or other audited setting, with its national register entry."""

    seen_with = Permission.SEE_SCHOOLS
    belongs_to = "organisation"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        CLOSING = "closing", "Open, but proposed to close"
        PROPOSED = "proposed", "Proposed to open"

    class Phase(models.TextChoices):
        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all_through", "All-through"
        POST_16 = "post_16", "Post-16"
        SPECIAL = "special", "Special"
        ALTERNATIVE = "alternative", "Alternative provision"
        UNKNOWN = "unknown", "Not known"

    Sector = Sector

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="school"
    )
    urn = models.PositiveIntegerField(
        "unique reference number (URN)", unique=True, null=True, blank=True
    )
    ukprn = models.PositiveIntegerField("UKPRN", null=True, blank=True)
    la_code = models.CharField("local authority code", max_length=3, blank=True)
    la_name = models.CharField("local authority", max_length=100, blank=True)
    establishment_number = models.CharField(max_length=4, blank=True)
    trust = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schools_of_trust",
        limit_choices_to={"kind": Organisation.Kind.TRUST},
    )

    type_code = models.PositiveSmallIntegerField(null=True, blank=True)
    type_name = models.CharField("type", max_length=100)
    type_group = models.CharField("group of types", max_length=100, blank=True)
    phase = models.CharField("phase as registered", max_length=60, blank=True)
    derived_phase = models.CharField(
        "phase", max_length=12, choices=Phase.choices, default=Phase.UNKNOWN
    )
    low_age = models.PositiveSmallIntegerField("lowest age", null=True, blank=True)
    high_age = models.PositiveSmallIntegerField("highest age", null=True, blank=True)
    boarders = models.CharField(max_length=60, blank=True)
    has_boarders = models.BooleanField(default=False)
    has_sixth_form = models.BooleanField(default=False)
    has_nursery = models.BooleanField(default=False)
    gender = models.CharField(max_length=30, blank=True)
    religious_character = models.CharField(max_length=100, blank=True)
    pupils = models.PositiveIntegerField("number of pupils", null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    percentage_fsm = models.DecimalField(
        "pupils with free school meals (%)",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
    )

    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    address_3 = models.CharField("third line of address", max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    district = models.CharField(max_length=100, blank=True)
    ward = models.CharField(max_length=100, blank=True)
    website = models.CharField(max_length=250, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    head_name = models.CharField(max_length=150, blank=True)
    head_job_title = models.CharField(max_length=120, blank=True)
    edited_fields = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="What an officer corrected here; the register no longer changes it",
    )

    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(
        null=True, blank=True, help_text="Or the day it is proposed to close"
    )
    last_changed_on = models.DateField("changed in the register", null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opened_on=None)
                | models.Q(closed_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="school_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(urn=None)
                | models.Q(urn__range=(LOWEST_URN, HIGHEST_URN)),
                name="school_urn_has_six_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(percentage_fsm=None)
                | models.Q(percentage_fsm__range=(0, 100)),
                name="school_percentage_fsm_in_range",
            ),
        ]
        indexes = [
            models.Index(fields=["la_code", "status"], name="school_la_and_status"),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def is_open(self) -> bool:
        return self.status in {School.Status.OPEN, School.Status.CLOSING}

    def was_open(self, on: date) -> bool:
        """Whether it was open on a day, according to the register."""
        if self.opened_on and on < self.opened_on:
            return False
        if self.closed_on:
            return on <= self.closed_on
        return self.is_open

    @property
    def sector(self) -> "School.Sector":
        """Who is responsible for it, which decides among others who signs returns."""
        if self.type_code in COLLEGE_TYPES:
            return School.Sector.COLLEGE
        if self.type_code in INDEPENDENT_TYPES:
            return School.Sector.INDEPENDENT
        if self.type_code in ACADEMY_TYPES:
            return School.Sector.ACADEMY
        if self.type_code in MAINTAINED_TYPES:
            return School.Sector.MAINTAINED
        return School.Sector.OTHER

    @property
    def address(self) -> list[str]:
        """The lines of the postal address, without empty ones."""
        lines = [
            self.street,
            self.locality,
            self.address_3,
            self.town,
            self.county,
            self.postcode,
        ]
        return [line for line in lines if line]

    @property
    def website_link(self) -> str:
        """The website as a link; the register often leaves out `http`."""
        if not self.website or " " in self.website or "." not in self.website:
            return ""
        if self.website.lower().startswith(("http://", "https://")):
            return self.website
        return "" if ":" in self.website.split("/")[0] else f"http://{self.website}"

    @property
    def la_establishment_number(self) -> str:
        """The seven-digit number that schools use (LAESTAB), written 885/2001."""
        if not (self.la_code and self.establishment_number):
            return ""
        return f"{self.la_code}/{self.establishment_number}"


def derive_phase(
    given: str, *, type_code: int | None, low_age: int | None, high_age: int | None
) -> School.Phase:
    """The phase in which a school is compared, where the register has none.

    Special schools and alternative provision are phases of their own. Independent
    schools have no phase in the register, so theirs is derived from their ages.
    """
    if type_code in SPECIAL_TYPES:
        return School.Phase.SPECIAL
    if type_code in ALTERNATIVE_TYPES:
        return School.Phase.ALTERNATIVE
    if phase := PHASES_AS_REGISTERED.get(given.casefold()):
        return phase
    if type_code in COLLEGE_TYPES:
        return School.Phase.POST_16
    if low_age is None or high_age is None:
        return School.Phase.UNKNOWN
    if high_age <= 5:
        return School.Phase.NURSERY
    if low_age >= 16:
        return School.Phase.POST_16
    if high_age <= 13 and low_age < 9:
        return School.Phase.PRIMARY
    if low_age >= 9:
        return School.Phase.SECONDARY
    return School.Phase.ALL_THROUGH


# The register says which phase a middle school is "deemed" to be.
PHASES_AS_REGISTERED = {
    "nursery": School.Phase.NURSERY,
    "primary": School.Phase.PRIMARY,
    "middle deemed primary": School.Phase.PRIMARY,
    "secondary": School.Phase.SECONDARY,
    "middle deemed secondary": School.Phase.SECONDARY,
    "all through": School.Phase.ALL_THROUGH,
    "all-through": School.Phase.ALL_THROUGH,
    "16 plus": School.Phase.POST_16,
}


class Trust(models.Model):
    """A trust's number in the register; its name is its organisation's."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="trust"
    )
    group_uid = models.PositiveIntegerField("group number in the register", unique=True)

    def __str__(self) -> str:
        return self.organisation.name


class SchoolLinkQuerySet(models.QuerySet):
    def origins_of(self, schools: Iterable[int]) -> dict[int, set[int]]:
        """All predecessors of each school, theirs included; none if it has none."""
        asked = """
            WITH RECURSIVE line (school, origin) AS (
                SELECT successor_id, predecessor_id FROM partnership_schoollink
                WHERE successor_id = ANY(%s)
                UNION
                SELECT line.school, link.predecessor_id FROM line
                JOIN partnership_schoollink link ON link.successor_id = line.origin
            )
            SELECT school, origin FROM line
        """
        origins: dict[int, set[int]] = defaultdict(set)
        with connection.cursor() as cursor:
            cursor.execute(asked, [list(schools)])
            for school, origin in cursor.fetchall():
                origins[school].add(origin)
        return origins


class SchoolLink(models.Model):
    """A school that took over from another, such as an academy, and since when."""

    predecessor = models.ForeignKey(School, models.PROTECT, related_name="+")
    successor = models.ForeignKey(School, models.PROTECT, related_name="+")
    on = models.DateField("took over on")

    objects = SchoolLinkQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="school_link_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="school_link_between_two_schools",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.successor} took over from {self.predecessor}"
