"""The home page: a person's work or, signed out, what is published."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from scorecard.home import what_needs_me
from scorecard.home.first_steps import first_steps
from scorecard.yearly_report.models import ReportEdition
from subgroups.arrangements.models import Arrangement
from subgroups.terms.models import TermsOfReference

A_PAGE = 25


@require_GET
@login_not_required
def home(request):
    if request.person is None:
        published = ReportEdition.objects.visible_to(None).published()
        page = Paginator(published, A_PAGE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "arrangements": Arrangement.objects.visible_to(None).in_force(),
            "terms": TermsOfReference.objects.visible_to(None).on_front_page(),
        }
        return render(request, "scorecard/home/start.html", context)
    today = localdate()
    context = {
        "blocks": what_needs_me.blocks(request.person, today),
        "today": today,
        "first_steps": first_steps(request.person),
    }
    return render(request, "scorecard/home/home.html", context)
