"""Pages of lists of people."""

from pathlib import Path

from django.http import FileResponse
from django.views.decorators.http import require_GET

import partnership.lists
from partnership.access import Permission, requires
from partnership.lists.forms import otherwise_fields
from partnership.lists.services import LISTS
from partnership.people.models import Organisation
from partnership.uploads.views import Names, Pages

EXAMPLE = Path(partnership.lists.__file__).with_name("example.csv")
Kind = Organisation.Kind


def _otherwise(request, people_list):
    return otherwise_fields(
        Organisation.objects.visible_to(request.person).of_kind(
            Kind.PARTNERSHIP, Kind.SUBGROUP, Kind.AGENCY, Kind.TRUST
        )
    )


pages = Pages(
    LISTS,
    names=Names(
        uploads="partnership:lists",
        check="partnership:people_list",
        understand="partnership:understand_list",
        answer="partnership:answer_list",
        look_again="partnership:look_again",
    ),
    templates="partnership/lists",
    otherwise=_otherwise,
)


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def example(request):
    return FileResponse(
        EXAMPLE.open("rb"), as_attachment=True, filename="list-of-people.csv"
    )
