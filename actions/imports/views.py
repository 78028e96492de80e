"""Taking over a file of actions: upload it, see what would happen, let it happen."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from actions.imports.forms import (
    AnswerImportForm,
    ApplyImportForm,
    ImportActionsForm,
    ImportPlanForm,
    LookAgainForm,
    UnderstandImportForm,
)
from actions.imports.models import PlanImport
from actions.imports.preview import COLOURS, OUTCOMES
from actions.imports.services import flow
from actions.plans.models import Plan, Priority
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.lists.foreseen import PER_PAGE, foreseen, taken_over
from partnership.people.models import Organisation

MOST_NAMED = 20
Kind = Organisation.Kind


@require_GET
@requires(Permission.EDIT_PLAN)
def imports(request):
    rows = PlanImport.objects.visible_to(request.person).select_related(
        "plan", "organisation", "uploaded_by", "applied_by"
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "actions/imports/imports.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires_act("import", on=Plan)
def import_plan(request, plan):
    form = ImportPlanForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.attempt(
        flow.upload_import, plan=plan, by=request.person, on=localdate()
    ):
        return redirect("actions:plan_import", pk=form.outcome.pk)
    return render(
        request, "actions/imports/import_plan.html", {"plan": plan, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def import_actions(request):
    form = ImportActionsForm(
        request.POST or None,
        request.FILES or None,
        places=Organisation.objects.visible_to(request.person).of_kind(
            Kind.PARTNERSHIP, Kind.SUBGROUP, Kind.AGENCY
        ),
    )
    if form.is_valid() and form.attempt(
        flow.upload_import, by=request.person, on=localdate()
    ):
        return redirect("actions:plan_import", pk=form.outcome.pk)
    return render(request, "actions/imports/import_actions.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=PlanImport)
def plan_import(request, plan_import):
    on = localdate()
    form = ApplyImportForm(
        request.POST or None, initial={"version": plan_import.version}
    )
    if form.is_valid() and form.attempt(
        flow.apply_import, plan_import, by=request.person, on=on
    ):
        notices.success(request, "The file was imported")
        _say_refused(request, form.outcome.refused_rows)
        return redirect("actions:plan_import", pk=plan_import.pk)
    plan_import.refresh_from_db()
    if plan_import.applied_at:
        return render(
            request,
            "actions/imports/imported_file.html",
            {
                "plan_import": plan_import,
                **taken_over(plan_import, outcomes=OUTCOMES),
            },
        )
    return _preview(request, plan_import, form, on=on)


def _say_refused(request, rows):
    """Which rows of one's own file were left where they were."""
    named = ", ".join(row.line.where for row in rows[:MOST_NAMED])
    if rows:
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        notices.warning(request, f"Refused, and not taken over: {named}{more}")


def _preview(request, plan_import, form, *, on):
    preview = flow.preview_of_import(plan_import, on=on)
    return render(
        request,
        "actions/imports/plan_import.html",
        {
            "plan_import": plan_import,
            "form": form,
            "preview": preview,
            **foreseen(
                request, plan_import, preview, outcomes=OUTCOMES, colours=COLOURS
            ),
        },
    )


@require_POST
@requires(Permission.EDIT_PLAN, on=PlanImport)
def foresee_import_again(request, plan_import):
    form = LookAgainForm(request.POST)
    if form.is_valid() and form.attempt(
        flow.foresee_import_again, plan_import, by=request.person, on=localdate()
    ):
        notices.success(request, "This is what would happen now")
    else:
        notices.error(request, "Someone else changed this meanwhile: look again")
    return redirect("actions:plan_import", pk=plan_import.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=PlanImport)
def understand_import(request, plan_import):
    preview = flow.preview_of_import(plan_import, on=localdate())
    form = UnderstandImportForm(
        request.POST or None,
        initial={"version": plan_import.version},
        tables=preview.tables,
        odd_words=preview.odd_words,
        understanding=flow.understanding_of(plan_import),
        priorities=Priority.objects.visible_to(request.person).filter(
            plan=plan_import.plan_id
        ),
    )
    if form.is_valid() and form.attempt(
        flow.understand_import, plan_import, by=request.person, on=localdate()
    ):
        notices.success(request, "The file is read this way now")
        return redirect("actions:plan_import", pk=plan_import.pk)
    return render(
        request,
        "actions/imports/understand_import.html",
        {"plan_import": plan_import, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_PLAN, on=PlanImport)
def answer_import(request, plan_import):
    preview = flow.preview_of_import(plan_import, on=localdate())
    asked = sorted(preview.asked, key=lambda row: row.outcome != "question")
    form = AnswerImportForm(
        request.POST or None,
        initial={"version": plan_import.version},
        rows=asked,
        answers=plan_import.answers,
    )
    if form.is_valid() and form.attempt(
        flow.answer_import, plan_import, by=request.person, on=localdate()
    ):
        notices.success(request, "Answers saved")
        return redirect("actions:plan_import", pk=plan_import.pk)
    return render(
        request,
        "actions/imports/answer_import.html",
        {"plan_import": plan_import, "form": form, "asked": asked},
    )
