"""Owners of actions, as they were written and as they were matched."""

from django.db import models

from actions.register.models.actions import Action
from partnership.names import plain_name_in_database
from partnership.people.models import Organisation, Person


class ActionOwnerQuerySet(models.QuerySet):
    def unsettled(self) -> "ActionOwnerQuerySet":
        """Owners that match nobody, and whose words nobody has decided to leave.

        Words that were left as they are count for the whole organisation, so that its
        next action with them asks nothing.
        """
        left = self.model.objects.filter(
            is_left_as_words=True,
            plain_words=models.OuterRef("plain_words"),
            action__organisation=models.OuterRef("action__organisation"),
        )
        return self.filter(
            ~models.Exists(left), person=None, organisation=None, is_left_as_words=False
        )

    def wordings(self) -> "ActionOwnerQuerySet":
        """Each distinct wording, with its number of actions, most frequent first."""
        return (
            self.order_by()
            .values("plain_words")
            .annotate(
                words=models.Min("words"),
                actions=models.Count("action", distinct=True),
            )
            .order_by("-actions", "plain_words")
        )


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
    # Decided by someone: the words name nobody in the directory.
    is_left_as_words = models.BooleanField(default=False)
    plain_words = models.GeneratedField(
        expression=plain_name_in_database("words"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ActionOwnerQuerySet.as_manager()

    class Meta:
        ordering = ["action", "position", "pk"]
        indexes = [
            models.Index(
                fields=["plain_words"],
                condition=models.Q(person=None, organisation=None),
                name="action_owner_unmatched",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_left_as_words=False)
                | models.Q(person=None, organisation=None),
                name="action_owner_left_only_unmatched",
            ),
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


class ActionReader(models.Model):
    """Someone who may read a restricted action without owning it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="actions_read")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "person"], name="action_reader_once_per_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref} – {self.person}"
