"""Whatever is typed, posted or put into an address, nothing answers with a fault.

The universe is the access table's: every guarded, linked and open URL is asked with
primary keys that no row can have, with query strings that nobody's browser writes, and
each field of its form is sent bytes that PostgreSQL refuses, numbers that it cannot
keep and choices that were never offered. Names that hold markup stay words everywhere.
"""

import re
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.urls import reverse

from partnership.access import Role
from tests.pages import address, reader
from tests.world import APPS, GUARDED, LINKED, REST, about, signed_in, urls

pytestmark = [
    pytest.mark.slow,
    pytest.mark.gate,
    pytest.mark.usefixtures("pdfs_as_html"),
]

NUL = "before\x00after"
TOO_BIG = str(2**63)
KEYS = (2**63, 10**30)
HOSTILE = (NUL, TOO_BIG, "9" * 5000, "-1", "abc'\"<b>\r\nX: y")
QUERIES = (
    "page=-1&order=password",
    "page=99999999999999999999&order=%00",
    "page=%00&order=-",
    "page=%ff%F0%28%8C&order=%ED%A0%80",
)
# Fields of a form that are sent together with something wrong.
AT_MOST = 4
MARKUP = "<img src=x onerror=y>"
# Passkeys are one's own: tests/partnership/test_second_step.py asks for others'.
WITH_KEY = sorted(name for name in GUARDED if "<int:" in str(urls()[name].pattern))


def place_of(url_name: str) -> str:
    app, _, _ = url_name.rpartition(":")
    return app or "signing in"


PLACES = {
    place: [*names]
    for place, names in groupby(
        sorted([*GUARDED, *LINKED, *REST], key=place_of), key=place_of
    )
}
# Pages that read their query, so that the gate never passes empty.
FEWEST = {
    "actions": 30,
    "audits": 3,
    "partnership": 10,
    "scorecard": 8,
    "signing in": 15,
    "subgroups": 2,
}


@pytest.fixture(autouse=True, scope="module")
def fresh_counts():
    """What was tried at the door here locks nobody out in the next module."""
    yield
    cache.clear()


class Fields(HTMLParser):
    """The names of the fields of a page's forms, with what stands in them."""

    def __init__(self, method: str) -> None:
        super().__init__()
        self.method, self.is_inside, self.found = method, False, {}

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.is_inside = (said.get("method") or "get").lower() == self.method
        elif (
            self.is_inside
            and tag in {"input", "select", "textarea", "button"}
            and said.get("name")
            and said["name"] != "csrfmiddlewaretoken"
        ):
            self.found.setdefault(said["name"], said.get("value") or "")


def fields(html: str, method: str) -> dict[str, str]:
    parser = Fields(method)
    parser.feed(html)
    return parser.found


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    body = b"".join(response)
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return body.decode() if is_html else ""


def faults(client: Client, *requests) -> dict[str, str]:
    """The requests that were answered with a fault, each with its first words."""
    found = {}
    for method, path, data in requests:
        asked = f"{method} {path} {data}"[:200]
        try:
            with transaction.atomic():
                response = getattr(client, method)(path, data)
                b"".join(response)
                transaction.set_rollback(True)
        except Exception as fault:  # noqa: BLE001 – each of them would be a 500
            found[asked] = f"{type(fault).__name__}: {fault}"[:200]
        else:
            if response.status_code >= 500:
                found[asked] = str(response.status_code)
    return found


def test_a_key_no_row_can_have_is_not_found(world):
    answers = {}

    for url_name in WITH_KEY:
        pattern = urls()[url_name]
        client, row = reader(world, url_name), world.rows[about(pattern)]
        kwargs = {"pk": row.pk, **world.kwargs.get(url_name, lambda row: {})(row)}
        for name in re.findall(r"<int:(\w+)>", str(pattern.pattern)):
            for key in KEYS:
                path = reverse(url_name, kwargs={**kwargs, name: key})
                response = client.get(path)
                if response.status_code == 405:
                    response = client.post(path)
                answers[path] = response.status_code

    assert {path for path, status in answers.items() if status != 404} == set()
    assert len(answers) >= 2 * len(WITH_KEY) > 200


@pytest.mark.parametrize("place", PLACES)
def test_an_address_takes_any_query(place, world):
    found, reads_it = {}, 0

    for url_name in PLACES[place]:
        client, path = reader(world, url_name), address(world, url_name)
        with transaction.atomic():
            first = client.get(f"{path}?{QUERIES[0]}")
            body = b"".join(first)
            transaction.set_rollback(True)
        if "GET" not in vars(first.wsgi_request):
            continue  # nobody has read the query
        reads_it += 1
        is_html = first.headers.get("Content-Type", "").startswith("text/html")
        filters = fields(body.decode(), "get") if is_html else {}
        asked = [
            *QUERIES,
            *(f"{name}={quote(one)}" for name in filters for one in (NUL, TOO_BIG)),
            "&".join(f"{name}=%00&{name}=%ff" for name in filters),
        ]
        found |= faults(client, *(("get", f"{path}?{one}", {}) for one in asked))

    assert found == {}
    assert reads_it >= FEWEST[place]


@pytest.mark.parametrize("place", PLACES)
def test_a_form_takes_anything_in_any_field(place, world):
    found = {}
    for url_name in PLACES[place]:
        # Afresh: some of what is sent signs them out.
        client, path = reader(signed_in(world), url_name), address(world, url_name)
        if not takes_posts(client, path):
            continue  # nobody reads what is sent
        found |= faults(
            client, *(("post", path, data) for data in hostile(client, path))
        )
    assert found == {}


def takes_posts(client: Client, path: str) -> bool:
    with transaction.atomic():
        status = client.post(path).status_code
        transaction.set_rollback(True)
    return status != 405


def hostile(client: Client, path: str) -> list[dict]:
    """What is sent to a page: something wrong in each field."""
    form = fields(page_of(client, path), "post") or {"version": "1"}
    names = list(form)
    # Each field is wrong once, among others that stand as they were.
    some = [names[start::AT_MOST] for start in range(min(AT_MOST, len(names)))]
    return [
        *(dict.fromkeys(form, one) for one in HOSTILE),
        # The others as they stand, so that the services are reached too.
        *({**form, **dict.fromkeys(few, NUL)} for few in some),
        *({**form, **dict.fromkeys(few, TOO_BIG)} for few in some),
    ]


def fill_with_markup() -> int:
    """Put markup into every text of every row that the database lets change."""
    changed = 0
    for app in ("partnership", *APPS):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                if (
                    type(field) in {models.CharField, models.TextField}
                    and not field.choices
                    and not field.unique
                    # Nobody reads it, and with another every session ends.
                    and field.name != "password"
                    and (field.max_length or 200) >= 2 * len(MARKUP)
                ):
                    try:
                        with transaction.atomic():
                            changed += model._base_manager.exclude(
                                **{field.name: ""}
                            ).update(**{field.name: MARKUP})
                    except DatabaseError:
                        continue  # frozen by a trigger, or held by a constraint
    return changed


def test_markup_in_names_stays_words(world):
    assert fill_with_markup() > 100
    seen = 0

    for url_name in GUARDED:
        html = page_of(reader(world, url_name), address(world, url_name))
        assert MARKUP not in html, url_name
        seen += "&lt;img src=x" in html

    assert seen > 30


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_a_cookie_with_a_nul_is_nobodys(name, db):
    cookies = {"cookie": f'{name}="abcdefghij\\000"'}

    assert Client().get("/", headers=cookies).status_code == 200
    assert Client().get(reverse("actions:register"), headers=cookies).status_code == 302


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=none-such",
        "multipart/form-data",
        "multipart/form-data; boundary=\xff",
        "text/plain; charset=\xff",
    ],
)
def test_a_body_in_another_encoding_is_no_fault(kind, world):
    path = reverse("actions:raise_action")

    response = world.client(Role.BUSINESS_MANAGER).generic(
        "POST", path, b"text=%ff\xff\x00&owners=\xf0\x28", content_type=kind
    )

    assert response.status_code in {200, 400}
