"""What a return knows of its signatures: whose it needs, and which it has."""

from functools import cached_property

from django.db import models
from django.utils.timezone import localtime

from audits.returns.models.progress import Signatory, SignatureDue
from partnership.access import Role
from partnership.dates import clock
from partnership.pages.addresses import reverse
from partnership.people.models import Membership
from partnership.policy import values as policy


class Signing(models.Model):
    """A return as far as it is signed."""

    class Meta:
        abstract = True

    @property
    def roles_to_sign(self) -> list[Signatory]:
        """Who signs, in order: settled when the return is sent for signing."""
        if self.signatories:
            return [Signatory(role) for role in self.signatories]
        if self.is_submitted:
            return [Signatory(role) for role in self.current_signatures]
        return self.required_signatories()

    def required_signatories(self) -> list[Signatory]:
        """Who signs by local policy, unless a proprietor is alone in charge."""
        if self._has_proprietor_alone:
            return [Signatory.PROPRIETOR]
        return self.signatories_by_sector()

    def signatories_by_sector(self) -> list[Signatory]:
        """Who signs for this type of school by local policy, in order."""
        required = policy.get("signatures_required")
        return [Signatory(role) for role in required[self.school.sector]]

    @cached_property
    def _has_proprietor_alone(self) -> bool:
        """Whether every head is also a proprietor, of whom there is at least one."""
        held = Membership.objects.current(on=localtime(clock.now()).date()).filter(
            organisation=self.school.organisation_id,
            role__in=[Role.HEAD, Role.PROPRIETOR],
        )
        people = {Role.HEAD: set(), Role.PROPRIETOR: set()}
        for role, person in held.values_list("role", "person"):
            people[Role(role)].add(person)
        proprietors = people[Role.PROPRIETOR]
        return bool(proprietors) and people[Role.HEAD] <= proprietors

    @property
    def next_to_sign(self) -> Signatory | None:
        """The first role whose signature is missing."""
        return next(iter(self.missing_signatures), None)

    @property
    def missing_signatures(self) -> list[Signatory]:
        signed = self.current_signatures
        return [role for role in self.roles_to_sign if role not in signed]

    @property
    def is_signed(self) -> bool:
        return self.next_to_sign is None

    def signing(self) -> list[SignatureDue]:
        """Each signature this return needs, in order."""
        upcoming = self.next_to_sign if self.is_ready else None
        return [
            SignatureDue(
                role=role,
                signature=self.current_signatures.get(role),
                is_next=role == upcoming,
                url=reverse(f"audits:sign_as_{role}", kwargs={"pk": self.pk}),
            )
            for role in self.roles_to_sign
        ]

    def versions(self) -> models.QuerySet:
        """All versions of this return, the newest first."""
        return (
            type(self)
            .objects.filter(round=self.round_id, school=self.school_id)
            .order_by("-revision")
        )

    def reload_signatures(self) -> None:
        """Reload the signatures when they are next needed."""
        self.__dict__.pop("current_signatures", None)

    @cached_property
    def current_signatures(self) -> dict[str, models.Model]:
        """The signatures that have not been withdrawn, by role, in order."""
        return {
            signature.role: signature
            for signature in self.signatures.all()
            if signature.withdrawn_at is None
        }
