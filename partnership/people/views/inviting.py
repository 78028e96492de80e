"""Pages for inviting people and accepting an invitation."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from partnership.access import Permission, requires, requires_link
from partnership.people import inviting
from partnership.people.filters import PeopleFilter
from partnership.people.forms import AcceptForm
from partnership.people.models import Person
from partnership.sign_in.models import Invitation

# Expired links still lead to a page that says so.
LINK_DAYS = 400


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=Person)
def invite(request, person):
    inviting.invite(person, by=request.person, on=localdate())
    notices.success(request, f"Invitation to {person.name} sent")
    return redirect(person)


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=Invitation)
def withdraw_invitation(request, invitation):
    inviting.withdraw_invitation(invitation, by=request.person)
    notices.success(request, "Invitation withdrawn")
    return redirect(invitation.person)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def invite_many(request):
    people = _ticked(request)
    if request.method == "POST":
        answer = inviting.invite_many(people, by=request.person, on=localdate())
        count = len(answer.invitations)
        said = "1 invitation" if count == 1 else f"{count} invitations"
        notices.success(request, f"{said} sent")
        return redirect("partnership:people")
    reasons = inviting.reasons_against(people, on=localdate())
    context = {
        "asked": [person for person, why in reasons if not why],
        "refused": [(person, why) for person, why in reasons if why],
        "more": len(people) == inviting.MOST_AT_ONCE,
    }
    return render(request, "partnership/people/invite_many.html", context)


def _ticked(request):
    """The people selected in the directory, or everyone its filter shows."""
    everyone = Person.objects.visible_to(request.person).known()
    if request.GET.get("everyone"):
        people = PeopleFilter(
            request.GET, everyone, person=request.person, on=localdate()
        ).qs
    else:
        asked = request.POST if request.method == "POST" else request.GET
        keys = [key for key in asked.getlist("person") if key.isascii()]
        people = everyone.filter(pk__in=[key for key in keys if key.isdigit()][:1000])
    people = people.select_related("merged_into").order_by("name", "pk")
    return list(people[: inviting.MOST_AT_ONCE])


@require_http_methods(["GET", "POST"])
@requires_link("accept_invitation", on=Invitation, days=LINK_DAYS)
def accept_invitation(request, invitation):
    onward = _onward(request)
    if onward and invitation.has_been_accepted:
        return redirect(onward)
    if why := inviting.why_over(invitation, on=localdate()):
        context = {"sentence": why}
        return render(
            request, "partnership/people/invitation_over.html", context, status=410
        )
    if request.person not in {None, invitation.person}:
        context = {"invitation": invitation}
        return render(
            request, "partnership/people/invitation_for_another.html", context
        )
    form = AcceptForm(request.POST or None, user=invitation.person.user)
    if form.is_valid() and form.attempt(
        inviting.accept_invitation, invitation, on=localdate()
    ):
        # People who need a second step are asked for it, or to set one up.
        user = form.outcome
        login = Login(user=user, email=user.email, redirect_url=onward or None)
        return perform_password_login(request, {"email": user.email}, login)
    context = {
        "invitation": invitation,
        "form": form,
        "onward": onward,
        "roles": inviting.roles_in_words(invitation.person, on=localdate()),
    }
    return render(request, "partnership/people/accept_invitation.html", context)


def _onward(request):
    """The page that the email was about, or nothing; never another site's."""
    path = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else ""
