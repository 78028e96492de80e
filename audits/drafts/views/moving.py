"""Moving a section or question one place up or down with a button."""

from collections.abc import Callable

from django.contrib import messages as notices
from django.db import models
from django.http import HttpRequest

from audits.drafts.forms.sets import WayForm


def moved(request: HttpRequest, service: Callable, row: models.Model) -> None:
    """Move a row the way its button says, or say why not."""
    form = WayForm(request.POST)
    if not (form.is_valid() and form.attempt(service, row, by=request.person)):
        notices.error(request, form.error_summary()[0][0])
