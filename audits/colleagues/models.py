"""The sections of a return that colleagues were asked to answer."""

from datetime import date

from django.db import models

from audits.questions.models import Section
from audits.returns.models.returns import AuditReturn
from partnership.access import Permission, granting
from partnership.people.models import Membership, Person


class DelegationQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> "DelegationQuerySet":
        """Sections given to people who may answer for the school on a day."""
        held = Membership.objects.current(on=on).filter(
            person=models.OuterRef("person"),
            organisation=models.OuterRef("audit_return__school__organisation"),
            role__in=granting(Permission.ANSWER_RETURN),
        )
        return self.filter(models.Exists(held)).select_related("person", "section")


class Delegation(models.Model):
    """A section of a return that one person was asked to answer."""

    audit_return = models.ForeignKey(
        AuditReturn, models.PROTECT, related_name="delegations"
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit_return", "section"], name="delegation_once_per_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section.letter}: {self.person}"
