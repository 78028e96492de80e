"""The page that matches owners to the directory."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from actions.register.forms.owners import MatchOwnersForm
from actions.register.models.actions import Action
from actions.register.services import owners as services_owners
from partnership.guards.acts import requires_act
from partnership.people.models import Organisation, Person

Kind = Organisation.Kind


@require_http_methods(["GET", "POST"])
@requires_act("match_owners", on=Action)
def match_owners(request, action):
    owners = [owner for owner in action.owners.all() if not owner.is_matched]
    form = MatchOwnersForm(
        request.POST or None,
        initial={"version": action.version},
        owners=owners,
        **_who_may_be_meant(request.person, action),
    )
    if form.is_valid() and form.attempt(
        services_owners.match_owners, action, by=request.person, on=localdate()
    ):
        notices.success(request, "Owners matched")
        return redirect(action)
    return render(
        request,
        "actions/register/match_owners.html",
        {"action": action, "form": form, "owners": owners},
    )


def _who_may_be_meant(reader, action):
    """The board's people and organisations; for a school's action, its own staff."""
    if not action.is_schools:
        return board_directory(reader)
    here = action.organisation_id
    people = _people(reader).filter(memberships__organisation=here)
    return {
        "people": people.distinct(),
        "organisations": Organisation.objects.visible_to(reader).filter(pk=here),
    }


def board_directory(reader):
    """The people and organisations that may own the board's actions.

    There are too many school staff for a list, and they own none of these.
    """
    bodies = Organisation.objects.visible_to(reader)
    return {
        "people": list(
            _people(reader).exclude(memberships__organisation__kind=Kind.SCHOOL)
        ),
        "organisations": list(
            bodies.of_kind(Kind.PARTNERSHIP, Kind.SUBGROUP, Kind.AGENCY)
        ),
    }


def _people(reader):
    return Person.objects.visible_to(reader).known().filter(anonymised_on=None)
