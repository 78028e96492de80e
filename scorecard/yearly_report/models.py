"""Yearly report editions, chapters, points to cover and PDF builds."""

from datetime import date

from django.db import models

from partnership.access import Permission
from partnership.builds.models import (
    Build,
    BuildQuerySet,
    acts_of_builds,
    one_in_hand,
)
from partnership.dates.years import ReportYear
from partnership.guards.acts import Act, HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class ReportEditionQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "ReportEditionQuerySet":
        """All editions for people who see drafts, otherwise published ones."""
        published = models.Q(status=ReportEdition.Status.PUBLISHED)
        if person is None:
            return self.filter(published)
        return super().visible_to(person, also=published)

    def published(self) -> "ReportEditionQuerySet":
        """Editions that anyone may read."""
        return self.filter(status=ReportEdition.Status.PUBLISHED)

    def unpublished(self) -> "ReportEditionQuerySet":
        """Unpublished editions, newest first."""
        return self.exclude(status=ReportEdition.Status.PUBLISHED).order_by("-year")


def _has_bare_points(edition, by, on: date | None) -> str:
    points = edition.points.select_related("chapter")
    if bare := [point.ref for point in points if not point.is_covered]:
        return f"Fill or explain these points first: {', '.join(bare)}"
    return ""


class ReportEdition(HasActs, Reached, Versioned):
    """The yearly report of one April-to-March year, from first draft to publication."""

    class Status(models.TextChoices):
        DRAFTING = "drafting", "Drafting"
        REVIEW = "review", "With scrutineer and partners"
        PUBLISHED = "published", "Published"

    ACTS = {
        "write": Act(
            permission=Permission.EDIT_YEARLY_REPORT,
            open_in=(Status.DRAFTING, Status.REVIEW),
            otherwise="{it} is published and cannot be changed",
        ),
        "review": Act(
            words="Send for review",
            page="scorecard:review",
            permission=Permission.EDIT_YEARLY_REPORT,
            open_in=(Status.DRAFTING,),
            to=(Status.REVIEW,),
            unless=_has_bare_points,
            says_why=True,
            is_done_at_once=True,
        ),
        "draft": Act(
            words="Return to drafting",
            page="scorecard:draft",
            permission=Permission.EDIT_YEARLY_REPORT,
            open_in=(Status.REVIEW,),
            to=(Status.DRAFTING,),
            is_done_at_once=True,
        ),
    }
    COLOURS = {
        Status.DRAFTING: "blue",
        Status.REVIEW: "yellow",
        Status.PUBLISHED: "green",
    }

    seen_with = Permission.SEE_YEARLY_REPORT

    year = models.CharField(max_length=7, unique=True)
    status = models.CharField(
        max_length=9, choices=Status.choices, default=Status.DRAFTING
    )
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)

    objects = ReportEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="published", published_on__isnull=False)
                | (~models.Q(status="published") & models.Q(published_on=None)),
                name="edition_published_and_day_together",
            ),
        ]

    def __str__(self) -> str:
        return f"Yearly report {self.report_year.label}"

    def get_absolute_url(self) -> str:
        return reverse("scorecard:edition", kwargs={"pk": self.pk})

    @property
    def report_year(self) -> ReportYear:
        return ReportYear.from_slug(self.year)

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def publish_by(self) -> date:
        """The end of September after its year, when the national panel expects it."""
        return date(self.report_year.end.year, 9, 30)

    @property
    def is_open(self) -> bool:
        """Whether its chapters can still be edited."""
        return self.is_open_to("write")

    @property
    def called(self) -> str:
        return "This report"

    @property
    def is_drafting(self) -> bool:
        return self.status == ReportEdition.Status.DRAFTING


class Chapter(Reached, Versioned):
    """A chapter of the yearly report that someone writes."""

    seen_through = "edition"

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="chapters")
    key = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    guidance = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], name="chapter_once_per_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    @property
    def is_written(self) -> bool:
        return bool(self.text)


class CoveragePoint(Reached, Versioned):
    """A point the yearly report must cover, in a chapter or with an explanation."""

    seen_through = "edition"

    edition = models.ForeignKey(ReportEdition, models.CASCADE, related_name="points")
    ref = models.CharField(max_length=10)
    words = models.CharField(max_length=300)
    evidence = models.CharField(max_length=200)
    chapter = models.ForeignKey(
        Chapter, models.PROTECT, null=True, blank=True, related_name="points"
    )
    explanation = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "ref"], name="coverage_point_once_per_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}. {self.words}"

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    @property
    def is_filled(self) -> bool:
        return self.chapter is not None and self.chapter.is_written

    @property
    def is_covered(self) -> bool:
        return self.is_filled or bool(self.explanation)


class ReportBuildQuerySet(BuildQuerySet, ReachQuerySet):
    """Builds, as far as their editions are seen."""


def report_file_name(build: "ReportBuild", _: str) -> str:
    return f"yearly-reports/{build.edition.year}/{build.pk}.pdf"


class ReportBuild(Build, Reached):
    """A PDF build of the yearly report, with its progress."""

    seen_through = "edition"
    ACTS = acts_of_builds(Permission.SEE_YEARLY_REPORT)

    edition = models.ForeignKey(ReportEdition, models.PROTECT, related_name="builds")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    file = models.FileField(upload_to=report_file_name, blank=True)

    objects = ReportBuildQuerySet.as_manager()

    class Meta(Build.Meta):
        constraints = [*Build.Meta.constraints, one_in_hand("edition")]

    def __str__(self) -> str:
        return f"{self.edition} ({self.get_status_display().lower()})"

    def get_absolute_url(self) -> str:
        return reverse("scorecard:build", kwargs={"pk": self.pk})

    @property
    def about(self) -> ReportEdition:
        return self.edition

    @property
    def called(self) -> str:
        return "This PDF"

    @property
    def download_name(self) -> str:
        return f"yearly-report-{self.edition.year}.pdf"
