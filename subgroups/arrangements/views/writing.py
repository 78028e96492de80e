"""Pages to write and publish arrangements."""

from django.contrib import messages as notices
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from subgroups.arrangements import services
from subgroups.arrangements.forms import ArrangementForm, PublishForm
from subgroups.arrangements.models import Arrangement, LegalText

Kind = Arrangement.Kind


@require_GET
@requires(Permission.SEE_ARRANGEMENTS)
def arrangements(request):
    today = localdate()
    editions = Arrangement.objects.visible_to(request.person)
    current = {one.kind: one for one in editions.in_force().with_legal_texts()}
    drafts = {one.kind: one for one in editions.drafts()}
    documents = [
        {
            "kind": kind,
            "current": current.get(kind),
            "draft": drafts.get(kind),
            "old_texts": current[kind].old_texts(on=today) if kind in current else [],
        }
        for kind in Kind
    ]
    return render(
        request, "subgroups/arrangements/arrangements.html", {"documents": documents}
    )


@require_GET
@requires(Permission.SEE_ARRANGEMENTS, on=Arrangement)
def arrangement(request, arrangement):
    editions = Arrangement.objects.visible_to(request.person).log(arrangement.kind)
    return render(
        request,
        "subgroups/arrangements/arrangement.html",
        {
            "arrangement": arrangement,
            "legal_texts": arrangement.dated_texts(on=localdate()),
            "editions": editions,
            "events": history.of(arrangement)[:20],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ARRANGEMENTS)
def write_arrangement(request, kind):
    if kind not in Kind:
        raise Http404
    editions = Arrangement.objects.visible_to(request.person).filter(kind=kind)
    latest = editions.with_legal_texts().order_by("-edition").first()
    texts = LegalText.objects.visible_to(request.person).in_order()
    form = ArrangementForm(
        request.POST or None,
        initial={
            "text": latest.text if latest else "",
            "legal_texts": latest.legal_texts.all() if latest else [],
            "version": latest.version if latest and latest.is_draft else 0,
        },
        legal_texts=texts,
        on=localdate(),
    )
    if form.is_valid() and form.attempt(
        services.write_arrangement, kind, by=request.person
    ):
        notices.success(request, "Draft saved")
        return redirect(form.outcome)
    return render(
        request,
        "subgroups/arrangements/write_arrangement.html",
        {"kind": Kind(kind), "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires_act("publish", on=Arrangement)
def publish_arrangement(request, arrangement):
    today = localdate()
    form = PublishForm(
        request.POST or None,
        initial={"version": arrangement.version, "applies_from": today},
    )
    if form.is_valid() and form.attempt(
        services.publish_arrangement, arrangement, by=request.person, on=today
    ):
        notices.success(request, f"{arrangement} published")
        return redirect(arrangement)
    return render(
        request,
        "subgroups/arrangements/publish_arrangement.html",
        {
            "arrangement": arrangement,
            "old_texts": arrangement.old_texts(on=today),
            "form": form,
        },
    )


@require_POST
@requires_act("withdraw", on=Arrangement)
def withdraw_arrangement(request, arrangement):
    services.withdraw_arrangement(arrangement, by=request.person, on=localdate())
    notices.success(request, "Removed from the public pages")
    return redirect(arrangement)


@require_POST
@requires_act("restore", on=Arrangement)
def restore_arrangement(request, arrangement):
    services.restore_arrangement(arrangement, by=request.person, on=localdate())
    notices.success(request, "Public again")
    return redirect(arrangement)
