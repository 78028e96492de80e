"""The API's risks."""

from django.db.models import QuerySet

from actions.risks.models.risks import Risk
from partnership.access import Permission
from partnership.pages.addresses import absolute
from scorecard.api.fields import (
    CHANGED_AT,
    Field,
    Reading,
    Resource,
    changed_in_history,
    day,
    number,
    text,
    with_last_change,
    yes_or_no,
)


def _risks(reading: Reading) -> QuerySet:
    risks = Risk.objects.visible_to(reading.person).for_rows()
    return with_last_change(risks.select_related("priority")).order_by("pk")


def _rated(which: str, words: str) -> list[Field]:
    """Likelihood, impact and score of one of the three ratings."""
    return [
        number(f"{which}_likelihood", f"Likelihood {words}, from 1 to 5"),
        number(f"{which}_impact", f"Impact {words}, from 1 to 5"),
        number(f"{which}_score", f"Likelihood times impact {words}"),
    ]


RISKS = Resource(
    name="risks",
    title="Risks",
    words="Every risk you can see, with its latest ratings.",
    permission=Permission.SEE_RISKS,
    rows=_risks,
    changed=changed_in_history,
    fields=[
        text("reference", "Its number, which never changes", lambda row, _: row.ref),
        text("cause", "Why it may happen"),
        text("event", "What may happen"),
        text("consequence", "What the consequence would be"),
        text(
            "categories",
            "Its categories",
            lambda row, _: ", ".join(row.categories),
        ),
        text(
            "belongs_to",
            "The partnership or subgroup it belongs to",
            lambda row, _: row.organisation.name,
        ),
        text(
            "priority",
            "The reference of the priority it threatens",
            lambda row, _: row.priority.ref if row.priority else "",
        ),
        text("owner", "Its owner", lambda row, _: row.owned_by_words),
        text(
            "status",
            "Open, Accepted or Closed",
            lambda row, _: row.get_status_display(),
        ),
        *_rated("inherent", "without controls"),
        *_rated("current", "now"),
        *_rated("target", "as it should become"),
        text(
            "band",
            "The current score in the partnership’s own words",
            lambda row, _: row.current.band["word"],
        ),
        yes_or_no(
            "escalates",
            "Whether it is live and escalated by its score",
            lambda row, _: row.is_over_threshold,
        ),
        day("raised_on", "When it was added"),
        day("assessed_on", "When it was last assessed"),
        day(
            "review_on",
            "When it is next due for review, or empty if closed",
            lambda row, _: row.review_on if row.is_live else None,
        ),
        CHANGED_AT,
        text(
            "address",
            "Its page in Quorate",
            lambda row, _: absolute(row.get_absolute_url()),
        ),
    ],
)
