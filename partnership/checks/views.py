"""Pages of school contact checks."""

from datetime import timedelta

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Max
from django.forms import formset_factory
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from partnership.access import Permission, requires, requires_link
from partnership.checks import services as checks_services
from partnership.checks import settling
from partnership.checks.forms import (
    MOST_NEW,
    AskSchoolsForm,
    ChangeForm,
    ConfirmPeopleForm,
    EditChangeForm,
    NewPeople,
    NewPersonForm,
    ReportChangesForm,
    SetAsideForm,
)
from partnership.checks.models import PeopleCheck
from partnership.dates import clock
from partnership.history import services as history
from partnership.people import roles
from partnership.people.models import Organisation
from partnership.schools.models import School

PER_PAGE = 25
A_YEAR = timedelta(days=365)
NewPeopleSet = formset_factory(
    NewPersonForm, formset=NewPeople, extra=1, max_num=MOST_NEW, absolute_max=MOST_NEW
)
SHOWN = {
    "waiting": "Waiting for the school",
    "changes": "Changes to check",
    "settled": "Settled",
}


def _schools(reader):
    """The schools that would be asked, as organisations."""
    open_schools = School.objects.visible_to(reader).open()
    return Organisation.objects.visible_to(reader).filter(
        closed_on=None, school__in=open_schools
    )


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def checks(request):
    known = PeopleCheck.objects.visible_to(request.person)
    sets = {
        "waiting": known.unanswered(),
        "changes": known.to_settle(),
        "settled": known.settled(),
    }
    show = request.GET.get("show", "")
    rows = sets.get(show, known).select_related("organisation", "answered_by")
    rows = rows.order_by("-asked_at__date", "organisation__name", "pk")
    last = known.aggregate(last=Max("asked_at"))["last"]
    return render(
        request,
        "partnership/checks/people_checks.html",
        {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "show": SHOWN.get(show, ""),
            "stats": [
                (words, sets[key].count(), f"?show={key}")
                for key, words in SHOWN.items()
            ],
            "last_asked": last,
            "is_long_ago": last is not None and clock.now() - last > A_YEAR,
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def ask_schools(request):
    on = localdate()
    schools = _schools(request.person)
    known = PeopleCheck.objects.visible_to(request.person)
    reached = checks_services.with_reach(schools, on=on)
    form = AskSchoolsForm(
        request.POST or None,
        schools=schools,
        asked_since=known.filter(asked_at__gt=clock.now() - A_YEAR).values(
            "organisation"
        ),
    )
    if form.is_valid() and form.attempt(
        checks_services.ask_schools, by=request.person, on=on
    ):
        _say_asked(request, form.outcome)
        return redirect("partnership:checks")
    return render(
        request,
        "partnership/checks/ask_schools.html",
        {
            "form": form,
            "open": schools.count(),
            "unreachable": reached.filter(is_reachable=False).count(),
            "waiting": known.unanswered().filter(organisation__in=schools).count(),
        },
    )


def _say_asked(request, asked):
    notices.success(request, f"{_schools_in_words(len(asked.checks))} asked")
    if asked.unreachable:
        notices.warning(
            request,
            f"{_schools_in_words(len(asked.unreachable))} not asked: there is no "
            "email address",
        )


def _schools_in_words(number):
    return "1 school was" if number == 1 else f"{number:,} schools were"


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def unreachable(request):
    rows = (
        checks_services.with_reach(_schools(request.person), on=localdate())
        .filter(is_reachable=False)
        .select_related("school")
        .order_by("name", "pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "partnership/checks/unreachable_schools.html", {"page": page}
    )


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def remind_schools(request):
    number = checks_services.remind_schools(by=request.person, on=localdate())
    notices.success(request, f"{_schools_in_words(number)} reminded")
    return redirect("partnership:checks")


# The school's answer, with the email link or signed in.


@require_http_methods(["GET", "POST"])
@requires_link("people_check", on=PeopleCheck, days=checks_services.LINK_DAYS)
def answer_by_link(request, check):
    return _answer(request, check, by=None)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_PEOPLE_CHECK, on=PeopleCheck)
def answer_check(request, check):
    return _answer(request, check, by=request.person)


@require_GET
@login_not_required
def check_answered(request):
    return render(request, "partnership/checks/check_answered.html")


def _answer(request, check, *, by):
    if check.answered_at:
        return render(
            request, "partnership/checks/answered_check.html", {"check": check}
        )
    on = localdate()
    is_right = "all_right" in request.POST
    people = checks_services.people_of(check, on=on)
    initial = {"version": check.version}
    confirm = ConfirmPeopleForm(request.POST if is_right else None, initial=initial)
    sent = None if is_right else request.POST or None
    report = ReportChangesForm(sent, initial=initial, people=people)
    new = NewPeopleSet(sent, prefix="new")
    if (
        confirm.is_valid()
        and confirm.attempt(checks_services.confirm_people, check, by=by, on=on)
    ) or _reported(report, new, check, by=by, on=on):
        return redirect("partnership:check_answered")
    return render(
        request,
        "partnership/checks/answer_check.html",
        {
            "check": check,
            "people": people,
            "confirm": confirm,
            "form": report.without_errors() if new.pressed else report,
            "new": new,
            "cancel_url": "",
        },
    )


def _reported(report, new, check, *, by, on) -> bool:
    """Whether changes were submitted and saved."""
    if not (report.is_bound and not new.pressed):
        return False
    are_good = [report.is_valid(), new.is_valid()]
    if not all(are_good):
        return False
    report.cleaned_data["changes"] += [
        row.reported() for row in new if row.has_changed()
    ]
    return report.attempt(
        checks_services.report_changes,
        check,
        by=by,
        on=on,
        confirmed=report.confirmed_identifiable,
    )


# Dealing with the answer.


@require_GET
@requires(Permission.MANAGE_PEOPLE, on=PeopleCheck)
def settle_check(request, check):
    return render(
        request,
        "partnership/checks/settle_check.html",
        {
            "check": check,
            "changes": settling.changes_of(check),
            "people": checks_services.people_of(check, on=localdate()),
            "events": history.of(check)[:20],
        },
    )


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=PeopleCheck)
def apply_change(request, check, number):
    _change(check, number)
    form = ChangeForm(request.POST)
    if form.is_valid() and form.attempt(
        settling.apply_change,
        check,
        number=number,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Change made")
    else:
        for words, _ in form.error_summary():
            notices.error(request, words)
    return redirect("partnership:settle_check", pk=check.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=PeopleCheck)
def edit_change(request, check, number):
    change = _change(check, number)
    if not (change.is_waiting and change.kind == "changed" and change.membership):
        return redirect("partnership:settle_check", pk=check.pk)
    held = change.membership
    form = EditChangeForm(
        request.POST or None,
        initial={
            "version": check.version,
            "person_version": held.person.version,
            "name": held.person.name,
            "email": held.person.email,
            "job_title": held.person.job_title,
            "role": held.role,
        },
        roles=roles.roles_at(check.organisation, by=request.person),
    )
    if form.is_valid() and form.attempt(
        settling.edit_change,
        check,
        number=number,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Change made")
        return redirect("partnership:settle_check", pk=check.pk)
    return render(
        request,
        "partnership/checks/edit_change.html",
        {"check": check, "change": change, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=PeopleCheck)
def set_aside(request, check, number):
    change = _change(check, number)
    form = SetAsideForm(request.POST or None, initial={"version": check.version})
    if form.is_valid() and form.attempt(
        settling.set_aside, check, number=number, by=request.person
    ):
        notices.success(request, "Set aside")
        return redirect("partnership:settle_check", pk=check.pk)
    return render(
        request,
        "partnership/checks/set_aside.html",
        {"check": check, "change": change, "form": form},
    )


def _change(check, number):
    changes = settling.changes_of(check)
    if number >= len(changes):
        raise Http404
    return changes[number]
