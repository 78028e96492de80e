"""The API's JSON and CSV, and the page that documents it."""

import json
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.paginator import EmptyPage, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from partnership.access import Permission, allowed, requires
from partnership.dates import clock
from partnership.pages import addresses as messages
from partnership.sign_in import keys
from partnership.sign_in.models import ApiToken
from partnership.spreadsheets.writing import as_csv
from scorecard.api.asking import LARGEST_PAGE, USUAL_PAGE, Asked, Problem, read_question
from scorecard.api.fields import Reading, Resource
from scorecard.api.resources import RESOURCES

# Requests a minute for each key. A whole register takes a handful.
MOST_A_MINUTE = 120
A_MINUTE = 60


@require_GET
@requires(Permission.SEE_ACCOUNT)
def about(request):
    context = {
        "resources": RESOURCES.values(),
        "example": messages.absolute("/api/actions"),
        "usual_page": USUAL_PAGE,
        "largest_page": LARGEST_PAGE,
        "most_a_minute": MOST_A_MINUTE,
    }
    return render(request, "scorecard/api/api.html", context)


def in_words(view):
    """Return problems as JSON, and prevent caching."""

    @wraps(view)
    def wrapper(request, **kwargs):
        try:
            response = view(request, **kwargs)
        except Problem as problem:
            response = _json({"error": problem.words}, status=problem.status)
            for name, value in problem.headers.items():
                response[name] = value
        response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Authorization", "Accept"])
        return response

    return wrapper


# Nothing is changed here, so there is nothing to forge.
@csrf_exempt
@login_not_required
@in_words
def rows(request, name):
    if request.method != "GET":
        raise Problem(405, "The API is read only: use GET", {"Allow": "GET, HEAD"})
    today = localdate()
    token = _token_of(request, today)
    _count(token)
    keys.note_use(token, on=today)
    resource = RESOURCES[name]
    if not allowed(token.person, resource.permission):
        raise Problem(403, f"{token.person} may not see {resource.permission.words}")
    asked = read_question(request, resource)
    reading = Reading(token.person, today)
    found = resource.rows(reading)
    if asked.changed_since is not None:
        found = resource.changed(found, asked.changed_since)
    # Select the rows first, so that nothing is computed for earlier pages.
    numbers = found.values_list("pk", flat=True)
    try:
        page = Paginator(numbers, asked.page_size).page(asked.page)
    except EmptyPage:
        raise Problem(404, "There is no such page") from None
    shown = found.filter(pk__in=list(page))
    told = [resource.told(row, reading) for row in shown]
    answer = _csv if asked.format == "csv" else _page
    return answer(request, resource, asked, page, told)


def _token_of(request: HttpRequest, today) -> ApiToken:
    """The token for the key in the Authorization header (URLs are logged)."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    token = None
    if scheme.lower() == "bearer" and key.strip():
        token = keys.token_behind(key.strip(), on=today)
    if token is None:
        raise Problem(
            401,
            "Send a key that is in force: “Authorization: Bearer …”",
            {"WWW-Authenticate": 'Bearer realm="Quorate"'},
        )
    return token


def _count(token: ApiToken) -> None:
    """Refuse a key that makes too many requests. Without a cache, none are counted."""
    now = int(clock.now().timestamp())
    minute, second = divmod(now, A_MINUTE)
    key = f"api:{token.pk}:{minute}"
    cache.add(key, 0, A_MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:
        return
    if asked > MOST_A_MINUTE:
        raise Problem(
            429,
            f"This key has asked {MOST_A_MINUTE} times within a minute: wait for the "
            "next one",
            {"Retry-After": str(A_MINUTE - second)},
        )


def _page(request, resource: Resource, asked: Asked, page, told) -> HttpResponse:
    return _json(
        {
            "total": page.paginator.count,
            "page": asked.page,
            "pages": page.paginator.num_pages,
            "page_size": asked.page_size,
            "next": _address(request, page.has_next() and asked.page + 1),
            "previous": _address(request, page.has_previous() and asked.page - 1),
            "rows": told,
        }
    )


def _csv(request, resource: Resource, asked: Asked, page, told) -> HttpResponse:
    response = HttpResponse(
        as_csv(resource.headings, (row.values() for row in told)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{resource.name}.csv"',
            "X-Total-Count": str(page.paginator.count),
        },
    )
    if page.has_next():
        response["Link"] = f'<{_address(request, asked.page + 1)}>; rel="next"'
    return response


def _address(request: HttpRequest, page: int | bool) -> str | None:
    """The URL of another page of the same request."""
    if not page:
        return None
    query = {**request.GET.dict(), "page": page}
    return f"{messages.absolute(request.path)}?{urlencode(query)}"


def _json(told: dict, *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False),
        content_type="application/json",
        status=status,
    )
