"""The local rules that cannot change while returns depend on them."""

from collections import Counter
from typing import Any

from audits.returns.models.returns import AuditReturn
from partnership.guards.outcomes import Refused
from partnership.policy import values as policy
from partnership.schools.models import School


def returns_being_signed(signers: dict[str, Any]) -> None:
    """Refuse to change who signs for a type of school while its returns are signed."""
    now = policy.get("signatures_required")
    signing = Counter(
        audit_return.school.sector
        for audit_return in AuditReturn.objects.outstanding()
        .filter(status=AuditReturn.Status.READY)
        .select_related("school")
    )
    for sector in School.Sector:
        if (count := signing[sector]) and signers[sector] != now[sector]:
            words = "1 return is" if count == 1 else f"{count} returns are"
            raise Refused(
                f"{sector.label}: {words} being signed. Change this once they are "
                "submitted or reopened",
                field=sector.value,
            )
