"""Evidence, and the questions of a return it is shown for."""

from collections import Counter

from django.db import models
from django.db.models import Q

from audits.questions.models import Question
from audits.returns.models.answers import SUBMITTED, stays_once_submitted
from audits.returns.models.returns import AuditReturn
from partnership.guards.triggers import PASS, Frozen
from partnership.guards.versions import Versioned
from partnership.pages.addresses import reverse
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet
from partnership.schools.models import School


def evidence_file_name(evidence: "Evidence", _: str) -> str:
    """A name of ours, since that of the uploaded file is only a title."""
    return f"evidence/{evidence.school_id}/{evidence.digest}.{evidence.file_kind}"


class StaysOnceShown(Frozen):
    """Refuse to change or delete evidence that a submitted return shows."""

    def _refused(self, model: type[models.Model], refuse: str) -> str:
        return (
            "IF EXISTS (SELECT 1 FROM audits_attachment shown "
            "JOIN audits_auditreturn whole ON whole.id = shown.audit_return_id "
            "WHERE shown.evidence_id = OLD.id AND whole.status = 'submitted') "
            f"THEN {refuse} END IF; {PASS}"
        )


class Evidence(Versioned):
    """A file, link or note that a school shows for its answers, in one year or more."""

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"
        NOTE = "note", "Note"

    class FileKind(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word document"
        EXCEL = "xlsx", "Excel workbook"
        JPG = "jpg", "Photograph"
        PNG = "png", "Picture"

    school = models.ForeignKey(School, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to=evidence_file_name, blank=True)
    file_kind = models.CharField(max_length=4, choices=FileKind.choices, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Of the file as it was uploaded, so that the same file is kept once.
    digest = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    expires_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="file", address="", note="") & ~Q(file="") & ~Q(digest="")
                )
                | (Q(kind="link", file="", note="", address__startswith="https://"))
                | (Q(kind="note", file="", address="") & ~Q(note="")),
                name="evidence_is_a_file_a_link_or_a_note",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
            models.UniqueConstraint(
                fields=["school", "digest"],
                condition=~Q(digest=""),
                name="evidence_file_once_per_school",
            ),
        ]
        triggers = [StaysOnceShown("evidence_of_submitted_returns_stays", SUBMITTED)]

    def __str__(self) -> str:
        return self.title

    @property
    def is_file(self) -> bool:
        return self.kind == self.Kind.FILE

    @property
    def is_link(self) -> bool:
        return self.kind == self.Kind.LINK

    @property
    def kind_in_words(self) -> str:
        """What it is: “PDF”, “Photograph”, “Link”."""
        return self.get_file_kind_display() if self.is_file else self.get_kind_display()

    @property
    def download_name(self) -> str:
        return f"{self.title}.{self.file_kind}"


class AttachmentQuerySet(ReachQuerySet):
    def with_evidence(self) -> "AttachmentQuerySet":
        """Attachments with what pages show of their evidence, oldest first."""
        return self.select_related("evidence__added_by").order_by("pk")

    def in_words(self) -> str:
        """How many there are of each kind: “2 files, 1 link”."""
        counted = Counter(self.values_list("evidence__kind", flat=True))
        return ", ".join(
            f"{counted[kind]} {label.lower()}{'' if counted[kind] == 1 else 's'}"
            for kind, label in Evidence.Kind.choices
            if counted[kind]
        )


class Attachment(Reached, models.Model):
    """A piece of evidence as one return shows it for one question."""

    seen_through = "audit_return"

    audit_return = models.ForeignKey(
        AuditReturn, models.PROTECT, related_name="attachments"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="attachments")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "question", "evidence"],
                name="attachment_once_per_question",
            ),
        ]
        triggers = [stays_once_submitted("submitted_attachments_stay")]

    def __str__(self) -> str:
        return f"{self.evidence}, for {self.question.ref}"

    def get_absolute_url(self) -> str:
        """The page of the evidence for its question."""
        return reverse(
            "audits:evidence",
            kwargs={"pk": self.audit_return_id, "question": self.question_id},
        )
