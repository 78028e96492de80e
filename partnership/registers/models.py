"""Uploaded files of the school register, and how far each has come."""

from django.contrib.postgres.fields import ArrayField
from django.core.cache import cache
from django.db import models

from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


class RegisterFileQuerySet(ReachQuerySet):
    def at_work(self) -> "RegisterFileQuerySet":
        """Files that a worker is to read or to import."""
        return self.filter(
            status__in=[RegisterFile.Status.READING, RegisterFile.Status.IMPORTING]
        )

    def not_imported(self) -> "RegisterFileQuerySet":
        """Files that wait to be checked, or were refused."""
        return self.filter(
            status__in=[RegisterFile.Status.READY, RegisterFile.Status.REFUSED]
        )


class RegisterFile(HasActs, Reached, Versioned):
    """A file of the national register of schools, kept until it is imported."""

    seen_with = Permission.MANAGE_PEOPLE

    class Status(models.TextChoices):
        READING = "reading", "Being read"
        READY = "ready", "Ready to check"
        IMPORTING = "importing", "Being imported"
        IMPORTED = "imported", "Imported"
        REFUSED = "refused", "Refused"

    ACTS = {
        "show": Act(open_in=(Status.READING,), to=(Status.READY,)),
        "import": Act(
            permission=Permission.MANAGE_PEOPLE,
            open_in=(Status.READY,),
            to=(Status.IMPORTING,),
        ),
        "finish": Act(open_in=(Status.IMPORTING,), to=(Status.IMPORTED,)),
        "show_again": Act(open_in=(Status.IMPORTING,), to=(Status.READY,)),
        "refuse": Act(open_in=(Status.READING, Status.IMPORTING), to=(Status.REFUSED,)),
    }
    COLOURS = {
        Status.READING: "grey",
        Status.READY: "blue",
        Status.IMPORTING: "grey",
        Status.IMPORTED: "green",
        Status.REFUSED: "red",
    }

    name = models.CharField("name of the file", max_length=200)
    file = models.FileField(upload_to="registers", blank=True)
    la_codes = ArrayField(
        models.CharField(max_length=3), default=list, blank=True,
        help_text="The local authorities whose schools are imported. If empty, all.",
    )  # fmt: skip
    status = models.CharField(
        max_length=9, choices=Status.choices, default=Status.READING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    # The number of rows with each outcome, and some of those refused, with the reasons.
    totals = models.JSONField(default=dict, blank=True)
    refusals = models.JSONField(default=list, blank=True)
    # What is odd about some of the others, which are imported all the same.
    remarks = models.JSONField(default=list, blank=True)
    # The outcome of every row. The import does exactly this or nothing.
    foreseen = models.CharField(max_length=64, blank=True)
    # Why it was refused, or why it has to be checked again.
    problem = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # Since when a worker has had something to do with it.
    asked_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterFileQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["reading", "ready", "importing"])
                & ~models.Q(file="")
                | models.Q(status__in=["imported", "refused"], file=""),
                name="register_file_gone_once_over",
            ),
            models.CheckConstraint(
                condition=models.Q(status="imported", applied_at__isnull=False)
                | ~models.Q(status="imported") & models.Q(applied_at=None),
                name="register_imported_and_at_together",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | ~models.Q(problem=""),
                name="register_says_why_refused",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:register_file", kwargs={"pk": self.pk})

    @property
    def called(self) -> str:
        return "This file"

    @property
    def colour(self) -> str:
        return self.COLOURS[self.status]

    @property
    def is_at_work(self) -> bool:
        return self.is_open_to("refuse")

    @property
    def is_ready(self) -> bool:
        return self.is_open_to("import")

    @property
    def is_imported(self) -> bool:
        return self.status == RegisterFile.Status.IMPORTED

    @property
    def writes(self) -> int:
        """The number of schools that the import adds or changes."""
        return self.totals.get("new", 0) + self.totals.get("changed", 0)

    @property
    def of_authorities(self) -> str:
        return ", ".join(self.la_codes)

    @property
    def _key(self) -> str:
        return f"register-rows:{self.pk}"

    @property
    def rows_so_far(self) -> int:
        """How many rows the worker has read, while it does."""
        return cache.get(self._key, 0)

    def tell_rows(self, number: int) -> None:
        """Say how far the worker is; its own transaction would not show it."""
        cache.set(self._key, number, timeout=600)
