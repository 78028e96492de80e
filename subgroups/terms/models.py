"""Terms of reference."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models.functions import Lower

from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.triggers import Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import ReachQuerySet
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet, Subgroup
from subgroups.terms.parts import PARTS, Part


class TermsQuerySet(OfSubgroupQuerySet):
    def visible_to(self, person: Person | None) -> "TermsQuerySet":
        """Editions of subgroups the person sees, and for everyone published ones."""
        if person is None:
            return self.published().select_related("subgroup__organisation")
        is_public = models.Q(published_on__isnull=False)
        seen = ReachQuerySet.visible_to(self, person, also=is_public)
        return seen.select_related("subgroup__organisation")

    def published(self) -> "TermsQuerySet":
        """Editions that anyone may read."""
        return self.filter(published_on__isnull=False)

    def on_front_page(self) -> "TermsQuerySet":
        """The latest published edition of each open subgroup, by its name."""
        latest = (
            TermsOfReference.objects.published()
            .filter(subgroup=models.OuterRef("subgroup"))
            .order_by("-edition")
        )
        return self.filter(
            pk=models.Subquery(latest.values("pk")[:1]),
            subgroup__organisation__closed_on=None,
        ).order_by(Lower("subgroup__organisation__name"))

    def with_review(self) -> "TermsQuerySet":
        """Editions in force of open subgroups that have a review date."""
        return self.agreed().filter(
            review_on__isnull=False, subgroup__organisation__closed_on=None
        )

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


def _is_public(terms: "TermsOfReference", by: Person | None, on: date | None) -> str:
    return "This edition is published already" if terms.is_published else ""


def _is_not_public(
    terms: "TermsOfReference", by: Person | None, on: date | None
) -> str:
    return "" if terms.is_published else "This edition is not published"


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
        "publish": Act(
            words="Publish",
            page="subgroups:publish_terms",
            permission=Permission.MANAGE_SUBGROUP,
            open_in=(Status.AGREED,),
            otherwise="{it} are {state}: only agreed terms can be published",
            unless=_is_public,
            is_done_at_once=True,
        ),
        "unpublish": Act(
            words="Remove from the public page",
            page="subgroups:unpublish_terms",
            permission=Permission.MANAGE_SUBGROUP,
            open_in=(Status.AGREED, Status.SUPERSEDED),
            otherwise="{it} are {state} and not published",
            unless=_is_not_public,
            is_done_at_once=True,
        ),
        # Follows when the next edition is agreed.
        "supersede": Act(open_in=(Status.AGREED,), to=(Status.SUPERSEDED,)),
    }

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="terms")
    edition = models.PositiveSmallIntegerField()
    purpose = models.TextField(blank=True)
    objectives = models.TextField(blank=True)
    responsibilities = models.TextField(blank=True)
    membership = models.TextField(blank=True)
    deputies = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    quorum = models.TextField(blank=True)
    decision_making = models.TextField(blank=True)
    conflicts = models.TextField(blank=True)
    confidentiality = models.TextField(blank=True)
    secretariat = models.TextField(blank=True)
    practice_standards = models.TextField(blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    # The meeting or body that approved it, in words.
    approval = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True)

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
            models.CheckConstraint(
                condition=models.Q(published_on=None) | ~models.Q(status="draft"),
                name="terms_published_once_agreed",
            ),
        ]
        triggers = [
            Frozen(
                "agreed_terms_are_frozen",
                "Agreed terms of reference never change",
                once=~pgtrigger.Q(old__status="draft"),
                apart_from=("published_on", "version"),
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
    def title(self) -> str:
        return f"Terms of reference: {self.subgroup}"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_superseded(self) -> bool:
        return self.status == self.Status.SUPERSEDED

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @property
    def written(self) -> list[tuple[Part, str]]:
        """The parts that say something, each with its text."""
        found = [(part, getattr(self, part.name)) for part in PARTS]
        return [(part, text) for part, text in found if text.strip()]

    def gaps(self, *, on: date) -> list[str]:
        """The parts that are missing, in words."""
        found = {part.name for part, _ in self.written}
        missing = [part.missing for part in PARTS if part.name not in found]
        if self.review_on is None:
            missing.append("review date")
        if not self.subgroup.chairs(on=on).exists():
            missing.append("chair")
        return [f"No {name}" for name in missing]

    def is_review_due(self, *, on: date) -> bool:
        return self.review_on is not None and self.review_on <= on
