"""The site map, in the order a user meets the pages."""

from django.conf import settings
from django.urls import include, path

from partnership import sign_in
from partnership.views import (
    account,
    administration,
    invitations,
    organisations,
    people,
    roles,
    start,
)

directory = [
    # /people/: who there is
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/add/alone/", people.add_person_alone, name="add_person_alone"),
    path("people/invite/", invitations.invite_many, name="invite_many"),
    # /people/1/: one of them, and what can be done
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit_person, name="edit_person"),
    path("people/<int:pk>/roles/give/", roles.give_role, name="give_role"),
    path("people/<int:pk>/invite/", invitations.invite, name="invite"),
    # /roles/1/, /invitations/1/: what one of them has
    path("roles/<int:pk>/end/", roles.end_role, name="end_role"),
    path("roles/<int:pk>/keep/", roles.keep_role, name="keep_role"),
    path("roles/<int:pk>/take-back/", roles.take_back_role, name="take_back_role"),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "invitations/<token>/", invitations.accept_invitation, name="accept_invitation"
    ),
    # /organisations/: the bodies they belong to
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<int:pk>/edit/",
        organisations.edit_organisation,
        name="edit_organisation",
    ),
    path(
        "organisations/<int:pk>/close/",
        organisations.close_organisation,
        name="close_organisation",
    ),
    path(
        "organisations/<int:pk>/open/",
        organisations.open_organisation_again,
        name="open_organisation_again",
    ),
    path(
        "organisations/<int:pk>/people/add/",
        people.add_person_at,
        name="add_person_at",
    ),
]

ours = (
    [
        *directory,
        path("start/<token>/", start.first_password, name="first_password"),
        path("account/", account.account, name="account"),
        path("settings/", administration.administration, name="administration"),
        path("roles/", start.grants, name="grants"),
        path("health/live", start.live, name="live"),
        path("health/ready", start.ready, name="ready"),
    ],
    "partnership",
)

urlpatterns = [
    path("", include("scorecard.urls")),
    path("", include("actions.urls")),
    path("", include("subgroups.urls")),
    path("", include("audits.urls")),
    # Before allauth's page of the same name.
    path("account/email/", sign_in.email_address, name="account_email"),
    path("", include(ours)),
    path("account/", include("allauth.account.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("components/", include("partnership.gallery")))
