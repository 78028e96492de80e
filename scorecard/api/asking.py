"""Reads the parameters of an API request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware

from scorecard.api.fields import Resource

USUAL_PAGE, LARGEST_PAGE = 100, 1000
FORMATS = {"json": "application/json", "csv": "text/csv"}
KNOWN = ("page", "page_size", "format", "changed_since")


class Problem(Exception):
    """Why a request is refused, with its HTTP status."""

    def __init__(
        self, status: int, words: str, headers: Mapping[str, str] | None = None
    ):
        super().__init__(words)
        self.status = status
        self.words = words
        self.headers = headers or {}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The page of a resource requested, and its format."""

    page: int
    page_size: int
    format: str
    changed_since: datetime | None


def read_question(request: HttpRequest, resource: Resource) -> Asked:
    """Read a request's parameters.

    Raises:
        Problem: a parameter is unknown or not valid here.
    """
    for name in request.GET:
        if name not in KNOWN:
            raise Problem(
                400, f"There is no parameter “{name}”: use {', '.join(KNOWN)}"
            )
    return Asked(
        page=_number(request, "page", 1, None),
        page_size=_number(request, "page_size", USUAL_PAGE, LARGEST_PAGE),
        format=_format(request),
        changed_since=_changed_since(request, resource),
    )


def _number(request: HttpRequest, name: str, usual: int, largest: int | None) -> int:
    said = request.GET.get(name, str(usual))
    # Nine digits are more than any number of rows.
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    if number < 1 or (largest and number > largest):
        span = f"from 1 to {largest}" if largest else "from 1 on"
        raise Problem(400, f"{name} must be a whole number {span}")
    return number


def _format(request: HttpRequest) -> str:
    said = request.GET.get("format")
    if said is not None:
        if said not in FORMATS:
            raise Problem(400, "format must be json or csv")
        return said
    wanted = request.get_preferred_type(list(FORMATS.values()))
    if wanted is None:
        raise Problem(406, "There is application/json and text/csv")
    return next(name for name, kind in FORMATS.items() if kind == wanted)


def _changed_since(request: HttpRequest, resource: Resource) -> datetime | None:
    said = request.GET.get("changed_since")
    if said is None:
        return None
    if not resource.takes_changed_since:
        raise Problem(
            400, f"changed_since cannot be told of {resource.name}: ask for them all"
        )
    try:
        instant = parse_datetime(said)
        if instant is None and (day := parse_date(said)):
            instant = datetime.combine(day, time())
        if instant is not None:
            return make_aware(instant) if is_naive(instant) else instant
    except (ValueError, OverflowError):
        pass
    raise Problem(
        400, "changed_since must be a day such as 2026-01-31, or an instant of ISO 8601"
    )
