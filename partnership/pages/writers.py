"""What a page sends as one types, after somebody else has signed in on the device."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse

MISTAKEN = "You are signed in as someone else now. Nothing was saved"


def from_writer(view: Callable) -> Callable:
    """Refuse what another person than the one signed in typed on this device."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        writer = request.headers.get("X-Written-By", "")
        if writer not in {"", str(request.person.pk)}:
            return JsonResponse(
                {"refused": MISTAKEN, "who": request.person.pk},
                status=409,
                headers={"Cache-Control": "no-store"},
            )
        return view(request, *args, **kwargs)

    return wrapper
