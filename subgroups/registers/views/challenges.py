"""Pages to record a challenge, respond to it and close it."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from subgroups.agenda.models import AgendaItem
from subgroups.registers.forms import (
    ChallengeForm,
    CloseChallengeForm,
    CorrectChallengeForm,
    RespondForm,
)
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.services import challenges as services


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=AgendaItem)
def record_challenge(request, item):
    form = ChallengeForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.record_challenge,
        item,
        confirmed=form.confirmed_identifiable,
        by=request.person,
    ):
        notices.success(request, "Challenge recorded")
        return redirect(item)
    return render(
        request,
        "subgroups/registers/record_challenge.html",
        {"item": item, "form": form},
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Challenge)
def challenge(request, challenge):
    return render(
        request,
        "subgroups/registers/challenge.html",
        {
            "challenge": challenge,
            "item": challenge.item,
            "events": history.of(challenge)[:20],
        },
    )


def _change(request, challenge, form, service, done, heading, **more):
    if form.is_valid() and form.attempt(
        service,
        challenge,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        **more,
    ):
        notices.success(request, done)
        return redirect(challenge)
    return render(
        request,
        "subgroups/registers/change_challenge.html",
        {"challenge": challenge, "form": form, "heading": heading},
    )


@require_http_methods(["GET", "POST"])
@requires_act("correct", on=Challenge)
def correct_challenge(request, challenge):
    names = ("version", "challenger_words", "challenged_words", "concern", "response")
    form = CorrectChallengeForm(
        request.POST or None,
        initial={name: getattr(challenge, name) for name in names},
    )
    return _change(
        request,
        challenge,
        form,
        services.correct_challenge,
        "Challenge changed",
        "Edit a challenge",
    )


@require_http_methods(["GET", "POST"])
@requires_act("respond", on=Challenge)
def respond_to_challenge(request, challenge):
    form = RespondForm(request.POST or None, initial={"version": challenge.version})
    return _change(
        request,
        challenge,
        form,
        services.respond_to_challenge,
        "Response recorded",
        "Record a response",
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
@requires_act("close", on=Challenge)
def close_challenge(request, challenge):
    form = CloseChallengeForm(
        request.POST or None, initial={"version": challenge.version}
    )
    return _change(
        request,
        challenge,
        form,
        services.close_challenge,
        "Challenge closed",
        "Close a challenge",
        on=localdate(),
    )
