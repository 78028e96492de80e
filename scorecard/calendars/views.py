"""A person's calendars, and the feed that calendar apps read."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.access import Permission, requires
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.pages import addresses as messages
from partnership.pages import calendars as icalendar
from scorecard.calendars import services
from scorecard.calendars.forms import AddCalendarForm, ChosenCalendarForm
from scorecard.calendars.models import CalendarFeed
from subgroups.structure.models import Subgroup

A_PAGE = 25
A_MONTH = 30 * 24 * 60 * 60


def _own(request):
    return CalendarFeed.objects.visible_to(request.person).in_use()


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ACCOUNT)
def calendars(request):
    form = AddCalendarForm(
        request.POST or None,
        subgroups=Subgroup.objects.visible_to(request.person).open(),
    )
    if form.is_valid() and form.attempt(services.add_calendar, by=request.person):
        notices.success(request, "Calendar added. Copy its address below.")
        return redirect("scorecard:calendars")
    own = _own(request).select_related("organisation")
    page = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    site = urlsplit(settings.SITE_ADDRESS)
    addresses = [services.address_of(calendar) for calendar in page]
    context = {
        "form": form,
        "page": page,
        "rows": [
            {
                "calendar": calendar,
                "address": messages.absolute(path),
                "subscribe": f"webcal://{site.netloc}{path}",
            }
            for calendar, path in zip(page, addresses, strict=True)
        ],
    }
    return render(request, "scorecard/calendars/calendars.html", context)


@require_POST
@requires(Permission.SEE_ACCOUNT)
def renew_calendar(request):
    services.renew_calendar(_chosen(request), by=request.person)
    notices.success(request, "New address created. The previous one no longer works.")
    return redirect("scorecard:calendars")


@require_POST
@requires(Permission.SEE_ACCOUNT)
def end_calendar(request):
    services.end_calendar(_chosen(request), by=request.person)
    notices.success(request, "Calendar removed. Its address no longer works.")
    return redirect("scorecard:calendars")


def _chosen(request) -> CalendarFeed:
    form = ChosenCalendarForm(request.POST, calendars=_own(request))
    if not form.is_valid():
        raise Refused("This calendar has been removed or is not yours")
    return form.cleaned_data["calendar"]


@require_GET
@login_not_required
def feed(request, token):
    calendar = services.calendar_behind(token)
    if calendar is None:
        raise Http404
    today = localdate()
    services.note_reading(calendar, on=today)
    name = services.name_of(calendar)
    entries = services.entries_of(calendar, on=today)
    mark, since, content = _written(calendar, name, entries)
    response = get_conditional_response(
        request, etag=f'"{mark}"', last_modified=since
    ) or HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{mark}"'
    response["Last-Modified"] = http_date(since)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _written(
    calendar: CalendarFeed, name: str, entries: list[icalendar.CalendarEntry]
) -> tuple[str, int, bytes]:
    """The cached calendar, or a new one if its contents have changed.

    With its ETag, and when the contents last changed according to the cache.
    """
    key = f"calendar:{calendar.pk}"
    mark = icalendar.fingerprint(name, entries)
    kept = cache.get(key)
    if kept is None or kept[0] != mark:
        since = int(clock.now().timestamp())
        kept = (mark, since, icalendar.write(name, entries))
        cache.set(key, kept, A_MONTH)
    return kept
