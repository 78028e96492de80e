"""The list of recommendations and the forms of one."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions.register.forms.linking import LinkActionForm
from actions.register.models.actions import Action
from actions.register.views.entering import places_for, possible_owners, say_saved
from actions.reviews.filters import RecommendationFilter
from actions.reviews.forms.recommendations import (
    AddRecommendationForm,
    AnswerRecommendationForm,
    EditRecommendationForm,
    FollowingActionForm,
    ImplementForm,
    ReopenRecommendationForm,
)
from actions.reviews.models.recommendations import Recommendation
from actions.reviews.models.reviews import PracticeReview
from actions.reviews.services import recommendations as services_recommendations
from actions.reviews.views.reviews import PER_PAGE, agencies_for
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act


@require_GET
@requires(Permission.SEE_REVIEWS)
def recommendations(request):
    narrowed = RecommendationFilter(
        request.GET, Recommendation.objects.visible_to(request.person)
    )
    rows = (
        narrowed.qs.with_standing()
        .select_related("review")
        .prefetch_related("organisations")
        .order_by("-review__aware_on", "-review", "number")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "actions/reviews/recommendations.html",
        {"page": page, "filter": narrowed},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REVIEWS, on=PracticeReview)
def add_recommendation(request, review):
    form = AddRecommendationForm(
        request.POST or None, organisations=agencies_for(request)
    )
    if form.is_valid() and form.attempt(
        services_recommendations.add_recommendation, review, by=request.person
    ):
        notices.success(request, f"Recommendation {form.outcome.number} added")
        return redirect(form.outcome)
    return render(
        request,
        "actions/reviews/add_recommendation.html",
        {"review": review, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=Recommendation)
def edit_recommendation(request, recommendation):
    form = EditRecommendationForm(
        request.POST or None,
        initial={
            "text": recommendation.text,
            "organisations": recommendation.organisations.all(),
            "to_words": recommendation.to_words,
            "version": recommendation.version,
        },
        organisations=agencies_for(request),
    )
    if form.is_valid() and form.attempt(
        services_recommendations.edit_recommendation, recommendation, by=request.person
    ):
        notices.success(request, "Recommendation saved")
        return redirect(recommendation)
    return render(
        request,
        "actions/reviews/edit_recommendation.html",
        {"recommendation": recommendation, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("answer", on=Recommendation)
def answer_recommendation(request, recommendation):
    names = ("response", "response_words", "version")
    form = AnswerRecommendationForm(
        request.POST or None,
        initial={
            **{name: getattr(recommendation, name) for name in names},
            "day": recommendation.responded_on or localdate(),
        },
    )
    if form.is_valid() and form.attempt(
        services_recommendations.answer_recommendation,
        recommendation,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Response saved")
        return redirect(recommendation)
    return render(
        request,
        "actions/reviews/answer_recommendation.html",
        {"recommendation": recommendation, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("raise", on=Recommendation)
def raise_for_recommendation(request, recommendation):
    form = FollowingActionForm(
        request.POST or None,
        places=places_for(request.person),
        **possible_owners(request),
    )
    if form.is_valid() and form.attempt(
        services_recommendations.raise_for_recommendation,
        recommendation,
        by=request.person,
        on=localdate(),
    ):
        say_saved(request, form.outcome, "raised")
        return redirect(recommendation)
    return render(
        request,
        "actions/reviews/raise_for_recommendation.html",
        {"recommendation": recommendation, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("link", on=Recommendation)
def link_to_recommendation(request, recommendation):
    form = LinkActionForm(
        request.POST or None, actions=Action.objects.visible_to(request.person)
    )
    if form.is_valid() and form.attempt(
        services_recommendations.link_to_recommendation,
        recommendation,
        by=request.person,
    ):
        notices.success(request, "Action linked")
        return redirect(recommendation)
    return render(
        request,
        "actions/reviews/link_to_recommendation.html",
        {"recommendation": recommendation, "form": form},
    )


@require_POST
@requires_act("unlink", on=Recommendation)
def unlink_from_recommendation(request, recommendation, number):
    action = get_object_or_404(Action.objects.visible_to(request.person), pk=number)
    services_recommendations.unlink_from_recommendation(
        recommendation, action=action, by=request.person
    )
    notices.success(request, f"{action.ref} unlinked")
    return redirect(recommendation)


@require_http_methods(["GET", "POST"])
@requires_act("implement", on=Recommendation)
def implement_recommendation(request, recommendation):
    form = ImplementForm(
        request.POST or None, initial={"version": recommendation.version}
    )
    if form.is_valid() and form.attempt(
        services_recommendations.implement_recommendation,
        recommendation,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Recommendation marked as implemented")
        return redirect(recommendation)
    return render(
        request,
        "actions/reviews/implement_recommendation.html",
        {"recommendation": recommendation, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("reopen", on=Recommendation)
def reopen_recommendation(request, recommendation):
    form = ReopenRecommendationForm(
        request.POST or None, initial={"version": recommendation.version}
    )
    if form.is_valid() and form.attempt(
        services_recommendations.reopen_recommendation,
        recommendation,
        by=request.person,
    ):
        notices.success(request, "Recommendation reopened")
        return redirect(recommendation)
    return render(
        request,
        "actions/reviews/reopen_recommendation.html",
        {"recommendation": recommendation, "form": form},
    )
