"""Pages of legal texts in their editions."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from subgroups.arrangements import services
from subgroups.arrangements.forms import EditLegalTextForm, LegalTextForm
from subgroups.arrangements.models import LegalText

A_PAGE = 25


@require_GET
@requires(Permission.SEE_ARRANGEMENTS)
def legal_texts(request):
    found = LegalText.objects.visible_to(request.person).in_order()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    today = localdate()
    for text in page:
        text.is_old_now = text.is_old(on=today)
    return render(request, "subgroups/arrangements/legal_texts.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ARRANGEMENTS)
def add_legal_text(request):
    others = LegalText.objects.visible_to(request.person).in_order()
    form = LegalTextForm(request.POST or None, others=others)
    if form.is_valid() and form.attempt(services.add_legal_text, by=request.person):
        notices.success(request, "Legal text added")
        return redirect("subgroups:legal_texts")
    return render(request, "subgroups/arrangements/add_legal_text.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ARRANGEMENTS, on=LegalText)
def edit_legal_text(request, text):
    others = LegalText.objects.visible_to(request.person).in_order()
    names = ("version", "title", "edition", "applies_from", "address", "replaces")
    form = EditLegalTextForm(
        request.POST or None,
        initial={name: getattr(text, name) for name in names},
        others=others.exclude(pk=text.pk),
    )
    if form.is_valid() and form.attempt(
        services.edit_legal_text, text, by=request.person
    ):
        notices.success(request, "Legal text changed")
        return redirect("subgroups:legal_texts")
    return render(
        request,
        "subgroups/arrangements/edit_legal_text.html",
        {"text": text, "form": form},
    )
