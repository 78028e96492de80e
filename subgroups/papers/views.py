"""Pages of papers and packs, and their files, each behind its own check of access."""

from django.contrib import messages as notices
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.people import downloads
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting
from subgroups.papers import packs, services
from subgroups.papers.forms import ChangePaperForm, PaperForm, RemovePaperForm
from subgroups.papers.models import Pack, Paper


@require_http_methods(["GET", "POST"])
@requires_act("write", on=Meeting)
def add_paper(request, meeting):
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        items=meeting.items.order_by("number"),
        initial={"items": request.GET.getlist("item")},
    )
    if form.is_valid() and form.attempt(services.add_paper, meeting, by=request.person):
        notices.success(request, "Paper added")
        return redirect(meeting)
    return render(
        request, "subgroups/papers/add_paper.html", {"meeting": meeting, "form": form}
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Paper)
def paper(request, paper):
    items = AgendaItem.objects.visible_to(request.person).filter(papers=paper)
    return render(
        request,
        "subgroups/papers/paper.html",
        {
            "paper": paper,
            "items": items,
            "ranges": paper.page_ranges.select_related("meeting"),
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Paper)
def paper_file(request, paper):
    downloads.record(paper, f"Paper: {paper}", by=request.person)
    return FileResponse(
        paper.file.open("rb"),
        as_attachment=not paper.is_pdf,
        filename=paper.download_name,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Paper)
def edit_paper(request, paper):
    meeting = services.meeting_of(paper)
    form = ChangePaperForm(
        request.POST or None,
        request.FILES or None,
        items=meeting.items.order_by("number"),
        initial={
            "version": paper.version,
            "title": paper.title,
            "items": list(paper.items.values_list("pk", flat=True)),
        },
    )
    if form.is_valid() and form.attempt(
        services.change_paper, paper, by=request.person
    ):
        notices.success(request, "Paper changed")
        return redirect(paper)
    return render(
        request,
        "subgroups/papers/edit_paper.html",
        {"paper": paper, "meeting": meeting, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Paper)
def remove_paper(request, paper):
    meeting = services.meeting_of(paper)
    form = RemovePaperForm(request.POST or None, initial={"version": paper.version})
    if form.is_valid() and form.attempt(
        services.remove_paper, paper, by=request.person
    ):
        notices.success(request, "Paper removed")
        return redirect(meeting)
    return render(
        request,
        "subgroups/papers/remove_paper.html",
        {"paper": paper, "meeting": meeting, "form": form},
    )


@require_POST
@requires(Permission.RECORD_MEETING, on=Meeting)
def ask_for_pack(request, meeting):
    return redirect(packs.ask_for_pack(meeting, by=request.person))


@require_GET
@requires(Permission.SEE_MEETINGS, on=Pack)
def pack(request, pack):
    template = "_pack.html" if request.htmx else "pack.html"
    return render(
        request,
        f"subgroups/papers/{template}",
        {"pack": pack, "meeting": pack.meeting},
    )


@require_GET
@requires_act("download", on=Pack)
def pack_file(request, pack):
    downloads.record(pack.meeting, str(pack), by=request.person)
    return FileResponse(pack.file.open("rb"), filename=pack.download_name)
