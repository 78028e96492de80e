"""The site map, in the order a user meets the pages."""

from django.conf import settings
from django.urls import include, path

from partnership import sign_in
from partnership.views import account, administration, start

people = (
    [
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
    path("", include(people)),
    path("account/", include("allauth.account.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("components/", include("partnership.gallery")))
