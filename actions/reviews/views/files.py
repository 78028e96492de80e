"""The downloads of practice reviews, each kept in the download log."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.register.models.actions import Action
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.tables import review_sheets
from actions.reviews.views.reviews import clocks_shown, recommendations_of
from partnership.access import Permission, requires
from partnership.drawing.pdf import render_pdf
from partnership.people import downloads
from partnership.people.models import Organisation
from partnership.spreadsheets.writing import EXCEL, as_workbook


def as_file(content: bytes, kind: str, name: str, *, shown: bool = False):
    how = "inline" if shown else "attachment"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'{how}; filename="{name}"'},
    )


def the_partnership(request):
    """The partnership, as the subject of a download of many rows."""
    return Organisation.objects.visible_to(request.person).get(
        kind=Organisation.Kind.PARTNERSHIP
    )


@require_GET
@requires(Permission.SEE_REVIEWS)
def reviews_excel(request):
    on = localdate()
    reviews = PracticeReview.objects.visible_to(request.person)
    recommendations = Recommendation.objects.visible_to(request.person)
    visible = Action.objects.visible_to(request.person)
    content = as_workbook(
        "Practice reviews", review_sheets(reviews, recommendations, visible, on=on)
    )
    downloads.record(
        the_partnership(request), "Practice reviews as a spreadsheet", by=request.person
    )
    return as_file(content, EXCEL, f"practice-reviews-{on.isoformat()}.xlsx")


@require_GET
@requires(Permission.SEE_REVIEWS, on=PracticeReview)
def review_pdf(request, review):
    on = localdate()
    pdf = render_pdf(
        "actions/reviews/review_pdf.html",
        {
            "review": review,
            "on": on,
            "clocks": clocks_shown(review.clocks, on),
            "agencies": review.agencies.order_by("name"),
            **recommendations_of(review, request.person, on),
        },
    )
    downloads.record(review, f"Recommendations of {review.ref}", by=request.person)
    return as_file(pdf, "application/pdf", f"{review.ref.lower()}.pdf", shown=True)
