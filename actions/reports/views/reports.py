"""The pages and files of movement, reports on a plan, timelines and summaries."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.due.calendar import months_later
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.reports import movement as reports_movement
from actions.reports import one_pager as reports_one_pager
from actions.reports import plan_report
from actions.reports import sheets as reports_sheets
from actions.reports import timeline as reports_timeline
from actions.reports.forms import PeriodForm
from partnership.access import Permission, allowed, requires
from partnership.drawing.pdf import render_pdf
from partnership.pages.forms.dates import date_data
from partnership.people import downloads
from partnership.spreadsheets.writing import EXCEL, as_workbook

# How many actions a page and a PDF list for each kind; the Excel file has all of them.
NAMED = 20
NAMED_ON_PAPER = 50
REPORT = "Report"


@dataclass(frozen=True)
class Period:
    """The dates of a page as requested, or the default ones if those are invalid."""

    form: PeriodForm
    since: date
    on: date

    @property
    def query(self) -> str:
        """The dates as the query string of a link."""
        return urlencode(date_data("since", self.since) | date_data("on", self.on))


def _period(request, *, usual: date | None = None) -> Period:
    """By default the quarter up to today, or since a `usual` day."""
    today = localdate()
    asked = PeriodForm(request.GET or None, today=today)
    days = asked.cleaned_data if asked.is_valid() else {}
    on = days.get("on") or today
    quarter = months_later(on, -3)
    since = days.get("since") or (usual if usual and usual < on else quarter)
    since = min(since, on)
    shown = (
        asked
        if asked.errors
        else PeriodForm(initial={"since": since, "on": on}, today=today)
    )
    return Period(shown, since, on)


def _of_plan(request, plan) -> dict:
    """The plan and period of each page, from the last report or for a quarter.

    The last report is the last one downloaded by someone who edits the plan.
    """
    taken = downloads.last_taken(
        plan, REPORT, by=Permission.EDIT_PLAN, before=localdate()
    )
    return {"plan": plan, "period": _period(request, usual=taken), "taken": taken}


def _movement(request, period, *, plan=None, most=None):
    """What changed in the actions a person sees, in a plan or the register.

    For the register, people who see every school's actions get the board's only.
    """
    person = request.person
    visible = Action.objects.visible_to(person)
    actions = visible.without_unseen_drafts(person)
    if plan is not None:
        actions = visible.filter(priority__plan=plan)
    elif allowed(person, Permission.SEE_ACTIONS_OF_SCHOOLS):
        actions = visible.board()
    return reports_movement.movement(
        actions, visible=visible, since=period.since, on=period.on, most=most
    )


def _presets(plan=None, taken=None) -> list[tuple[str, str]]:
    """Common start dates, each with its query string."""
    today = localdate()
    days = [
        ("A month ago", months_later(today, -1)),
        ("A quarter ago", months_later(today, -3)),
        ("A year ago", months_later(today, -12)),
    ]
    if plan is not None and plan.start <= today:
        days.append(("The plan’s first day", plan.start))
    if taken is not None:
        days.insert(0, ("The last report", taken))
    return [(words, urlencode(date_data("since", day))) for words, day in days]


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def _excel(title: str, sheets, name: str) -> HttpResponse:
    return HttpResponse(
        as_workbook(title, sheets),
        content_type=EXCEL,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _file_name(kind: str, subject, on: date) -> str:
    return f"{kind}-{slugify(str(subject))[:60] or subject.pk}-{on.isoformat()}"


def _register_moved(request, *, most: int | None = None) -> dict:
    """What changed in the register in the requested period."""
    period = _period(request)
    return {"period": period, "moved": _movement(request, period, most=most)}


@require_GET
@requires(Permission.SEE_ACTIONS)
def movement(request):
    shown = _register_moved(request, most=NAMED)
    return render(
        request, "actions/reports/movement.html", {**shown, "presets": _presets()}
    )


@require_GET
@requires(Permission.SEE_ACTIONS)
def movement_pdf(request):
    shown = _register_moved(request, most=NAMED_ON_PAPER)
    pdf = render_pdf(
        "actions/reports/movement_pdf.html", {**shown, "subject": "Actions"}
    )
    period = shown["period"]
    words = f"Movement of the register, PDF, {period.since} to {period.on}"
    downloads.record(request.person, words, by=request.person)
    return _pdf(pdf, f"movement-{period.on.isoformat()}")


@require_GET
@requires(Permission.SEE_ACTIONS)
def movement_file(request):
    shown = _register_moved(request)
    period = shown["period"]
    file = _excel(
        "Movement of the register",
        reports_sheets.movement_sheets(shown["moved"]),
        f"movement-{period.on.isoformat()}",
    )
    words = f"Movement of the register, {period.since} to {period.on}"
    downloads.record(request.person, words, by=request.person)
    return file


def _plan_moved(request, plan, *, most: int | None = None) -> dict:
    """What changed in a plan in the requested period."""
    shown = _of_plan(request, plan)
    moved = _movement(request, shown["period"], plan=plan, most=most)
    return {**shown, "moved": moved}


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan_movement(request, plan):
    shown = _plan_moved(request, plan, most=NAMED)
    presets = _presets(plan, shown["taken"])
    return render(
        request, "actions/reports/plan_movement.html", {**shown, "presets": presets}
    )


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan_movement_pdf(request, plan):
    shown = _plan_moved(request, plan, most=NAMED_ON_PAPER)
    pdf = render_pdf(
        "actions/reports/movement_pdf.html", {**shown, "subject": plan.title}
    )
    period = shown["period"]
    words = f"Movement, PDF, since {period.since}: {plan}"
    downloads.record(plan, words, by=request.person)
    return _pdf(pdf, _file_name("movement", plan, period.on))


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def plan_movement_file(request, plan):
    shown = _plan_moved(request, plan)
    period = shown["period"]
    file = _excel(
        f"Movement: {plan}",
        reports_sheets.movement_sheets(shown["moved"]),
        _file_name("movement", plan, period.on),
    )
    words = f"Movement since {period.since}: {plan}"
    downloads.record(plan, words, by=request.person)
    return file


def _report(request, plan) -> dict:
    """The report on a plan for the requested dates."""
    shown = _of_plan(request, plan)
    period = shown["period"]
    report = plan_report.plan_report(
        plan,
        Action.objects.visible_to(request.person),
        on=period.on,
        since=period.since,
    )
    return {**shown, "report": report}


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def by_exception(request, plan):
    return render(request, "actions/reports/by_exception.html", _report(request, plan))


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def by_exception_pdf(request, plan):
    report = _report(request, plan)["report"]
    pdf = render_pdf("actions/reports/by_exception_pdf.html", {"report": report})
    words = f"{REPORT} by exception, PDF, {report.on}: {plan}"
    downloads.record(plan, words, by=request.person)
    return _pdf(pdf, _file_name("exceptions", plan, report.on))


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def by_exception_file(request, plan):
    report = _report(request, plan)["report"]
    sheets = reports_sheets.exceptions_sheets(report)
    name = _file_name("exceptions", plan, report.on)
    file = _excel(f"{plan}: by exception", sheets, name)
    words = f"{REPORT} by exception, Excel, {report.on}: {plan}"
    downloads.record(plan, words, by=request.person)
    return file


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def in_full(request, plan):
    return render(request, "actions/reports/in_full.html", _report(request, plan))


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def in_full_pdf(request, plan):
    report = _report(request, plan)["report"]
    pdf = render_pdf("actions/reports/in_full_pdf.html", {"report": report})
    words = f"{REPORT} in full, PDF, {report.on}: {plan}"
    downloads.record(plan, words, by=request.person)
    return _pdf(pdf, _file_name("in-full", plan, report.on))


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def in_full_file(request, plan):
    report = _report(request, plan)["report"]
    sheets = reports_sheets.full_sheets(report)
    name = _file_name("in-full", plan, report.on)
    file = _excel(f"{plan}: in full", sheets, name)
    words = f"{REPORT} in full, Excel, {report.on}: {plan}"
    downloads.record(plan, words, by=request.person)
    return file


@require_GET
@requires(Permission.SEE_PLAN, on=Plan)
def timeline(request, plan):
    actions = Action.objects.visible_to(request.person)
    shown = reports_timeline.timeline(plan, actions, on=localdate())
    context = {"plan": plan, "priorities": shown}
    return render(request, "actions/reports/timeline.html", context)


def _one_pager(request, priority):
    period = _period(request)
    pager = reports_one_pager.one_pager(
        priority,
        Action.objects.visible_to(request.person),
        on=period.on,
        since=period.since,
    )
    return {"pager": pager, "period": period, "priority": priority}


@require_GET
@requires(Permission.SEE_PLAN, on=Priority)
def one_pager(request, priority):
    return render(
        request, "actions/reports/one_pager.html", _one_pager(request, priority)
    )


@require_GET
@requires(Permission.SEE_PLAN, on=Priority)
def one_pager_pdf(request, priority):
    pager = _one_pager(request, priority)["pager"]
    pdf = render_pdf("actions/reports/one_pager_pdf.html", {"pager": pager})
    words = f"Priority on a page, {pager.on}: {priority}"
    downloads.record(priority, words, by=request.person)
    return _pdf(pdf, _file_name("priority", priority, pager.on))
