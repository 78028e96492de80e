"""The pages of the register: the list, one action, and what is done to it."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions import services
from actions.events import without_successor
from actions.filters import ActionFilter, in_order
from actions.forms import (
    AddStepsForm,
    ChangeDueForm,
    CheckForm,
    CompleteForm,
    EditActionForm,
    EditStepForm,
    JudgeImpactForm,
    RaiseActionForm,
    ReopenForm,
    UpdateForm,
    WithdrawForm,
)
from actions.models import Action, Risk, Source, Status, Step
from actions.origins import carried_words, origins_of
from actions.views.saved import offered
from partnership.access import Permission, requires
from partnership.foundation import history, policy
from partnership.models import Organisation, Person

PER_PAGE = 20


def possible_owners(request):
    return {
        "people": Person.objects.visible_to(request.person).known(),
        "organisations": Organisation.objects.visible_to(request.person).exclude(
            kind=Organisation.Kind.SCHOOL
        ),
    }


def say_saved(request, action, word):
    """Say that it is kept, and what must be asked about its date."""
    notices.success(request, f"Action {action.ref} {word}")
    for remark in action.due_remarks:
        notices.warning(request, f"About the date: {remark}")


@require_GET
@requires(Permission.SEE_ACTIONS)
def register(request):
    on = localdate()
    visible = Action.objects.visible_to(request.person)
    narrowed = ActionFilter(request.GET, visible, person=request.person, on=on)
    rows = in_order(narrowed.qs, request.GET.get("order", ""))
    page = Paginator(rows.with_owners().as_of(on), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "actions/register.html",
        {
            "page": page,
            "filter": narrowed,
            "updatable": visible.updatable_among(
                (action for action in page if action.is_open), request.person
            ),
            "is_all_ticked": request.GET.get("tick") == str(page.number),
            **offered(request),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RAISE_ACTION)
def raise_action(request):
    form = RaiseActionForm(
        request.POST or None,
        places=places_for(request.person),
        **possible_owners(request),
    )
    if form.is_valid() and form.attempt(
        services.raise_action, source=Source.OTHER, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, "raised")
        return redirect(form.outcome)
    return render(request, "actions/raise_action.html", {"form": form})


def places_for(person):
    """The organisations this person may raise an action for."""
    places = Organisation.objects.visible_to(person)
    if person.holds(Permission.RAISE_ACTION):
        kinds = Organisation.Kind
        return places.of_kind(kinds.PARTNERSHIP, kinds.SUBGROUP, kinds.AGENCY)
    return places.filter(pk__in=person.organisations_where(Permission.RAISE_ACTION))


@require_GET
@requires(Permission.SEE_ACTIONS, on=Action)
def action(request, action):
    owners = list(action.owners.select_related("person", "organisation"))
    carried, events = _carried(request, action), history.of(action)[:30]
    return render(
        request,
        "actions/action.html",
        {
            "action": action,
            **carried,
            "owners": owners,
            "is_unmatched": any(not owner.is_matched for owner in owners),
            "updates": action.updates.select_related("by__merged_into"),
            "moves": action.due_changes.select_related("by__merged_into"),
            "is_late": action.is_overdue(localdate()),
            "can_be_judged": action.status == Status.COMPLETE and not action.is_past,
            "unanswered": action.unanswered() if action.due_occurrences else [],
            "risks": Risk.objects.visible_to(request.person).brought_down_by(action),
            "steps": action.steps.select_related("done_by__merged_into"),
            "events": events if carried["goes_on"] else without_successor(events),
        },
    )


def _carried(request, action):
    """Where it comes from and where it goes on, as far as this person may see it."""
    visible = Action.objects.visible_to(request.person)
    [chain] = origins_of([action]).values()
    seen = visible.in_bulk([origin.pk for origin in chain]) if chain else {}
    plan = action.priority.plan if action.priority else None
    return {
        "origins": [origin for origin in chain if origin.pk in seen],
        "carried": carried_words(action, chain),
        "goes_on": visible.filter(carried_from=action).first(),
        "can_carry": action.is_open
        and plan is not None
        and (plan.end < localdate() or not plan.can_be_edited)
        and request.person.holds(Permission.EDIT_PLAN),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.RAISE_ACTION, on=Action)
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
        services.edit_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Action saved")
        return redirect(action)
    context = {
        "action": action,
        "form": form,
        "unmatched": [owner for owner in owners if not owner.is_matched],
    }
    return render(request, "actions/edit_action.html", context)


def update_form(request, action):
    """The form of a report as it is opened, signed in or by a letter's link."""
    return UpdateForm(
        request.POST or None,
        initial={
            "version": action.version,
            "rag": action.rag,
            "impact": action.impact,
        },
        action=action,
        legends={
            "delivery": policy.get("rag_legend_delivery"),
            "impact": policy.get("rag_legend_impact"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Action)
def update_action(request, action):
    form = update_form(request, action)
    if form.is_valid() and form.attempt(
        services.update_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Update saved")
        return redirect(action)
    return render(
        request, "actions/update_action.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Action)
def change_due(request, action):
    form = ChangeDueForm(
        request.POST or None,
        initial={"version": action.version, "due_text": action.due_text},
    )
    if form.is_valid() and form.attempt(
        services.change_due, action, by=request.person, on=localdate()
    ):
        say_saved(request, action, "has a new date")
        return redirect(action)
    return render(request, "actions/change_due.html", {"action": action, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Action)
def complete_action(request, action):
    form = CompleteForm(
        request.POST or None,
        initial={"version": action.version, "impact": action.impact},
        action=action,
        legend=policy.get("rag_legend_impact"),
    )
    if form.is_valid() and form.attempt(
        services.complete_action, action, by=request.person, on=localdate()
    ):
        words = "Action completed"
        if action.status == Status.TO_CHECK:
            words = "Action reported as complete. Someone else now checks it"
        notices.success(request, words)
        return redirect(action)
    return render(
        request, "actions/complete_action.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Action)
def judge_impact(request, action):
    form = JudgeImpactForm(
        request.POST or None,
        initial={"version": action.version, "impact": action.impact},
        legend=policy.get("rag_legend_impact"),
    )
    if form.is_valid() and form.attempt(
        services.judge_impact, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Judgement saved")
        return redirect(action)
    return render(
        request, "actions/judge_impact.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CHECK_ACTION, on=Action)
def check_action(request, action):
    form = CheckForm(request.POST or None, initial={"version": action.version})
    if form.is_valid() and form.attempt(
        services.check_action, action, by=request.person, on=localdate()
    ):
        done = form.cleaned_data["is_done"]
        notices.success(request, "Action complete" if done else "Action sent back")
        return redirect(action)
    return render(
        request, "actions/check_action.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Action)
def add_steps(request, action):
    form = AddStepsForm(request.POST or None)
    if form.is_valid() and form.attempt(services.add_steps, action, by=request.person):
        notices.success(request, "Steps added")
        return redirect(action)
    return render(request, "actions/add_steps.html", {"action": action, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.UPDATE_ACTION, on=Step)
def edit_step(request, step):
    initial = {"text": step.text, "version": step.version}
    form = EditStepForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(services.edit_step, step, by=request.person):
        notices.success(request, "Step saved")
        return redirect(step.action)
    return render(
        request,
        "actions/edit_step.html",
        {"action": step.action, "step": step, "form": form},
    )


@require_POST
@requires(Permission.UPDATE_ACTION, on=Step)
def tick_step(request, step):
    services.tick_step(
        step,
        is_done=request.POST.get("is_done") == "yes",
        by=request.person,
        on=localdate(),
    )
    return redirect(f"{step.action.get_absolute_url()}#steps")


@require_http_methods(["GET", "POST"])
@requires(Permission.RAISE_ACTION, on=Action)
def withdraw_action(request, action):
    form = WithdrawForm(request.POST or None, initial={"version": action.version})
    if form.is_valid() and form.attempt(
        services.withdraw_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Action withdrawn")
        return redirect(action)
    return render(
        request, "actions/withdraw_action.html", {"action": action, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RAISE_ACTION, on=Action)
def reopen_action(request, action):
    form = ReopenForm(request.POST or None, initial={"version": action.version})
    if form.is_valid() and form.attempt(
        services.reopen_action, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Action opened again")
        return redirect(action)
    return render(
        request, "actions/reopen_action.html", {"action": action, "form": form}
    )
