"""Pages of subgroups, and of the structure they make."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.people.models import Organisation
from partnership.policy import values as policy
from subgroups.structure import services as structure
from subgroups.structure.chart import drawing_of, in_order, tree_of
from subgroups.structure.forms.single import EditSubgroupForm, SubgroupForm
from subgroups.structure.models import Seat, Subgroup

Kind = Organisation.Kind
A_FEW = 5


@require_GET
@requires(Permission.SEE_MEETINGS)
def subgroups(request):
    found = Subgroup.objects.visible_to(request.person).open()
    page = Paginator(found.with_overview(on=localdate()), 25).get_page(
        request.GET.get("page")
    )
    return render(request, "subgroups/structure/subgroups.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP)
def add_subgroup(request):
    places = Organisation.objects.visible_to(request.person)
    form = SubgroupForm(
        request.POST or None,
        places=places.of_kind(Kind.PARTNERSHIP, Kind.SUBGROUP),
        groups=Subgroup.objects.visible_to(request.person).open(),
    )
    if form.is_valid() and form.attempt(structure.create_subgroup, by=request.person):
        notices.success(request, "Subgroup added")
        return redirect(form.outcome)
    return render(request, "subgroups/structure/add_subgroup.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def edit_subgroup(request, subgroup):
    places = Organisation.objects.visible_to(request.person)
    others = Subgroup.objects.visible_to(request.person).open().exclude(pk=subgroup.pk)
    form = EditSubgroupForm(
        request.POST or None,
        places=places.of_kind(Kind.PARTNERSHIP, Kind.SUBGROUP).exclude(
            pk=subgroup.organisation_id
        ),
        groups=others,
        initial={
            name: getattr(subgroup, name) for name in EditSubgroupForm.base_fields
        },
    )
    if form.is_valid() and form.attempt(
        structure.edit_subgroup, subgroup, by=request.person
    ):
        notices.success(request, "Place in the structure saved")
        return redirect(subgroup)
    return render(
        request,
        "subgroups/structure/edit_subgroup.html",
        {"subgroup": subgroup, "form": form},
    )


@require_GET
@requires(Permission.SEE_MEETINGS)
def chart(request):
    today, days = localdate(), policy.get("seat_warning_days")
    groups = Subgroup.objects.visible_to(request.person).open().with_chair(on=today)
    tree = tree_of(groups.with_seats(on=today))
    seats = Seat.objects.visible_to(request.person).of_open_subgroups()
    flagged = seats.to_look_at(on=today, days=days).with_holders(on=today)
    page = Paginator(flagged, 25).get_page(request.GET.get("page"))
    for seat in page:
        seat.look_at(on=today, days=days)
    return render(
        request,
        "subgroups/structure/chart.html",
        {
            "groups": in_order(tree),
            "drawing": drawing_of(tree),
            "page": page,
            "days": days,
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS, on=Subgroup)
def subgroup(request, subgroup):
    today = localdate()
    terms, rule = subgroup.terms.current(), subgroup.quorum_rule(today)
    seats = subgroup.seats.in_force(on=today).with_holders(on=today)
    days = policy.get("seat_warning_days")
    for seat in seats:
        seat.look_at(on=today, days=days)
    return render(
        request,
        "subgroups/structure/subgroup.html",
        {
            "subgroup": subgroup,
            "terms": terms,
            "gaps": terms.gaps(on=today) if terms else [],
            "review_is_due": terms is not None and terms.is_review_due(on=today),
            "seats": seats,
            "ended_seats": rule.ended_seats(today) if rule else [],
            "quorum_words": rule and rule.in_words({s.pk: s.label for s in seats}),
            "chairs": subgroup.chairs(on=today),
            "minute_takers": subgroup.minute_takers(on=today),
            "coming": subgroup.meetings.coming(on=today)[:A_FEW],
            "past": subgroup.meetings.past(on=today)[:A_FEW],
            "events": history.of(subgroup)[:20],
        },
    )
