"""The pages of local rules."""

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.drawing.models import Logo
from partnership.history import services as history
from partnership.policy import registry, services, values
from partnership.policy import setting as policy_setting
from partnership.policy.forms.rules import BackToDefaultForm, form_for
from partnership.policy.words import in_short, in_words, told

CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
A_YEAR = 365 * 24 * 60 * 60


@require_GET
@requires(Permission.MANAGE_POLICY)
def rules(request):
    changes = values.last_changes()
    groups = [
        (
            group.value,
            [
                {
                    "setting": setting,
                    "lines": in_short(setting, values.get(setting.name)),
                    "is_default": values.is_default(setting.name),
                    "change": changes.get(setting.name),
                }
                for setting in registry.SETTINGS.values()
                if setting.group == group
            ],
        )
        for group in policy_setting.Group
    ]
    return render(request, "partnership/policy/rules.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_POLICY)
def rule(request, name):
    setting, row = _setting(name), values.standing(name)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_for(setting, *sent, value=values.get(name), version=row.version)
    if form.is_valid() and form.attempt(services.change_rule, name, by=request.person):
        notices.success(request, f"“{setting.words}” saved")
        return redirect("partnership:rule", name)
    return render(
        request,
        "partnership/policy/rule.html",
        {
            "setting": setting,
            "form": form,
            "lines": in_words(setting, values.get(name)),
            "default_lines": in_words(setting, setting.default),
            "is_default": values.is_default(name),
            "events": _events(setting, row),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_POLICY)
def default_rule(request, name):
    setting, row = _setting(name), values.standing(name)
    form = BackToDefaultForm(request.POST or None, initial={"version": row.version})
    if form.is_valid() and form.attempt(services.default_rule, name, by=request.person):
        notices.success(request, f"“{setting.words}” set back to the default")
        return redirect("partnership:rule", name)
    return render(
        request,
        "partnership/policy/default_rule.html",
        {
            "setting": setting,
            "form": form,
            "lines": in_words(setting, values.get(name)),
            "default_lines": in_words(setting, setting.default),
        },
    )


@require_GET
@login_not_required
def logo(request, digest):
    shown = values.get("logo")
    if shown is None or shown["digest"] != digest:
        raise Http404
    found = get_object_or_404(Logo.objects.visible_to(request.person), digest=digest)
    return HttpResponse(
        bytes(found.content),
        content_type=CONTENT_TYPES[found.kind],
        headers={
            # The address changes when the image does.
            "Cache-Control": f"public, max-age={A_YEAR}, immutable",
            "Content-Disposition": f'inline; filename="logo.{found.kind}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def _setting(name):
    try:
        return registry.SETTINGS[name]
    except KeyError:
        raise Http404 from None


def _events(setting, row):
    """The history of a setting, with its values in words."""
    events = list(history.of(row)[:20]) if row.pk else []
    for event in events:
        event.detail = told(setting, event.detail)
    return events
