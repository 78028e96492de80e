"""What is taken away of reviews and scrutiny: workbooks and PDFs, each written down."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.models import (
    Action,
    PracticeReview,
    Recommendation,
    ScrutinyQuestion,
    ScrutinySession,
)
from actions.reporting.tables import review_sheets, scrutiny_sheets
from actions.views.reviews import clocks_shown, recommendations_of
from actions.views.scrutiny import questions_of
from partnership.access import Permission, requires
from partnership.foundation import downloads
from partnership.foundation.pdf import render_pdf
from partnership.foundation.spreadsheets import EXCEL, as_workbook
from partnership.models import Organisation


def _file(content: bytes, kind: str, name: str, *, shown: bool = False):
    how = "inline" if shown else "attachment"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'{how}; filename="{name}"'},
    )


def _partnership(request):
    """What a file of many rows is about: the partnership as a whole."""
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
        _partnership(request), "Practice reviews as a workbook", by=request.person
    )
    return _file(content, EXCEL, f"practice-reviews-{on.isoformat()}.xlsx")


@require_GET
@requires(Permission.SEE_REVIEWS, on=PracticeReview)
def review_pdf(request, review):
    on = localdate()
    pdf = render_pdf(
        "actions/review_pdf.html",
        {
            "review": review,
            "on": on,
            "clocks": clocks_shown(review.clocks, on),
            "agencies": review.agencies.order_by("name"),
            **recommendations_of(review, request.person, on),
        },
    )
    downloads.record(review, f"Recommendations of {review.ref}", by=request.person)
    return _file(pdf, "application/pdf", f"{review.ref.lower()}.pdf", shown=True)


@require_GET
@requires(Permission.SEE_SCRUTINY)
def scrutiny_excel(request):
    on = localdate()
    sessions = ScrutinySession.objects.visible_to(request.person)
    questions = ScrutinyQuestion.objects.visible_to(request.person)
    visible = Action.objects.visible_to(request.person)
    content = as_workbook(
        "Scrutiny", scrutiny_sheets(sessions, questions, visible, on=on)
    )
    downloads.record(_partnership(request), "Scrutiny as a workbook", by=request.person)
    return _file(content, EXCEL, f"scrutiny-{on.isoformat()}.xlsx")


@require_GET
@requires(Permission.SEE_SCRUTINY, on=ScrutinySession)
def session_pdf(request, session):
    on = localdate()
    pdf = render_pdf(
        "actions/session_pdf.html",
        {
            "session": session,
            "on": on,
            **questions_of(session, request.person, on),
        },
    )
    downloads.record(session, f"Questions of {session.ref}", by=request.person)
    return _file(pdf, "application/pdf", f"{session.ref.lower()}.pdf", shown=True)
