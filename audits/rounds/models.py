"""Audit rounds: their questions, dates and status."""

from datetime import date
from functools import cached_property

from django.db import models

from audits.questions.models import Question, QuestionSet
from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class RoundQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "RoundQuerySet":
        """Every round, for people who may see rounds."""
        return super().visible_to(person).select_related("question_set")

    def running(self) -> "RoundQuerySet":
        """Open rounds."""
        return self.filter(status=Round.Status.OPEN)

    def with_counts(self) -> "RoundQuerySet":
        """Rounds with the numbers of schools `asked` and returns `submitted`."""
        current = models.Q(returns__is_current=True)
        return self.annotate(
            asked=models.Count("returns", filter=current),
            submitted=models.Count(
                "returns", filter=current & models.Q(returns__status="submitted")
            ),
        ).order_by("-closes_on", "-pk")

    def closing_between(self, start: date, end: date) -> "RoundQuerySet":
        """Opened rounds with a deadline between two dates, latest first."""
        return self.exclude(status=Round.Status.PLANNED).filter(
            closes_on__range=(start, end)
        )


class Round(HasActs, Reached, Versioned):
    """An audit: one question set that schools answer between two dates."""

    seen_with = Permission.SEE_ROUND

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    ACTS = {
        "open": Act(
            permission=Permission.MANAGE_ROUND,
            open_in=(Status.PLANNED,),
            to=(Status.OPEN,),
        ),
        "add_schools": Act(
            permission=Permission.MANAGE_ROUND,
            open_in=(Status.OPEN,),
            otherwise="{it} is not open",
        ),
        "close": Act(
            permission=Permission.MANAGE_ROUND,
            open_in=(Status.OPEN,),
            to=(Status.CLOSED,),
        ),
        "reopen": Act(
            permission=Permission.MANAGE_ROUND,
            open_in=(Status.CLOSED,),
            to=(Status.OPEN,),
        ),
    }

    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    academic_year = models.CharField(
        max_length=9,
        help_text="The school year the questions are about, such as 2025/26",
    )
    opens_on = models.DateField()
    closes_on = models.DateField()
    status = models.CharField(
        max_length=8, choices=Status.choices, default=Status.PLANNED
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="round_closes_after_it_opens",
                violation_error_message="The deadline must be after the opening date",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["planned", "open", "closed"]),
                name="round_status_known",
            ),
            models.UniqueConstraint(
                fields=["title", "academic_year"],
                name="round_title_once_per_year",
                violation_error_message="There is already a round with this title for "
                "this school year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.academic_year}"

    def get_absolute_url(self) -> str:
        return reverse("audits:round", kwargs={"pk": self.pk})

    @property
    def colour(self) -> str:
        """The colour of its status tag."""
        return {"planned": "grey", "open": "blue", "closed": "green"}[self.status]

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    def counts(self) -> dict[str, int]:
        """The number of returns in each status."""
        return self.returns.current().counts()

    @cached_property
    def questions(self) -> list[Question]:
        """The questions in force on the day the round opens."""
        return [q for q in self.question_set.questions if q.is_asked(on=self.opens_on)]
