"""The public page of a published document."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from subgroups.arrangements.models import Arrangement


@require_GET
@login_not_required
def public_arrangement(request, pk):
    published = Arrangement.objects.visible_to(request.person).public()
    arrangement = get_object_or_404(published, pk=pk)
    editions = list(published.log(arrangement.kind).order_by("-edition"))
    return render(
        request,
        "subgroups/arrangements/public_arrangement.html",
        {
            "arrangement": arrangement,
            "legal_texts": arrangement.dated_texts(on=localdate()),
            "editions": editions,
            "latest": editions[0],
        },
    )
