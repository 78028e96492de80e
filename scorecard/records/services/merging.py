"""Merging two entries of one person in every app."""

from collections import Counter
from datetime import date

from django.db import transaction

from actions import leaving as of_actions
from audits import leaving as of_audits
from partnership import merging as of_partnership
from partnership.merging import Facts
from partnership.people.models import Person
from scorecard.records.services import leaving as own
from subgroups import leaving as of_subgroups

# Audits first: they may refuse.
APPS = (of_audits, of_partnership, of_actions, of_subgroups, own)


@transaction.atomic
def merge(
    kept: Person,
    *,
    gone: Person,
    name: str,
    initials: str,
    email: str,
    job_title: str,
    version: int | None = None,
    gone_version: int | None = None,
    by: Person,
    on: date,
) -> dict[str, int]:
    """Merge a duplicate into the entry that is kept, and count what moved by kind.

    What can change moves; what was signed, agreed, submitted or recorded keeps the
    other entry, which points here (`foundation.traces` says why).

    Raises:
        Refused: both have signed one return, the address is somebody else's, or what
            `check_merge` refuses.
        Changed: someone else changed one of the entries.
    """
    # In a fixed order, so that two officers merging the same pair wait for each other.
    versions = {kept.pk: version, gone.pk: gone_version}
    for entry in sorted((kept, gone), key=lambda entry: entry.pk):
        entry.claim(versions[entry.pk])
    of_partnership.check_merge(kept=kept, gone=gone, by=by)
    moved: Counter = Counter()
    for app in APPS:
        moved.update(app.merge_people(kept=kept, gone=gone, by=by, on=on))
    of_partnership.keep_one(
        kept=kept,
        gone=gone,
        facts=Facts(name=name, initials=initials, email=email, job_title=job_title),
        moved=dict(moved),
        by=by,
    )
    return dict(moved)
