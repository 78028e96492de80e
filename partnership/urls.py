"""The site map, in the order a user meets the pages."""

from django.conf import settings
from django.urls import include, path

from partnership import sign_in, views

people = (
    [
        path("start/<token>/", views.first_password, name="first_password"),
        path("roles/", views.grants, name="grants"),
        path("health/live", views.live, name="live"),
        path("health/ready", views.ready, name="ready"),
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
    path("account/", include("allauth.account.urls")),
    path("", include(people)),
]

if settings.DEBUG:
    urlpatterns.append(path("components/", include("partnership.gallery")))
