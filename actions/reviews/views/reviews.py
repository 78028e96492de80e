"""The pages of practice reviews, their deadlines and who has access."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions.register.events import told_to
from actions.register.models.actions import Action
from actions.reviews.clocks import clocks_kept
from actions.reviews.filters import ReviewFilter
from actions.reviews.forms.reviews import (
    EditReviewForm,
    NameOnReviewForm,
    OpenReviewForm,
)
from actions.reviews.models.reviews import PracticeReview, ReviewMember
from actions.reviews.services import reviews as services_reviews
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people.models import Organisation, Person

PER_PAGE = 20


def agencies_for(request):
    kinds = Organisation.Kind
    return Organisation.objects.visible_to(request.person).of_kind(
        kinds.AGENCY, kinds.SUBGROUP
    )


def readers_for(request):
    """People who can lead a review or be given access: nobody from a school."""
    return (
        Person.objects.visible_to(request.person)
        .known()
        .filter(left_on=None)
        .exclude(memberships__organisation__kind=Organisation.Kind.SCHOOL)
    )


def clocks_shown(clocks, on):
    """Deadlines, each with its status on a day."""
    return [
        {
            "clock": clock,
            "state": clock.state(on),
            "colour": clock.colour(on),
            "is_missed": clock.is_missed(on),
        }
        for clock in clocks
    ]


def _page_of(request, rows, on):
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for review in page:
        running = review.running_clock
        review.shown = clocks_shown([running], on)[0] if running else None
    return page


@require_GET
@requires(Permission.SEE_REVIEWS)
def reviews(request):
    on = localdate()
    narrowed = ReviewFilter(
        request.GET, PracticeReview.objects.visible_to(request.person), on=on
    )
    page = _page_of(request, narrowed.qs.with_progress().newest_first(), on)
    return render(
        request, "actions/reviews/reviews.html", {"page": page, "filter": narrowed}
    )


@require_GET
@requires(Permission.SEE_REVIEWS)
def review_clocks(request):
    on = localdate()
    rows = PracticeReview.objects.visible_to(request.person)
    return render(
        request,
        "actions/reviews/review_clocks.html",
        {
            "page": _page_of(request, rows.running().select_related("lead"), on),
            "kept": clocks_kept(rows),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REVIEWS)
def open_review(request):
    form = OpenReviewForm(
        request.POST or None,
        people=readers_for(request),
        agencies=agencies_for(request),
    )
    if form.is_valid() and form.attempt(
        services_reviews.open_review, by=request.person, on=localdate()
    ):
        notices.success(request, f"Review {form.outcome.ref} opened")
        return redirect(form.outcome)
    return render(request, "actions/reviews/open_review.html", {"form": form})


@require_GET
@requires(Permission.SEE_REVIEWS, on=PracticeReview)
def review(request, review):
    on = localdate()
    prefetch_related_objects([review], "members")
    return render(
        request,
        "actions/reviews/review.html",
        {
            "review": review,
            "clocks": clocks_shown(review.clocks, on),
            "agencies": review.agencies.order_by("name"),
            "members": review.members.filter(ended_on=None).select_related(
                "person__merged_into"
            ),
            **recommendations_of(review, request.person, on),
            "events": told_to(request.person, history.of(review)[:40]),
        },
    )


def recommendations_of(review, person, on):
    """A review's recommendations, each with its visible actions."""
    seen = Action.objects.visible_to(person).with_owners().as_of(on).order_by("pk")
    recommendations = list(
        review.recommendations.with_standing()
        .annotate(linked=Count("actions", distinct=True))
        .select_related("implemented_by__merged_into")
        .prefetch_related(
            "organisations", Prefetch("actions", seen, to_attr="shown_actions")
        )
        .order_by("number")
    )
    return {
        "recommendations": recommendations,
        "has_actions": any(one.shown_actions for one in recommendations),
    }


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=PracticeReview)
def edit_review(request, review):
    names = ("title", "summary", "lead", "lead_words", "reviewers", "version")
    form = EditReviewForm(
        request.POST or None,
        initial={
            **{name: getattr(review, name) for name in names},
            "agencies": review.agencies.all(),
        },
        people=readers_for(request),
        agencies=agencies_for(request),
    )
    if form.is_valid() and form.attempt(
        services_reviews.edit_review, review, by=request.person
    ):
        notices.success(request, "Review saved")
        return redirect(review)
    return render(
        request, "actions/reviews/edit_review.html", {"review": review, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REVIEWS, on=PracticeReview)
def name_on_review(request, review):
    form = NameOnReviewForm(request.POST or None, people=readers_for(request))
    if form.is_valid() and form.attempt(
        services_reviews.name_on_review, review, by=request.person, on=localdate()
    ):
        notices.success(request, f"{form.outcome.person} now has access to the review")
        return redirect(review)
    return render(
        request, "actions/reviews/name_on_review.html", {"review": review, "form": form}
    )


@require_POST
@requires(Permission.MANAGE_REVIEWS, on=ReviewMember)
def take_off_review(request, member):
    services_reviews.take_off_review(member, by=request.person, on=localdate())
    notices.success(request, f"{member.person} no longer has access to the review")
    return redirect(member.review)
