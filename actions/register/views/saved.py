"""Saved views of the register, and the register as a file."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions.register.filters import ActionFilter, asked_of_register, in_order, words_of
from actions.register.forms.saved import EditViewForm, SaveViewForm
from actions.register.models.actions import Action
from actions.register.models.saved import SavedView
from actions.register.services import saved
from actions.register.table import HEADINGS, WIDTHS, rows_of
from partnership.access import Permission, allowed, requires
from partnership.people import downloads
from partnership.spreadsheets.writing import EXCEL, Sheet, as_csv, as_workbook

PER_PAGE = 25
# More would push the register out of sight; the rest have their own page.
SHOWN_ABOVE = 10
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": EXCEL,
}


def offered(request) -> dict:
    """The saved views shown above the register, and whether this is one of them."""
    asked = asked_of_register(request.GET)
    views = list(SavedView.objects.visible_to(request.person).in_use()[:SHOWN_ABOVE])
    return {
        "asked": asked,
        "saved_views": views,
        "is_saved": any(view.query == asked for view in views),
    }


def _may_share(request) -> bool:
    return allowed(request.person, Permission.SHARE_VIEW)


def _tidied(query: str) -> str:
    return asked_of_register(QueryDict(query))


@require_GET
@requires(Permission.SEE_ACTIONS)
def saved_views(request):
    views = SavedView.objects.visible_to(request.person).in_use()
    views = views.select_related("person")
    page = Paginator(views, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "actions/register/saved_views.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ACTIONS)
def save_view(request):
    form = SaveViewForm(
        request.POST or None,
        initial={"query": asked_of_register(request.GET)},
        may_share=_may_share(request),
        tidied=_tidied,
    )
    if form.is_valid() and form.attempt(saved.save_view, by=request.person):
        notices.success(request, f"View “{form.outcome}” saved")
        return redirect(form.outcome)
    asked = QueryDict(request.POST.get("query", "")) if request.POST else request.GET
    narrowed = _narrowed(request, asked)
    return render(
        request,
        "actions/register/save_view.html",
        {"form": form, "words": words_of(narrowed)},
    )


def _narrowed(request, asked) -> ActionFilter:
    return ActionFilter(
        asked,
        Action.objects.visible_to(request.person),
        person=request.person,
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_SAVED_VIEW, on=SavedView)
def edit_view(request, view):
    initial = {name: getattr(view, name) for name in ("name", "is_shared", "version")}
    form = EditViewForm(
        request.POST or None, initial=initial, may_share=_may_share(request)
    )
    if form.is_valid() and form.attempt(saved.edit_view, view, by=request.person):
        notices.success(request, f"View “{view}” saved")
        return redirect("actions:saved_views")
    narrowed = _narrowed(request, QueryDict(view.query))
    return render(
        request,
        "actions/register/edit_view.html",
        {"view": view, "form": form, "words": words_of(narrowed)},
    )


@require_POST
@requires(Permission.EDIT_SAVED_VIEW, on=SavedView)
def forget_view(request, view):
    saved.forget_view(view, by=request.person, on=localdate())
    notices.success(request, f"View “{view.name}” deleted")
    return redirect("actions:saved_views")


@require_GET
@requires(Permission.SEE_ACTIONS)
def register_file(request, kind):
    if kind not in KINDS:
        raise Http404
    on = localdate()
    narrowed = _narrowed(request, request.GET)
    ordered = in_order(narrowed.qs, request.GET.get("order", ""))
    rows = rows_of(ordered, person=request.person, on=on)
    words = "; ".join([f"Register of actions: {len(rows)} rows", *words_of(narrowed)])
    downloads.record(request.person, words, by=request.person)
    if kind == "csv":
        content = as_csv(HEADINGS, rows)
    else:
        content = as_workbook("Actions", [Sheet("Actions", HEADINGS, rows, WIDTHS)])
    response = HttpResponse(content, content_type=KINDS[kind])
    name = f"actions-{on.isoformat()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
