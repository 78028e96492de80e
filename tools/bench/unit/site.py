"""A site of one page: its settings, its tables, its rows, its view."""

import os
from datetime import date, timedelta
from pathlib import Path

import django
import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application

HERE = Path(__file__).parent
NAMES = "home plan actions groups audits returns scorecard report people settings"
NAMES += " account leave open private cookies roles start left"

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="of a site without secrets",  # noqa: S106
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_URL="/static/",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"]
                },
            }
        ],
        DATABASES={
            "default": {
                **environ.Env.db_url_config(os.environ["UNIT_DATABASE"]),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
            }
        },
        LANGUAGE_CODE="en-gb",
        TIME_ZONE="Europe/London",
        USE_I18N=True,
        USE_TZ=True,
    )
    django.setup()

# Models can be declared only once there are settings.
from django.db import connection, models  # noqa: E402
from django.db.models import Exists, OuterRef, Q  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402


class Row(models.Model):
    """A row of one of the unit's own tables."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        app_label = "unit"

    def __str__(self) -> str:
        return str(self.pk)


class Visit(Row):
    """Who is signed in."""

    key = models.CharField(max_length=40, unique=True)
    held = models.TextField()
    until = models.DateTimeField(db_index=True)


class Body(Row):
    """Where roles are held."""

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True)


class Someone(Row):
    """A person."""

    name = models.CharField(max_length=120)
    initials = models.CharField(max_length=8, blank=True)
    email = models.EmailField(blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    letters = models.CharField(max_length=8, default="at_once")
    left_on = models.DateField(null=True)
    anonymised_on = models.DateField(null=True)


class Account(Row):
    """A person's sign-in."""

    password = models.CharField(max_length=128)
    last_login = models.DateTimeField(null=True)
    email = models.EmailField()
    someone = models.OneToOneField(Someone, models.PROTECT)
    is_active = models.BooleanField(default=True)


class App(Row):
    """A second step."""

    account = models.ForeignKey(Account, models.PROTECT)
    kind = models.CharField(max_length=20)


class Seat(Row):
    """A role held."""

    someone = models.ForeignKey(Someone, models.PROTECT)
    body = models.ForeignKey(Body, models.PROTECT)
    role = models.CharField(max_length=20)
    title = models.CharField(max_length=120, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True)


class Rule(Row):
    """A local rule."""

    name = models.CharField(max_length=60, unique=True)
    value = models.JSONField(null=True)


def make() -> None:
    """Make the tables in an empty database, and the rows."""
    tables = [Visit, Body, Someone, Account, App, Seat, Rule]
    with connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
    someone = Someone.objects.create(name="Amara Unit", email="amara@unit.example")
    account = Account.objects.create(
        email=someone.email, password="!" * 80, someone=someone
    )
    App.objects.create(account=account, kind="totp")
    body = Body.objects.create(kind="partnership", name="Unit Partnership")
    Seat.objects.create(
        someone=someone, body=body, role="manager", from_date=date(2019, 9, 2)
    )
    held = f'{{"account": {account.pk}, "hash": "{"0" * 64}"}}'
    until = timezone.now() + timedelta(days=7)
    Visit.objects.create(key="unit", held=held, until=until)


def _in_force(on: date) -> Q:
    return Q(from_date__lte=on) & (Q(to_date=None) | Q(to_date__gte=on))


def roles(request):
    """Who is asking, what they hold, which rules there are; and what each role may."""
    on = timezone.localdate()
    Visit.objects.get(key="unit", until__gt=timezone.now())
    account = (
        Account.objects.filter(email="amara@unit.example", is_active=True)
        .select_related("someone")
        .annotate(has_app=Exists(App.objects.filter(account=OuterRef("pk"))))
        .first()
    )
    seats = account.someone.seat_set.filter(_in_force(on))
    list(
        seats.filter(body__closed_on=None).values_list("body_id", "body__kind", "role")
    )
    rules = dict(Rule.objects.exclude(value=None).values_list("name", "value"))
    names = NAMES.split()
    return render(
        request,
        "page.html",
        {
            "account": account,
            "title": rules.get("name", "Unit Partnership"),
            "places": [
                {"text": name.title(), "url": reverse(name), "is_here": name == "roles"}
                for name in names[:10]
            ],
            "seats": seats.select_related("body").order_by("body__kind", "body__name"),
            "lines": [
                {
                    "roles": [f"Role {line}"] * (1 + line % 2),
                    "sees": [f"what {line} and {n} see" for n in range(10)],
                    "does": [f"do {line} and {n}" for n in range(line * 2 % 25)],
                }
                for line in range(17)
            ],
        },
    )


urlpatterns = [
    path("", roles),
    *(path(f"{name}/", roles, name=name) for name in NAMES.split()),
]
application = get_wsgi_application()

if __name__ == "__main__":
    make()
