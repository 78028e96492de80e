"""Owners of actions, as they were written and as they were matched."""

from django.db import models

from actions.register.models.actions import Action
from partnership.names import plain_name_in_database
from partnership.people.models import Organisation, Person


class ActionOwner(models.Model):
    """An owner of an action: a person, an organisation, a role or only text."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="owners")
    words = models.CharField(max_length=300)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="actions_owned"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role_words = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    plain_words = models.GeneratedField(
        expression=plain_name_in_database("words"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["action", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words=""), name="action_owner_has_words"
            ),
            models.UniqueConstraint(
                fields=["action", "person"],
                condition=models.Q(person__isnull=False),
                name="action_owner_person_once",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_matched(self) -> bool:
        """Whether it is matched to a person or organisation."""
        return self.person_id is not None or self.organisation_id is not None

    @property
    def name_meant(self) -> str:
        """The directory's name for the owner, if it differs from what was typed."""
        meant = self.person or self.organisation
        return meant.name if meant and meant.name != self.words else ""

    def link_state(self, purpose: str) -> str:
        """Changes when the action is closed or changes hands, which ends the link."""
        return f"{purpose}:{self.action_id}:{self.person_id}:{self.action.times_closed}"
