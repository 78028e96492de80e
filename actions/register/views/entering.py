"""The pages that raise and edit an action."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from actions.plans.models import Priority
from actions.register.forms.entering import (
    AddActionForm,
    EditActionForm,
    RaiseActionForm,
)
from actions.register.models.actions import Action
from actions.register.services import raising
from actions.register.words import Source
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.people.models import Organisation, Person


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=Priority)
def add_action(request, priority):
    form = AddActionForm(
        request.POST or None, priority=priority, **possible_owners(request)
    )
    if form.is_valid() and form.attempt(
        raising.add_action, priority, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, "added")
        return redirect(form.outcome)
    return render(
        request,
        "actions/register/add_action.html",
        {"priority": priority, "form": form},
    )


def possible_owners(request):
    return {
        "people": Person.objects.visible_to(request.person).known(),
        "organisations": Organisation.objects.visible_to(request.person).exclude(
            kind=Organisation.Kind.SCHOOL
        ),
    }


def say_saved(request, action, word):
    """Confirm that it is saved, and ask about its date if that is unclear."""
    notices.success(request, f"Action {action.ref} {word}")
    for remark in action.due_remarks:
        notices.warning(request, f"Check the date: {remark}")


@require_http_methods(["GET", "POST"])
@requires(Permission.RAISE_ACTION)
def raise_action(request):
    form = RaiseActionForm(
        request.POST or None,
        places=places_for(request.person),
        **possible_owners(request),
    )
    if form.is_valid() and form.attempt(
        raising.raise_action, source=Source.OTHER, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, "raised")
        return redirect(form.outcome)
    return render(request, "actions/register/raise_action.html", {"form": form})


def places_for(person):
    """The organisations this person may raise an action for."""
    places = Organisation.objects.visible_to(person)
    return places.choice_for(person, Permission.RAISE_ACTION)


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=Action)
def edit_action(request, action):
    owners = list(action.owners.select_related("person", "organisation"))
    initial = {
        "text": action.text,
        "objective": action.objective,
        "owners": "\n".join(owner.words for owner in owners),
        "measure": action.measure,
        "measure_type": action.measure_type,
        "areas": action.areas,
        "version": action.version,
    }
    form = EditActionForm(
        request.POST or None,
        initial=initial,
        priority=action.priority,
        kept=owners,
        **possible_owners(request),
    )
    if form.is_valid() and form.attempt(
        raising.edit_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Action saved")
        return redirect(action)
    context = {
        "action": action,
        "form": form,
        "unmatched": [owner for owner in owners if not owner.is_matched],
    }
    return render(request, "actions/register/edit_action.html", context)
