"""What reviews and scrutiny hold about a person. Only reads."""

from django.db.models import Q

from actions.reviews.models.reviews import PracticeReview
from partnership.people.handing_over import Holding, Kind
from partnership.people.models import Person
from partnership.people.named_in import ACT, WHO_DID_IT, Trace

REVIEWED = Kind(
    key="reviews",
    words="Practice reviews led",
    follows="Moves at once; the new lead can read it and gets its reminders",
    otherwise="the business manager",
    gives_access=True,
)


def _url_of_review(row) -> str:
    return row.review.get_absolute_url()


REVIEW_TRACES = [
    Trace(
        column="actions.PracticeReview.lead",
        kind="Practice reviews they lead or led",
        because="The review shows who leads it, and they can read it",
        words=lambda row: row.ref,
        when="aware_on",
        url=lambda row: row.get_absolute_url(),
        moves=Q(),
    ),
    Trace(
        column="actions.ReviewMember.person",
        kind="Practice reviews they were given access to",
        because="People who take part in a review can read it",
        words=lambda row: f"{row.review.ref} {row.part}".strip(),
        when="named_on",
        url=_url_of_review,
        select=("review",),
        moves=Q(),
    ),
    Trace(
        column="actions.Recommendation.implemented_by",
        kind="Recommendations they marked as implemented",
        because=WHO_DID_IT,
        words=lambda row: row.ref,
        when="implemented_on",
        url=_url_of_review,
        select=("review",),
        stays=ACT,
    ),
    Trace(
        column="actions.ScrutinySession.recorded_by",
        kind="Scrutiny they recorded",
        because="The person who recorded a session can edit it",
        when="recorded_on",
        url=lambda row: row.get_absolute_url(),
        moves=Q(),
    ),
]


def reviews_held(person: Person, *, otherwise: str) -> list[Holding]:
    """Open reviews the person leads; `otherwise` takes them over if nobody is named."""
    return [
        Holding(
            kind=REVIEWED,
            pk=review.pk,
            words=review.ref,
            detail=review.get_stage_display(),
            url=review.get_absolute_url(),
            otherwise=otherwise,
        )
        for review in PracticeReview.objects.open().filter(lead=person)
    ]
