"""The public page of published terms of reference."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from subgroups.terms.models import TermsOfReference


@require_GET
@login_not_required
def public_terms(request, pk):
    published = TermsOfReference.objects.visible_to(request.person).published()
    terms = get_object_or_404(published, pk=pk)
    editions = list(published.filter(subgroup=terms.subgroup_id).order_by("-edition"))
    return render(
        request,
        "subgroups/terms/public_terms.html",
        {"terms": terms, "editions": editions, "latest": editions[0]},
    )
