"""The pages that import a plan's or an organisation's actions."""

from django.views.decorators.http import require_http_methods

from actions.imports.forms import ImportActionsForm, otherwise_fields
from actions.imports.services import ACTIONS
from actions.plans.models import Plan, Priority
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.people.models import Organisation
from partnership.uploads.forms import UploadForm
from partnership.uploads.views import Names, Pages

Kind = Organisation.Kind


def _otherwise(request, plan_import):
    if plan_import.plan_id is None:
        return {}
    return otherwise_fields(
        Priority.objects.visible_to(request.person).filter(plan=plan_import.plan_id)
    )


pages = Pages(
    ACTIONS,
    names=Names(
        uploads="actions:imports",
        check="actions:plan_import",
        understand="actions:understand_import",
        answer="actions:answer_import",
        look_again="actions:foresee_import_again",
    ),
    templates="actions/imports",
    otherwise=_otherwise,
)


@require_http_methods(["GET", "POST"])
@requires_act("import", on=Plan)
def import_plan(request, plan):
    form = UploadForm(request.POST or None, request.FILES or None)
    return pages.ask_for_file(
        request, form, "actions/imports/import_plan.html", plan=plan
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
    return pages.ask_for_file(request, form, "actions/imports/import_actions.html")
