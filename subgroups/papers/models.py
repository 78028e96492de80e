"""Papers, packs, and the pages that each paper has in the packs of a meeting."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from partnership.access import Permission, Role
from partnership.builds.models import (
    Build,
    BuildQuerySet,
    acts_of_builds,
    one_in_hand,
)
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import OfSubgroup, OfSubgroupQuerySet


def paper_file_name(paper: "Paper", _: str) -> str:
    """A name of ours: that of the uploaded file is only shown."""
    return f"papers/{paper.digest}.{paper.kind}"


class PaperQuerySet(ReachQuerySet):
    def visible_to(self, person: Person | None) -> "PaperQuerySet":
        """Papers of the items that someone may read."""
        items = AgendaItem.objects.visible_to(person).filter(papers=OuterRef("pk"))
        return self.filter(Exists(items.order_by()))

    def of(self, meeting: Meeting) -> "PaperQuerySet":
        """The papers of a meeting's items, each once, in the order of the agenda."""
        return (
            self.filter(items__meeting=meeting)
            .annotate(first_item=models.Min("items__number"))
            .order_by("first_item", "pk")
        )

    def open_at(self, meeting: Meeting) -> "PaperQuerySet":
        """The papers that everyone at a meeting may read."""
        is_open = Q(items__meeting=meeting, items__access=AgendaItem.Access.OPEN)
        return (
            self.filter(is_open)
            .annotate(first_item=models.Min("items__number", filter=is_open))
            .order_by("first_item", "pk")
        )


class Paper(Reached, Versioned):
    """A document for one or more items of an agenda."""

    seen_with = Permission.SEE_MEETINGS

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word document"

    items = models.ManyToManyField(AgendaItem, related_name="papers")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to=paper_file_name)
    name = models.CharField("name of the file", max_length=200)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    # Of a PDF; of a Word document once it has been turned into one.
    pages = models.PositiveIntegerField(null=True)
    uploaded_at = models.DateTimeField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("subgroups:paper", kwargs={"pk": self.pk})

    def roles_of(self, person: Person) -> set[Role]:
        """The roles by which someone reads any of its items."""
        items = self.items.visible_to(person)
        return set().union(*(item.roles_of(person) for item in items))

    @property
    def is_pdf(self) -> bool:
        return self.kind == self.Kind.PDF

    @property
    def download_name(self) -> str:
        return f"{self.title}.{self.kind}"


class PackQuerySet(BuildQuerySet, OfSubgroupQuerySet):
    """Packs, as far as the meetings are seen."""


def pack_file_name(pack: "Pack", _: str) -> str:
    return f"packs/{pack.meeting_id}/{pack.pk}.pdf"


class Pack(Build, OfSubgroup):
    """The agenda of a meeting with its open papers, bound into one PDF."""

    belongs_to = "meeting__subgroup__organisation"
    ACTS = acts_of_builds(Permission.SEE_MEETINGS)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    file = models.FileField(upload_to=pack_file_name, blank=True)
    pages = models.PositiveIntegerField(null=True)
    # What could not be bound, in sentences.
    left_out = models.JSONField(default=list)

    objects = PackQuerySet.as_manager()

    class Meta(Build.Meta):
        constraints = [*Build.Meta.constraints, one_in_hand("meeting")]

    def __str__(self) -> str:
        return f"Pack of {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("subgroups:pack", kwargs={"pk": self.pk})

    @property
    def about(self) -> Meeting:
        return self.meeting

    @property
    def called(self) -> str:
        return "This pack"

    @property
    def download_name(self) -> str:
        return f"pack-{self.meeting.held_on.isoformat()}.pdf"


class PageRange(models.Model):
    """The pages of a paper in the packs of a meeting. Once published, they stay.

    Pages of a paper that was removed or has grown are kept without it: no other paper
    gets them.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="page_ranges")
    paper = models.ForeignKey(
        Paper, models.SET_NULL, null=True, related_name="page_ranges"
    )
    first = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()

    class Meta:
        ordering = ["meeting", "first"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "paper"], name="page_range_once_per_paper"
            ),
            models.UniqueConstraint(
                fields=["meeting", "first"], name="page_range_first_page_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.in_words}"

    @property
    def last(self) -> int:
        return self.first + self.pages - 1

    @property
    def in_words(self) -> str:
        """“page 5” or “pages 5 to 8”."""
        if self.pages == 1:
            return f"page {self.first}"
        return f"pages {self.first} to {self.last}"
