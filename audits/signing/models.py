"""Signatures on returns, requests for them, comments, and the PDF of a submission."""

from pathlib import PurePath

import pgtrigger
from django.db import models
from django.db.models import Q

from audits.returns.models.answers import SUBMITTED, stays_once_submitted
from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from partnership.access import Permission
from partnership.builds.models import Build, BuildQuerySet, acts_of_builds, one_in_hand
from partnership.email_addresses import AddressField
from partnership.guards.triggers import Frozen
from partnership.people.models import Person
from partnership.reach import Reached, ReachQuerySet


def minute_file_name(signature: "Signature", uploaded: str) -> str:
    """A name of ours: that of the uploaded file is only shown."""
    kind = PurePath(uploaded).suffix.lower()
    return f"minutes/{signature.audit_return_id}/{signature.role}{kind}"


class Capacity(models.TextChoices):
    """As what someone signs for a governing body."""

    CHAIR = "chair", "Chair of governors"
    GOVERNOR = "governor", "Safeguarding governor"


class Signature(Reached):
    """One person's declaration, in one role, that a return is true; or its waiver."""

    seen_through = "audit_return"

    class How(models.TextChoices):
        ACCOUNT = "account", "Signed in"
        CODE = "code", "With a code sent by email"
        MINUTE = "minute", "By a minute of the governing body"
        WAIVED = "waived", "Waived by the partnership"

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="signatures"
    )
    role = models.CharField(max_length=10, choices=Signatory.choices)
    capacity = models.CharField(max_length=8, choices=Capacity.choices, blank=True)
    how = models.CharField(max_length=7, choices=How.choices, default=How.ACCOUNT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField("name as typed", max_length=120, blank=True)
    email = AddressField(blank=True)
    statement = models.TextField()
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who uploaded the minute, or waived the signature",
    )
    reason = models.TextField(blank=True, help_text="Why it was waived")
    meeting_on = models.DateField(null=True, blank=True)
    minute_reference = models.CharField(max_length=120, blank=True)
    minute = models.FileField(upload_to=minute_file_name, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "role"],
                condition=Q(withdrawn_at=None),
                name="signature_once_per_role",
            ),
            # A head who is also a governor cannot sign twice.
            models.UniqueConstraint(
                fields=["audit_return", "person"],
                condition=Q(withdrawn_at=None),
                name="signature_two_different_people",
            ),
            models.CheckConstraint(
                condition=Q(how="waived") ^ ~Q(name=""), name="signature_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["head", "dsl", "governor", "proprietor"]),
                name="signature_role_known",
            ),
            models.CheckConstraint(
                condition=Q(how="account", person__isnull=False)
                | Q(how="code", person=None) & ~Q(email="")
                | Q(
                    how="minute",
                    person=None,
                    recorded_by__isnull=False,
                    meeting_on__isnull=False,
                )
                & ~Q(minute="")
                | Q(how="waived", person=None, recorded_by__isnull=False)
                & ~Q(reason=""),
                name="signature_says_how_it_was_given",
            ),
        ]
        triggers = [stays_once_submitted("submitted_signatures_stay")]

    def __str__(self) -> str:
        return f"{self.signed_by}, {self.as_what.lower()}"

    @property
    def as_what(self) -> str:
        """The role in which it was given."""
        return self.get_capacity_display() or self.get_role_display()

    @property
    def signed_by(self) -> str:
        return self.name or "Waived"

    @property
    def is_waived(self) -> bool:
        return self.how == self.How.WAIVED

    @property
    def explanation(self) -> str:
        """How it was given, where that was not by signing in."""
        if self.how == self.How.WAIVED:
            return f"Waived by {self.recorded_by}: {self.reason}"
        if self.how == self.How.MINUTE:
            return f"Minute {self.minute_reference}, recorded by {self.recorded_by}"
        if self.how == self.How.CODE:
            return f"Signed with a code sent to {self.email}"
        return ""


class SignatureRequest(models.Model):
    """A governor without an account, asked by the school to sign with an emailed code.

    Only a digest of the code is kept, and only until it is used or has expired.
    """

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="signature_requests"
    )
    capacity = models.CharField(max_length=8, choices=Capacity.choices)
    name = models.CharField(max_length=120)
    email = AddressField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True)
    code_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    entered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was signed, replaced or withdrawn"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return"],
                condition=Q(ended_at=None),
                name="signature_request_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_capacity_display().lower()}"

    def link_state(self, purpose: str) -> list:
        """What uses up the links made before: an end, or another code entered."""
        entered = self.entered_at.isoformat() if self.entered_at else ""
        return [self.ended_at is not None, entered if purpose == SIGN else ""]


# The two links of a request: to the page that asks for the code, and the page behind.
ASK, SIGN = "ask_for_signature", "sign_by_code"


class SentBack(Reached):
    """A signatory's comment with which a return went back instead of being signed."""

    seen_through = "audit_return"

    audit_return = models.ForeignKey(
        "audits.AuditReturn", models.PROTECT, related_name="comments"
    )
    name = models.CharField(max_length=120)
    as_what = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    comment = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True, help_text="What the school did about it")
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "comment"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | ~Q(answer="")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="comment_answered_by_someone",
            ),
        ]
        triggers = [stays_once_submitted("submitted_comments_stay")]

    def __str__(self) -> str:
        return f"{self.name}: {self.comment}"


def pdf_file_name(build: "ReturnPdf", _: str) -> str:
    return f"returns/{build.audit_return_id}/{build.pk}.pdf"


class ReturnPdfQuerySet(BuildQuerySet, ReachQuerySet):
    """PDFs of submitted returns, as far as the returns are seen."""


class ReturnPdf(Build, Reached):
    """The PDF of a return as it was submitted, made once."""

    seen_through = "audit_return"
    ACTS = acts_of_builds(Permission.SEE_RETURN)

    audit_return = models.ForeignKey(
        AuditReturn, models.PROTECT, related_name="submitted_pdfs"
    )
    file = models.FileField(upload_to=pdf_file_name, blank=True)

    objects = ReturnPdfQuerySet.as_manager()

    class Meta(Build.Meta):
        constraints = [*Build.Meta.constraints, one_in_hand("audit_return")]
        triggers = [
            Frozen(
                "submitted_pdfs_stay", SUBMITTED, once=pgtrigger.Q(old__status="done")
            )
        ]

    def __str__(self) -> str:
        return f"PDF of {self.audit_return}"

    @property
    def about(self) -> AuditReturn:
        return self.audit_return

    @property
    def download_name(self) -> str:
        return f"safeguarding-audit-{self.audit_return.receipt_number}.pdf"
