"""Terms of reference as PDF and Word, and out of a Word file."""

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.drawing import word as word_files
from partnership.drawing.pdf import render_pdf
from partnership.people import downloads
from partnership.policy import values as policy
from subgroups.structure.models import Subgroup
from subgroups.terms import services as terms_services
from subgroups.terms.forms import PlaceForm, WordFileForm
from subgroups.terms.models import TermsOfReference
from subgroups.terms.word_writing import as_word


@require_GET
@requires(Permission.SEE_MEETINGS, on=TermsOfReference)
def terms_pdf(request, terms):
    pdf = render_pdf("subgroups/terms/terms_pdf.html", {"terms": terms})
    return _file(request, terms, pdf, "pdf", "application/pdf")


@require_GET
@requires(Permission.SEE_MEETINGS, on=TermsOfReference)
def terms_word(request, terms):
    word = as_word(terms, author=policy.get("partnership_name"))
    return _file(request, terms, word, "docx", word_files.TYPE)


def _file(request, terms, content, suffix, kind):
    downloads.record(terms, str(terms), by=request.person)
    name = f"{slugify(str(terms))}.{suffix}"
    how = "inline" if suffix == "pdf" else "attachment"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'{how}; filename="{name}"'},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def import_terms(request, subgroup):
    """The file is read at once and not kept: its sections come back with the form."""
    if "count" in request.POST:
        return _place(request, subgroup, PlaceForm.posted(request.POST))
    form = WordFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.attempt(terms_services.sections_of):
        draft = subgroup.terms.draft()
        begun = PlaceForm.of(
            form.outcome,
            file_name=form.cleaned_data["file"].name[-200:],
            version=draft.version if draft else 0,
            review_on=draft.review_on if draft else None,
        )
        return _preview(request, subgroup, begun)
    context = {"subgroup": subgroup, "form": form}
    return render(request, "subgroups/terms/import_terms.html", context)


def _place(request, subgroup, form):
    if form.is_valid() and form.attempt(
        terms_services.import_terms, subgroup, by=request.person
    ):
        notices.success(request, "Imported into the draft")
        return redirect("subgroups:terms", pk=subgroup.pk)
    return _preview(request, subgroup, form)


def _preview(request, subgroup, form):
    draft = subgroup.terms.draft()
    return render(
        request,
        "subgroups/terms/place_terms.html",
        {
            "subgroup": subgroup,
            "form": form,
            "written": [part.title for part, _ in draft.written] if draft else [],
        },
    )
