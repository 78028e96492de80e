"""The trusts that the register names for its schools."""

from collections.abc import Iterable

from partnership.history import services as history
from partnership.people.models import Organisation, Person
from partnership.schools.models import Trust

# In a dry run a new trust has no organisation to refer to.
NOT_YET = -1


class Trusts:
    """Trusts by their number in the register, loaded batch by batch.

    Many rows name a trust; the first row in a file decides its name.
    """

    def __init__(self, *, dry_run: bool, by: Person | None) -> None:
        self.dry_run = dry_run
        self.by = by
        self.organisations: dict[int, int] = {}
        self.names: dict[int | None, str] = {None: ""}

    def learn(self, trusts: Iterable[tuple[int, str]]) -> None:
        """Find or add the organisations of trusts not yet seen in this file."""
        named: dict[int, str] = {}
        for group_uid, name in trusts:
            if group_uid not in self.organisations:
                named.setdefault(group_uid, name)
        known = Trust.objects.filter(group_uid__in=named).select_related("organisation")
        for trust in known.select_for_update(of=("organisation",)):
            self._meet(trust, named.pop(trust.group_uid))
        if named and not self.dry_run:
            self._add(named)
        elif named:
            self.organisations |= dict.fromkeys(named, NOT_YET)
            self.names[NOT_YET] = "a trust not known yet"

    def organisation_of(self, trust: tuple[int, str] | None) -> int | None:
        """The id of the organisation of the trust named in a row."""
        return self.organisations[trust[0]] if trust else None

    def name_of(self, organisation_id: int | None) -> str:
        if organisation_id not in self.names:
            organisation = Organisation.objects.get(pk=organisation_id)
            self.names[organisation_id] = organisation.name
        return self.names[organisation_id]

    def _meet(self, trust: Trust, name: str) -> None:
        organisation = trust.organisation
        if organisation.name != name and not self.dry_run:
            before, organisation.name = organisation.name, name
            organisation.version += 1
            organisation.save(update_fields=["name", "version"])
            history.record(
                organisation,
                "changed by the register",
                by=self.by,
                before=before,
                after=name,
            )
        self.organisations[trust.group_uid] = organisation.pk
        self.names[organisation.pk] = name

    def _add(self, named: dict[int, str]) -> None:
        organisations = Organisation.objects.bulk_create(
            Organisation(kind=Organisation.Kind.TRUST, name=name)
            for name in named.values()
        )
        Trust.objects.bulk_create(
            Trust(group_uid=group_uid, organisation=organisation)
            for group_uid, organisation in zip(named, organisations, strict=True)
        )
        history.record_many(
            (
                (organisation, "added from the register", {})
                for organisation in organisations
            ),
            by=self.by,
        )
        for group_uid, organisation in zip(named, organisations, strict=True):
            self.organisations[group_uid] = organisation.pk
            self.names[organisation.pk] = organisation.name
