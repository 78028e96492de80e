"""Pages on which many seats are changed at once: a table, and a pasted list."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.people.models import Organisation, Person
from partnership.uploads.views import Names, Pages
from subgroups.structure import many
from subgroups.structure.forms.single import PasteForm
from subgroups.structure.forms.table import SeatsForm
from subgroups.structure.importing import SEATS, people_called
from subgroups.structure.models import Subgroup

Kind = Organisation.Kind

pages = Pages(
    SEATS,
    names=Names(
        uploads="subgroups:seat_lists",
        check="subgroups:seat_list",
        understand="subgroups:understand_seat_list",
        answer="subgroups:answer_seat_list",
        look_again="subgroups:foresee_seat_list_again",
    ),
    templates="subgroups/structure/lists",
)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def edit_seats(request, subgroup):
    today, people = localdate(), Person.objects.visible_to(request.person)
    places = Organisation.objects.visible_to(request.person)
    form = SeatsForm(
        request.POST or None,
        seats=subgroup.seats.in_force(on=today).with_holders(on=today),
        agencies=places.of_kind(Kind.AGENCY, Kind.TRUST),
        find=lambda words: people_called(people, words),
    )
    if form.is_valid() and form.attempt(
        many.change_seats, subgroup, by=request.person, on=today
    ):
        count = form.outcome
        notices.success(request, f"{count} seat{'s' if count != 1 else ''} changed")
        return redirect(subgroup)
    return render(
        request,
        "subgroups/structure/edit_seats.html",
        {"subgroup": subgroup, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SUBGROUP, on=Subgroup)
def paste_seats(request, subgroup):
    form = PasteForm(request.POST or None, request.FILES or None)
    return pages.ask_for_file(
        request, form, "subgroups/structure/lists/paste_seats.html", subgroup=subgroup
    )
