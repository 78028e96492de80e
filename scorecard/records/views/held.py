"""What is held about a person, for officers and for the person, with downloads."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from partnership.people import downloads
from partnership.people.models import Person
from partnership.spreadsheets.writing import as_csv
from scorecard.records import across as people

A_PAGE = 25
HEADINGS = ("kind", "words", "when", "kept because")


@require_GET
@requires(Permission.MANAGE_PEOPLE, on=Person)
def held_about(request, person):
    if person.merged_into_id:
        return redirect("scorecard:held_about", pk=person.merged_into_id)
    held = people.held_about(person)
    return _page(request, person, held, "scorecard/records/held.html")


@require_GET
@requires(Permission.SEE_ACCOUNT)
def held_about_me(request):
    held = people.said_to_them(people.held_about(request.person))
    return _page(request, request.person, held, "scorecard/records/held_about_me.html")


def _page(request, person, held, template):
    kinds = people.kinds_of(held)
    kind = request.GET.get("kind", "")
    shown = [one for one in held if one.kind == kind] if kind in kinds else held
    context = {
        "person": person,
        "kinds": kinds,
        "kind": kind if kind in kinds else "",
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, template, context)


@require_GET
@requires(Permission.MANAGE_PEOPLE, on=Person)
def held_about_file(request, person, kind):
    return _file(request, person, people.held_about(person), kind)


@require_GET
@requires(Permission.SEE_ACCOUNT)
def held_about_me_file(request, kind):
    held = people.said_to_them(people.held_about(request.person))
    return _file(request, request.person, held, kind)


def _file(request, person, held, kind):
    if kind not in {"csv", "json"}:
        raise Http404
    rows = [(one.kind, one.words, one.day, one.kept_because) for one in held]
    downloads.record(person, f"What is held about {person}", by=request.person)
    name = f"held-about-{slugify(person.name) or person.pk}.{kind}"
    if kind == "csv":
        response = HttpResponse(
            as_csv(HEADINGS, rows), content_type="text/csv; charset=utf-8"
        )
    else:
        response = JsonResponse(
            {
                "person": person.name,
                "held": [dict(zip(HEADINGS, row, strict=True)) for row in rows],
            },
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
