"""Terms of reference."""

from datetime import date

import pgtrigger
from django.db import models

from partnership.access import Permission, Role
from partnership.guards.acts import Act, HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet, Subgroup


def _lines(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class TermsQuerySet(OfSubgroupQuerySet):
    def current(self) -> "TermsOfReference | None":
        """The edition in force or, if there is none, the draft."""
        rows = self.exclude(status=TermsOfReference.Status.SUPERSEDED)
        return rows.order_by("edition").first()

    def draft(self) -> "TermsOfReference | None":
        """The draft edition."""
        return self.filter(status=TermsOfReference.Status.DRAFT).first()

    def agreed(self) -> "TermsQuerySet":
        """The edition in force."""
        return self.filter(status=TermsOfReference.Status.AGREED)


class TermsOfReference(HasActs, OfSubgroup, Versioned):
    """The purpose and working arrangements of a subgroup, in numbered editions."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"
        SUPERSEDED = "superseded", "Superseded"

    ACTS = {
        "agree": Act(
            words="Agree the draft",
            page="subgroups:agree_terms",
            permission=Permission.MANAGE_SUBGROUP,
            open_in=(Status.DRAFT,),
            to=(Status.AGREED,),
            otherwise="{it} are {state}: only a draft can be agreed",
            is_main=True,
        ),
        # Follows when the next edition is agreed.
        "supersede": Act(open_in=(Status.AGREED,), to=(Status.SUPERSEDED,)),
    }

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="terms")
    edition = models.PositiveSmallIntegerField()
    purpose = models.TextField(blank=True)
    responsibilities = models.TextField(
        blank=True, help_text="Enter each responsibility on a new line"
    )
    practice_standards = models.TextField(
        blank=True, help_text="Enter each standard on a new line"
    )
    decision_making = models.TextField(blank=True)
    deputies = models.TextField(blank=True, help_text="Who may stand in for whom")
    frequency = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    review_on = models.DateField(null=True, blank=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering = ["subgroup", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["subgroup", "edition"], name="terms_edition_once"
            ),
            models.UniqueConstraint(
                fields=["subgroup"],
                condition=models.Q(status="draft"),
                name="terms_one_draft",
                violation_error_message="There is already a draft",
            ),
            models.UniqueConstraint(
                fields=["subgroup"],
                condition=models.Q(status="agreed"),
                name="terms_one_agreed",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", agreed_on=None, agreed_by=None)
                | models.Q(
                    status__in=["agreed", "superseded"],
                    agreed_on__isnull=False,
                    agreed_by__isnull=False,
                ),
                name="terms_agreed_by_and_on_together",
            ),
        ]
        triggers = [
            Frozen(
                "agreed_terms_are_frozen",
                "Agreed terms of reference never change",
                once=~pgtrigger.Q(old__status="draft"),
                step=("agreed", "superseded"),
                with_step=("version",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subgroup} terms of reference, edition {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:terms", kwargs={"pk": self.subgroup_id})

    @property
    def called(self) -> str:
        return "These terms"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def gaps(self, *, on: date) -> list[str]:
        """The parts that are missing, in words."""
        subgroup = self.subgroup
        chairs = subgroup.people(Role.SUBGROUP_CHAIR, on=on)
        missing = [
            ("purpose", not self.purpose.strip()),
            ("responsibilities", not self.responsibilities.strip()),
            ("membership list", not subgroup.seats.in_force(on=on).exists()),
            ("chair", not chairs.exists()),
            ("quorum rule", subgroup.quorum_rule(on) is None),
            ("deputies clause", not self.deputies.strip()),
            ("decision-making clause", not self.decision_making.strip()),
            ("meeting frequency", not self.frequency.strip()),
            ("review date", self.review_on is None),
        ]
        return [f"No {name}" for name, is_missing in missing if is_missing]

    @property
    def responsibility_lines(self) -> list[str]:
        return _lines(self.responsibilities)

    @property
    def standard_lines(self) -> list[str]:
        return _lines(self.practice_standards)

    def is_review_due(self, *, on: date) -> bool:
        return self.review_on is not None and self.review_on <= on
