"""What every file that a worker makes has in common."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from partnership.access import Permission
from partnership.guards.acts import Act, HasActs


class Status(models.TextChoices):
    QUEUED = "queued", "Waiting for a worker"
    RUNNING = "running", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Failed"


IN_HAND = (Status.QUEUED, Status.RUNNING)
COLOURS = {
    Status.QUEUED: "grey",
    Status.RUNNING: "blue",
    Status.DONE: "green",
    Status.FAILED: "red",
}


def acts_of_builds(permission: Permission) -> dict[str, Act]:
    """The acts of a build that people with this permission may download."""
    return {
        # Also after its worker died.
        "run": Act(open_in=IN_HAND, to=(Status.RUNNING,)),
        "finish": Act(open_in=(Status.RUNNING,), to=(Status.DONE,)),
        "fail": Act(open_in=(Status.RUNNING,), to=(Status.FAILED,)),
        "download": Act(
            permission=permission,
            open_in=(Status.DONE,),
            otherwise="{it} is not ready",
        ),
    }


class BuildQuerySet(models.QuerySet):
    def unfinished(self):
        """Builds that are neither ready nor failed."""
        return self.filter(status__in=IN_HAND)


class Build(HasActs):
    """A file that is being made, with its progress.

    A model adds its `file`, says what the file is `about` (a row with a history), and
    lets only one build of it be in hand (`one_in_hand`).
    """

    Status = Status

    asked_at = models.DateTimeField()
    status = models.CharField(
        max_length=7, choices=Status.choices, default=Status.QUEUED
    )
    step = models.CharField(max_length=250, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="%(class)s_progress_in_percent"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["queued", "running"], finished_at=None)
                | Q(status__in=["done", "failed"], finished_at__isnull=False),
                name="%(class)s_finished_at_when_finished",
            ),
            models.CheckConstraint(
                condition=(Q(status="done") & ~Q(file=""))
                | (~Q(status="done") & Q(file="")),
                name="%(class)s_has_a_file_when_done",
            ),
            models.CheckConstraint(
                condition=(Q(status="failed") & ~Q(error=""))
                | (~Q(status="failed") & Q(error="")),
                name="%(class)s_says_why_it_failed",
            ),
        ]

    @property
    def about(self) -> models.Model:
        raise NotImplementedError

    @property
    def colour(self) -> str:
        return COLOURS[self.status]

    @property
    def is_finished(self) -> bool:
        return self.status not in IN_HAND

    @property
    def is_ready(self) -> bool:
        return self.is_open_to("download")


def one_in_hand(of: str) -> models.UniqueConstraint:
    """One at a time: a second request in the meantime returns the build in hand."""
    return models.UniqueConstraint(
        fields=[of],
        condition=Q(status__in=["queued", "running"]),
        name=f"%(class)s_one_in_hand_per_{of}",
    )
