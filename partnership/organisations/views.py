"""Pages of organisations."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.organisations import services
from partnership.organisations.filters import OrganisationFilter
from partnership.organisations.forms import (
    AddAgencyForm,
    CloseOrganisationForm,
    EditOrganisationForm,
)
from partnership.organisations.services import CLOSED_ELSEWHERE
from partnership.people.models import Membership, Organisation
from partnership.schools.models import School

PER_PAGE = 25
Kind = Organisation.Kind


@require_GET
@requires(Permission.SEE_PEOPLE)
def organisations(request):
    on = localdate()
    narrowed = OrganisationFilter(
        request.GET, Organisation.objects.visible_to(request.person)
    )
    in_force = Q(memberships__from_date__lte=on) & (
        Q(memberships__to_date=None) | Q(memberships__to_date__gte=on)
    )
    rows = narrowed.qs.annotate(
        people=Count("memberships__person", filter=in_force, distinct=True)
    ).order_by("kind", Lower("name"), "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": narrowed}
    return render(request, "partnership/organisations/organisations.html", context)


@require_GET
@requires(Permission.SEE_PEOPLE, on=Organisation)
def organisation(request, organisation):
    on = localdate()
    held = (
        Membership.objects.visible_to(request.person)
        .not_over(on=on)
        .filter(organisation=organisation)
        .select_related("person")
        .order_by(Lower("person__name"), "from_date", "pk")
    )
    schools = School.objects.visible_to(request.person).select_related(
        "organisation", "trust"
    )
    context = {
        "organisation": organisation,
        "page": Paginator(held, PER_PAGE).get_page(request.GET.get("page")),
        "today": on,
        "school": schools.filter(organisation=organisation).first(),
        "shares": organisation.shared_with.filter(to_date=None).select_related("trust"),
        "schools": _sharing(schools, organisation, on=on),
        "is_ours_to_close": organisation.kind not in CLOSED_ELSEWHERE,
        "events": history.of(organisation)[:20],
    }
    return render(request, "partnership/organisations/organisation.html", context)


def _sharing(schools, trust, *, on):
    """A trust's schools, and since when each shares its returns with the trust."""
    if trust.kind != Kind.TRUST:
        return []
    shared = dict(
        trust.shared_by.filter(
            Q(to_date=None) | Q(to_date__gte=on), from_date__lte=on
        ).values_list("school", "from_date")
    )
    theirs = schools.filter(Q(trust=trust) | Q(organisation__in=shared)).order_by(
        F("organisation__closed_on").asc(nulls_first=True), Lower("organisation__name")
    )
    return [(school, shared.get(school.organisation_id)) for school in theirs[:200]]


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def add_organisation(request):
    form = AddAgencyForm(request.POST or None)
    if form.is_valid() and form.attempt(
        services.add_organisation, kind=Kind.AGENCY, by=request.person
    ):
        notices.success(request, f"{form.outcome.name} added")
        return redirect(form.outcome)
    return render(
        request, "partnership/organisations/add_organisation.html", {"form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Organisation)
def edit_organisation(request, organisation):
    said = ("name", "short_name", "email", "version")
    form = EditOrganisationForm(
        request.POST or None,
        initial={field: getattr(organisation, field) for field in said},
        organisation=organisation,
    )
    if form.is_valid() and form.attempt(
        services.edit_organisation, organisation, by=request.person
    ):
        notices.success(request, "Changes saved")
        return redirect(organisation)
    context = {"organisation": organisation, "form": form}
    return render(request, "partnership/organisations/edit_organisation.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Organisation)
def close_organisation(request, organisation):
    form = CloseOrganisationForm(
        request.POST or None,
        initial={"closed_on": localdate(), "version": organisation.version},
        on=localdate(),
    )
    if form.is_valid() and form.attempt(
        services.close_organisation, organisation, by=request.person
    ):
        notices.success(request, f"{organisation.name} closed")
        return redirect(organisation)
    context = {"organisation": organisation, "form": form}
    return render(request, "partnership/organisations/close_organisation.html", context)


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=Organisation)
def open_organisation_again(request, organisation):
    services.open_organisation_again(organisation, by=request.person)
    notices.success(request, f"{organisation.name} reopened")
    return redirect(organisation)
