"""Uploaded lists of people."""

from partnership.access import Permission
from partnership.uploads.models import Upload


class PeopleList(Upload):
    """A list of people and their roles, as it was uploaded."""

    seen_with = Permission.MANAGE_PEOPLE

    class Meta(Upload.Meta):
        pass
