"""The doors of pages about a part of a draft: a section, question or contradiction."""

from collections.abc import Callable
from functools import wraps

from django.db import models
from django.http import HttpRequest

from audits.drafts.services.sets import set_of
from partnership.access import Permission, requires


def requires_draft(*, on: type[models.Model]) -> Callable:
    """Load a part of a question set, and refuse its page once the set is no draft.

    Only opening a page is refused here: what is posted goes to the service, so that the
    form can show the refusal beside what was typed.
    """

    def decorate(view: Callable) -> Callable:
        @requires(Permission.MANAGE_ROUND, on=on)
        @wraps(view)
        def wrapper(request: HttpRequest, part: models.Model, *args, **kwargs):
            if request.method == "GET":
                set_of(part).guard("edit")
            return view(request, part, *args, **kwargs)

        return wrapper

    return decorate
