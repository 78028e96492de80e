"""The pages of one risk and the forms that change it."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions.plans.models import Priority
from actions.register.events import told_to
from actions.register.forms.linking import LinkActionForm
from actions.register.models.actions import Action
from actions.register.views.entering import possible_owners, say_saved
from actions.risks.forms import (
    AcceptRiskForm,
    AcknowledgeRiskForm,
    AddRiskControlForm,
    AddRiskForm,
    AssessRiskForm,
    CloseRiskForm,
    EditRiskControlForm,
    EditRiskForm,
    RaiseFromRiskForm,
    ReopenRiskForm,
)
from actions.risks.models.parts import RiskAction, RiskControl
from actions.risks.models.querysets import possible_risk_owners
from actions.risks.models.ratings import RATING_FIELDS
from actions.risks.models.risks import Risk
from actions.risks.services import controls, risks
from actions.risks.shown import chart_of
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people.models import Organisation, Person

EDITABLE = (
    "cause",
    "event",
    "consequence",
    "organisation",
    "priority",
    "categories",
    "owner",
    "owner_words",
    "review_months",
    "review_on",
    "version",
)


@require_GET
@requires(Permission.SEE_RISKS, on=Risk)
def risk(request, risk):
    on = localdate()
    assessments = list(risk.assessments.select_related("by__merged_into"))
    links = {link.action_id: link for link in risk.links.standing()}
    actions = Action.objects.visible_to(request.person).filter(pk__in=links)
    return render(
        request,
        "actions/risks/risk.html",
        {
            "is_in_plan": risk.priority is not None
            and risk.priority.is_named_to(request.person),
            "risk": risk,
            "assessments": assessments,
            "chart": chart_of(assessments),
            "controls": risk.controls.order_by("ended_on", "pk"),
            "links": [
                (links[action.pk], action)
                for action in actions.with_owners().as_of(on).open_first()
            ],
            "decisions": risk.decisions.select_related("by__merged_into"),
            "escalations": risk.escalations.select_related(
                "acknowledged_by__merged_into"
            ),
            "is_review_late": risk.is_review_late(on),
            "events": told_to(request.person, history.of(risk)[:30]),
        },
    )


def _choices(request, risk=None) -> dict:
    """The choices on a risk's form, which include what the risk has now."""
    kinds = Organisation.Kind
    bodies = Organisation.objects.visible_to(request.person)
    priorities = Priority.objects.visible_to(request.person)
    people = Person.objects.visible_to(request.person)
    return {
        "places": bodies.of_kind(kinds.PARTNERSHIP, kinds.SUBGROUP)
        | bodies.filter(pk=risk.organisation_id if risk else None),
        "priorities": priorities.of_live_plans()
        | priorities.filter(pk=risk.priority_id if risk else None),
        "owners": possible_risk_owners(
            people, on=localdate(), kept=risk.owner_id if risk else None
        ),
    }


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_RISKS)
def add_risk(request):
    form = AddRiskForm(
        request.POST or None,
        initial={"review_months": Risk.Cadence.QUARTERLY},
        **_choices(request),
    )
    if form.is_valid() and form.attempt(
        risks.add_risk,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, f"{form.outcome.ref} added")
        return redirect(form.outcome)
    return render(request, "actions/risks/add_risk.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires_act("edit", on=Risk)
def edit_risk(request, risk):
    form = EditRiskForm(
        request.POST or None,
        initial={name: getattr(risk, name) for name in EDITABLE},
        **_choices(request, risk),
    )
    if form.is_valid() and form.attempt(
        risks.edit_risk,
        risk,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Risk saved")
        return redirect(risk)
    return render(request, "actions/risks/edit_risk.html", {"risk": risk, "form": form})


@require_http_methods(["GET", "POST"])
@requires_act("assess", on=Risk)
def assess_risk(request, risk):
    initial = {name: getattr(risk, name) for name in (*RATING_FIELDS, "version")}
    form = AssessRiskForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(
        risks.assess_risk,
        risk,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        words = "Assessment saved"
        if risk.is_over_threshold:
            words = "Assessment saved. The risk is escalated to the executive"
        notices.success(request, words)
        return redirect(risk)
    return render(
        request, "actions/risks/assess_risk.html", {"risk": risk, "form": form}
    )


def _decide(request, risk, form_class, service, *, template, done):
    """Confirm what a decision about a risk does, then make it."""
    form = form_class(request.POST or None, initial={"version": risk.version})
    if form.is_valid() and form.attempt(
        service, risk, by=request.person, on=localdate()
    ):
        notices.success(request, done)
        return redirect(risk)
    linked = risk.links.standing().values("action")
    actions = Action.objects.visible_to(request.person).filter(pk__in=linked)
    return render(
        request,
        template,
        {
            "risk": risk,
            "form": form,
            "open_actions": actions.open().count(),
            "cancel_url": risk.get_absolute_url(),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_act("accept", on=Risk)
def accept_risk(request, risk):
    return _decide(
        request,
        risk,
        AcceptRiskForm,
        risks.accept_risk,
        template="actions/risks/accept_risk.html",
        done="Risk accepted",
    )


@require_http_methods(["GET", "POST"])
@requires_act("close", on=Risk)
def close_risk(request, risk):
    return _decide(
        request,
        risk,
        CloseRiskForm,
        risks.close_risk,
        template="actions/risks/close_risk.html",
        done="Risk closed",
    )


@require_http_methods(["GET", "POST"])
@requires_act("reopen", on=Risk)
def reopen_risk(request, risk):
    return _decide(
        request,
        risk,
        ReopenRiskForm,
        risks.reopen_risk,
        template="actions/risks/reopen_risk.html",
        done="Risk reopened",
    )


@require_http_methods(["GET", "POST"])
@requires_act("acknowledge", on=Risk)
def acknowledge_risk(request, risk):
    return _decide(
        request,
        risk,
        AcknowledgeRiskForm,
        risks.acknowledge_risk,
        template="actions/risks/acknowledge_risk.html",
        done="Risk acknowledged",
    )


@require_http_methods(["GET", "POST"])
@requires_act("control", on=Risk)
def add_risk_control(request, risk):
    form = AddRiskControlForm(request.POST or None)
    if form.is_valid() and form.attempt(
        controls.add_risk_control, risk, by=request.person
    ):
        notices.success(request, "Control added")
        return redirect(risk)
    return render(
        request, "actions/risks/add_risk_control.html", {"risk": risk, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSESS_RISK, on=RiskControl)
def edit_risk_control(request, control):
    control.risk.guard("control")
    initial = {
        name: getattr(control, name)
        for name in ("text", "assurance", "strength", "version")
    }
    initial["is_in_place"] = control.ended_on is None
    form = EditRiskControlForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(
        controls.edit_risk_control, control, by=request.person, on=localdate()
    ):
        notices.success(request, "Control saved")
        return redirect(control.risk)
    return render(
        request,
        "actions/risks/edit_risk_control.html",
        {"risk": control.risk, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("add_action", on=Risk)
def raise_risk_action(request, risk):
    form = RaiseFromRiskForm(request.POST or None, **possible_owners(request))
    if form.is_valid() and form.attempt(
        controls.raise_from_risk, risk, by=request.person, on=localdate()
    ):
        say_saved(request, form.outcome, "raised")
        return redirect(risk)
    return render(
        request, "actions/risks/raise_risk_action.html", {"risk": risk, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires_act("add_action", on=Risk)
def link_risk_action(request, risk):
    form = LinkActionForm(
        request.POST or None, actions=Action.objects.visible_to(request.person)
    )
    if form.is_valid() and form.attempt(
        controls.link_risk_action, risk, by=request.person, on=localdate()
    ):
        notices.success(request, f"{form.outcome.action.ref} linked")
        return redirect(risk)
    return render(
        request, "actions/risks/link_risk_action.html", {"risk": risk, "form": form}
    )


@require_POST
@requires(Permission.RAISE_ACTION, on=RiskAction)
def unlink_risk_action(request, link):
    controls.unlink_risk_action(link, by=request.person, on=localdate())
    notices.success(request, f"{link.action.ref} unlinked")
    return redirect(link.risk)
