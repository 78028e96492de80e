"""Pages to upload the register of schools, see what it would change, and import it."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.registers import services
from partnership.registers.forms import ImportRegisterForm, UploadRegisterForm
from partnership.registers.models import RegisterFile
from partnership.schools.preview import OUTCOMES

A_PAGE = 25


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def registers(request):
    rows = RegisterFile.objects.visible_to(request.person).select_related("uploaded_by")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnership/registers/registers.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def upload_register(request):
    last = RegisterFile.objects.visible_to(request.person).first()
    form = UploadRegisterForm(
        request.POST or None,
        request.FILES or None,
        initial={"la_codes": last.of_authorities if last else ""},
    )
    if form.is_valid() and form.attempt(services.upload, by=request.person):
        return redirect(form.outcome)
    return render(request, "partnership/registers/upload_register.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=RegisterFile)
def register_file(request, register):
    form = ImportRegisterForm(
        request.POST or None, initial={"version": register.version}
    )
    if form.is_valid() and form.attempt(
        services.import_register, register, by=request.person
    ):
        return redirect(register)
    register.refresh_from_db()
    refused = Paginator(register.refusals, A_PAGE)
    context = {
        "register": register,
        "form": form,
        "totals": [
            (outcome, number)
            for key, outcome in OUTCOMES.items()
            if (number := register.totals.get(key))
        ],
        "page": refused.get_page(request.GET.get("page")),
        "events": history.of(register)[:20],
    }
    name = "_register" if request.htmx else "register"
    return render(request, f"partnership/registers/{name}_file.html", context)
