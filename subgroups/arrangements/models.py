"""Published arrangements in editions, and dated editions of legal texts."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models.functions import Lower

from partnership.access import Permission
from partnership.guards.acts import Act, HasActs
from partnership.guards.triggers import Frozen, FrozenWith
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet

WHAT_WAS_PUBLISHED = "Published arrangements never change"


class LegalTextQuerySet(ReachQuerySet):
    def in_order(self) -> "LegalTextQuerySet":
        """Legal texts by title, the newest edition first, with what replaces each."""
        return self.select_related("replaces", "replaced_by").order_by(
            Lower("title"), "-applies_from", "pk"
        )


class LegalText(Reached, Versioned):
    """A law or national guidance in one edition, with the day it applies from."""

    seen_with = Permission.SEE_ARRANGEMENTS

    title = models.CharField(max_length=200)
    edition = models.CharField(max_length=80)
    applies_from = models.DateField()
    address = models.URLField(max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    # Whether something published refers to it. Then it never changes.
    is_cited = models.BooleanField(default=False)

    objects = LegalTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                Lower("edition"),
                name="legal_text_edition_once",
                violation_error_message="There is already this edition of this text",
            ),
            models.CheckConstraint(
                condition=~models.Q(replaces=models.F("pk")),
                name="legal_text_does_not_replace_itself",
            ),
        ]
        triggers = [
            Frozen(
                "cited_legal_texts_are_frozen",
                "A legal text that something published refers to never changes",
                once=pgtrigger.Q(old__is_cited=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:legal_texts")

    @property
    def successor(self) -> "LegalText | None":
        """The edition that replaces it, also one that does not apply yet."""
        return getattr(self, "replaced_by", None)

    def is_old(self, *, on: date) -> bool:
        """Whether another edition applies in its place."""
        return self.successor is not None and self.successor.applies_from <= on


class ArrangementQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "ArrangementQuerySet":
        """All editions for people who see drafts, otherwise the public ones."""
        if person is None:
            return self.public()
        return super().visible_to(person, also=PUBLIC)

    def public(self) -> "ArrangementQuerySet":
        """Editions that anyone may read."""
        return self.filter(PUBLIC)

    def in_force(self) -> "ArrangementQuerySet":
        """The published edition of each document."""
        return self.filter(status=Arrangement.Status.PUBLISHED).order_by("kind")

    def drafts(self) -> "ArrangementQuerySet":
        """Editions in the making."""
        return self.filter(status=Arrangement.Status.DRAFT)

    def log(self, kind: str) -> "ArrangementQuerySet":
        """The published editions of a document, newest first."""
        return self.exclude(status=Arrangement.Status.DRAFT).filter(kind=kind)

    def with_legal_texts(self) -> "ArrangementQuerySet":
        """Editions with the legal texts that they refer to."""
        return self.prefetch_related(
            models.Prefetch("legal_texts", LegalText.objects.in_order())
        )


def _is_public(edition: "Arrangement", by: Person | None, on: date | None) -> str:
    return "" if edition.withdrawn_on else "This edition is public"


def _is_withdrawn(edition: "Arrangement", by: Person | None, on: date | None) -> str:
    return "This edition has been removed already" if edition.withdrawn_on else ""


class Arrangement(HasActs, Reached, Versioned):
    """One edition of a document in which the partnership says how it works."""

    class Kind(models.TextChoices):
        ARRANGEMENTS = "arrangements", "Safeguarding arrangements"
        ESCALATION = "escalation", "Escalation procedure"
        THRESHOLD = "threshold", "Threshold document"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Replaced"

    ACTS = {
        "publish": Act(
            words="Publish the draft",
            page="subgroups:publish_arrangement",
            permission=Permission.MANAGE_ARRANGEMENTS,
            open_in=(Status.DRAFT,),
            to=(Status.PUBLISHED,),
            otherwise="{it} is {state}: only a draft can be published",
            is_main=True,
        ),
        "withdraw": Act(
            words="Remove from the public pages",
            page="subgroups:withdraw_arrangement",
            permission=Permission.MANAGE_ARRANGEMENTS,
            open_in=(Status.PUBLISHED, Status.SUPERSEDED),
            otherwise="{it} is a {state} and not public",
            unless=_is_withdrawn,
            is_done_at_once=True,
        ),
        "restore": Act(
            words="Make public again",
            page="subgroups:restore_arrangement",
            permission=Permission.MANAGE_ARRANGEMENTS,
            open_in=(Status.PUBLISHED, Status.SUPERSEDED),
            otherwise="{it} is a {state}: publish it first",
            unless=_is_public,
            is_done_at_once=True,
        ),
        # Follows when the next edition is published.
        "supersede": Act(open_in=(Status.PUBLISHED,), to=(Status.SUPERSEDED,)),
    }

    seen_with = Permission.SEE_ARRANGEMENTS

    kind = models.CharField(max_length=20, choices=Kind.choices)
    edition = models.PositiveSmallIntegerField()
    text = models.TextField()
    legal_texts = models.ManyToManyField(
        LegalText, through="Citation", related_name="cited_by"
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    # What is different from the edition before, for the log of changes.
    changes = models.TextField(blank=True)
    approval = models.CharField(max_length=200, blank=True)
    applies_from = models.DateField(null=True)
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "edition"], name="arrangement_edition_once"
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(status="draft"),
                name="arrangement_one_draft",
                violation_error_message="There is already a draft",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(status="published"),
                name="arrangement_one_published",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status="draft",
                    published_on=None,
                    applies_from=None,
                    withdrawn_on=None,
                )
                | models.Q(
                    status__in=["published", "superseded"],
                    published_on__isnull=False,
                    applies_from__isnull=False,
                ),
                name="arrangement_published_and_days_together",
            ),
        ]
        triggers = [
            Frozen(
                "published_arrangements_are_frozen",
                WHAT_WAS_PUBLISHED,
                once=~pgtrigger.Q(old__status="draft"),
                step=("published", "superseded"),
                with_step=("version",),
                apart_from=("withdrawn_on", "version"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:arrangement", kwargs={"pk": self.pk})

    def get_public_url(self) -> str:
        return reverse("subgroups:public_arrangement", kwargs={"pk": self.pk})

    @property
    def called(self) -> str:
        return "This edition"

    @property
    def title(self) -> str:
        return self.get_kind_display()

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_superseded(self) -> bool:
        return self.status == self.Status.SUPERSEDED

    @property
    def is_public(self) -> bool:
        return not self.is_draft and self.withdrawn_on is None

    def dated_texts(self, *, on: date) -> list[tuple[LegalText, bool]]:
        """The legal texts it refers to, each with whether it is an old edition."""
        return [(text, text.is_old(on=on)) for text in self.legal_texts.in_order()]

    def old_texts(self, *, on: date) -> list[LegalText]:
        """Legal texts it refers to that have been replaced. Needs `with_legal_texts`.

        A replaced edition refers to what applied in its time.
        """
        if self.is_superseded:
            return []
        return [text for text in self.legal_texts.all() if text.is_old(on=on)]


PUBLIC = models.Q(
    status__in=[Arrangement.Status.PUBLISHED, Arrangement.Status.SUPERSEDED],
    withdrawn_on=None,
)


class Citation(Reached):
    """A legal text to which an edition of a document refers."""

    seen_through = "arrangement"

    arrangement = models.ForeignKey(
        Arrangement, models.CASCADE, related_name="citations"
    )
    legal_text = models.ForeignKey(LegalText, models.PROTECT, related_name="citations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "legal_text"], name="citation_once"
            ),
        ]
        triggers = [
            FrozenWith(
                f"citations_of_{status}_are_frozen",
                WHAT_WAS_PUBLISHED,
                whole="arrangement",
                status=status,
            )
            for status in ("published", "superseded")
        ]

    def __str__(self) -> str:
        return str(self.legal_text)
