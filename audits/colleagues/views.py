"""The pages of a school's colleagues: who may answer, and who answers what."""

from django.contrib import messages as notices
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from audits.colleagues import services
from audits.colleagues.forms import (
    ColleagueForm,
    RemoveColleagueForm,
    SectionsForm,
)
from audits.returns.models.progress import by_section
from audits.returns.models.returns import AuditReturn
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.people.models import Person


@require_GET
@requires(Permission.MANAGE_COLLEAGUES, on=AuditReturn)
def colleagues(request, audit_return):
    on = localdate()
    return render(
        request,
        "audits/colleagues/colleagues.html",
        {
            "audit_return": audit_return,
            "answering": services.answering(audit_return, on=on),
            "removable": set(services.colleagues(audit_return, on=on)),
            "delegations": audit_return.delegations.in_force(on=on),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES, on=AuditReturn)
def add_colleague(request, audit_return):
    form = ColleagueForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.add_colleague, audit_return, by=request.person, on=localdate()
    ):
        notices.success(request, f"{form.outcome.person} added and emailed")
        return redirect("audits:colleagues", pk=audit_return.pk)
    return render(
        request,
        "audits/colleagues/add_colleague.html",
        {"audit_return": audit_return, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES, on=AuditReturn)
def remove_colleague(request, audit_return, membership):
    membership = get_object_or_404(
        services.colleagues(audit_return, on=localdate()), pk=membership
    )
    form = RemoveColleagueForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(
        services.remove_colleague,
        audit_return,
        membership=membership,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, f"{membership.person} removed")
        return redirect("audits:colleagues", pk=audit_return.pk)
    return render(
        request,
        "audits/colleagues/remove_colleague.html",
        {"audit_return": audit_return, "membership": membership, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("give_sections", on=AuditReturn)
def give_sections(request, audit_return):
    on = localdate()
    able = services.answering(audit_return, on=on).values("person")
    form = SectionsForm(
        request.POST if request.method == "POST" else None,
        sections=[section for section, _ in by_section(audit_return.questions)],
        people=Person.objects.visible_to(request.person).filter(pk__in=able),
        given=audit_return.delegates(on=on),
    )
    if form.is_valid() and form.attempt(
        services.give_sections, audit_return, by=request.person, on=on
    ):
        notices.success(request, "Sections given")
        return redirect(audit_return)
    return render(
        request,
        "audits/colleagues/give_sections.html",
        {"audit_return": audit_return, "form": form},
    )
