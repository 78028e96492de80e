"""Measures and figures."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import models

from partnership.access import Permission, Role
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Organisation, Person
from partnership.reach import Reached, ReachQuerySet

ONE_DAY = timedelta(days=1)


class MeasureQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "MeasureQuerySet":
        """All measures, or those of the person's subgroups and their own."""
        return super().visible_to(person, also=models.Q(owner=person))

    def in_use(self) -> "MeasureQuerySet":
        """Measures in use, in the scorecard's order."""
        return self.filter(retired_on=None).order_by("position", "ref")

    def reported_in(self, start: date, end: date) -> "MeasureQuerySet":
        """Measures in use at any time between two days, in order."""
        return self.filter(
            models.Q(retired_on=None) | models.Q(retired_on__gte=start),
            from_date__lte=end,
        ).order_by("position", "ref")

    def owned_by(self, person: Person) -> "MeasureQuerySet":
        """Measures a person owns."""
        return self.filter(owner=person)

    def with_figures(self) -> "MeasureQuerySet":
        """Measures with their current figures in `current`, newest first."""
        return self.select_related("organisation", "owner").prefetch_related(
            models.Prefetch(
                "figures", queryset=Figure.objects.current(), to_attr="current"
            )
        )

    def with_latest_end(self) -> "MeasureQuerySet":
        """Measures with the last day for which a figure was recorded, or None."""
        return self.annotate(
            latest_end=models.Max(
                "figures__period_end", filter=models.Q(figures__superseded_at=None)
            )
        )


class Measure(Reached, Versioned):
    """Something the partnership counts for each period to see how it is doing."""

    class Unit(models.TextChoices):
        COUNT = "count", "Number"
        PERCENT = "percent", "Percentage"
        RATE = "rate", "Rate"

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", "Monthly"
        QUARTERLY = "quarterly", "Quarterly"
        TERMLY = "termly", "Termly"
        YEARLY = "yearly", "Yearly"

    class Polarity(models.TextChoices):
        HIGH = "high", "Higher is better"
        LOW = "low", "Lower is better"
        NEUTRAL = "neutral", "Neither (watch)"

    MONTHS = {
        Frequency.MONTHLY: 1,
        Frequency.QUARTERLY: 3,
        Frequency.TERMLY: 4,
        Frequency.YEARLY: 12,
    }

    seen_with = Permission.SEE_SCORECARD
    belongs_to = "organisation"

    ref = models.CharField("reference", max_length=12, unique=True)
    title = models.CharField(max_length=120)
    definition = models.TextField()
    source = models.CharField("where the figures come from", max_length=200)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="measures"
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    position = models.PositiveSmallIntegerField(default=0)

    unit = models.CharField(max_length=7, choices=Unit.choices)
    rate_per = models.PositiveIntegerField("per how many", null=True, blank=True)
    frequency = models.CharField(max_length=9, choices=Frequency.choices)
    counted_from_month = models.PositiveSmallIntegerField(
        "month in which the count begins again",
        null=True,
        blank=True,
        help_text="Only where figures add up over a year: 9 for September",
    )
    polarity = models.CharField(max_length=7, choices=Polarity.choices)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    from_date = models.DateField("first day it is reported for")
    retired_on = models.DateField(null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit="rate", rate_per__isnull=False, rate_per__gt=0)
                | (~models.Q(unit="rate") & models.Q(rate_per=None)),
                name="measure_rate_says_per_how_many",
                violation_error_message="Say per how many, for rates only",
            ),
            models.CheckConstraint(
                condition=models.Q(counted_from_month=None)
                | models.Q(counted_from_month__range=(1, 12)),
                name="measure_counted_from_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_on=None)
                | models.Q(retired_on__gte=models.F("from_date")),
                name="measure_retired_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("scorecard:measure", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        roles = super().roles_of(person)
        if self.owner_id is not None and self.owner_id == person.pk:
            roles.add(Role.MEASURE_OWNER)
        return roles

    @property
    def is_cumulative(self) -> bool:
        """Whether figures add up, so that only the same points of years compare."""
        return self.counted_from_month is not None

    def counted_since(self, end: date) -> date:
        """The first day of the count that ends on `end`."""
        first = date(end.year, self.counted_from_month, 1)
        return first if first <= end else first.replace(year=end.year - 1)

    def period_after(self, latest_end: date | None) -> tuple[date, date]:
        """First and last day of the next period."""
        start = latest_end + ONE_DAY if latest_end else self.from_date
        end = add_months(start, self.MONTHS[self.frequency]) - ONE_DAY
        return (self.counted_since(end) if self.is_cumulative else start), end

    def in_words(self, value: Decimal) -> str:
        """A value with its unit: `1,204`, `0.9%`, `12.5 per 1,000`."""
        number = f"{value:,.2f}".rstrip("0").rstrip(".")
        if self.unit == Measure.Unit.PERCENT:
            return f"{number}%"
        if self.unit == Measure.Unit.RATE:
            return f"{number} per {self.rate_per:,}"
        return number

    @property
    def target_words(self) -> str:
        return "" if self.target is None else self.in_words(self.target)


class FigureQuerySet(ReachQuerySet):
    def current(self) -> "FigureQuerySet":
        """Figures that no correction has replaced, newest period first."""
        return self.filter(superseded_at=None).order_by("-period_end")

    def ending_within(self, start: date, end: date) -> "FigureQuerySet":
        """Figures whose period ends from one day to another."""
        return self.filter(period_end__range=(start, end))


class Figure(Reached):
    """A measure's value for one period. Corrections add a row; figures never change."""

    class Status(models.TextChoices):
        FINAL = "final", "Final"
        PROVISIONAL = "provisional", "Provisional"
        SUPPRESSED = "suppressed", "Suppressed"
        NOT_AVAILABLE = "not_available", "Not available"

    COLOURS = {
        Status.FINAL: "green",
        Status.PROVISIONAL: "yellow",
        Status.SUPPRESSED: "grey",
        Status.NOT_AVAILABLE: "grey",
    }

    # A missing figure is not zero, and a suppressed one is not stored.
    WITHOUT_VALUE = (Status.SUPPRESSED, Status.NOT_AVAILABLE)

    seen_through = "measure"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="figures")
    period_start = models.DateField("first day of the period")
    period_end = models.DateField("last day of the period")
    label = models.CharField("name of the period", max_length=60)

    status = models.CharField(max_length=13, choices=Status.choices)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    commentary = models.TextField()

    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by"
    )
    superseded_at = models.DateTimeField(null=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "period_end"],
                condition=models.Q(superseded_at=None),
                name="figure_once_per_period",
                violation_error_message="There is already a figure for this period",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["final", "provisional"], value__isnull=False
                )
                | models.Q(
                    status__in=["suppressed", "not_available"],
                    value=None,
                    numerator=None,
                    denominator=None,
                ),
                name="figure_value_as_its_status_says",
            ),
            models.CheckConstraint(
                condition=models.Q(numerator=None, denominator=None)
                | models.Q(
                    numerator__isnull=False,
                    denominator__isnull=False,
                    denominator__gt=0,
                ),
                name="figure_numerator_and_denominator_together",
            ),
            models.CheckConstraint(
                condition=models.Q(period_end__gte=models.F("period_start")),
                name="figure_period_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(commentary=""), name="figure_has_commentary"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.ref} {self.label}"

    def get_absolute_url(self) -> str:
        return self.measure.get_absolute_url()

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def has_value(self) -> bool:
        return self.value is not None

    @property
    def is_provisional(self) -> bool:
        return self.status == self.Status.PROVISIONAL

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None

    @property
    def words(self) -> str:
        """The value with its unit, or why there is none."""
        if self.value is None:
            return self.get_status_display()
        return self.measure.in_words(self.value)


def add_months(on: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month.

    The last day of a month stays the last day of a month.
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_of_next - ONE_DAY
    if (on + ONE_DAY).day == 1:
        return last
    return date(year, month + 1, min(on.day, last.day))
