"""Who is asking, and the plain page for a refusal that no form stands behind."""

from django.shortcuts import render

from partnership.foundation import policy
from partnership.foundation.outcomes import Changed, Refused


class PersonMiddleware:
    """Sets `request.person`: the person behind the signed-in user, or None."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.person = user.person if user.is_authenticated else None
        with policy.reading():
            return self.get_response(request)


class RefusedMiddleware:
    """Answers 409 with the service's sentence; forms catch refusals before this."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused | Changed):
            return render(
                request,
                "partnership/refused.html",
                {"sentence": str(exception)},
                status=409,
            )
        return None
