"""Who is asking, and the plain page for a refusal that no form stands behind."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from partnership.foundation import policy
from partnership.foundation.outcomes import Changed, Refused


class CookieMiddleware:
    """Forgets cookies that hold a NUL: the database refuses to be asked for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        for name in [name for name, said in request.COOKIES.items() if "\0" in said]:
            del request.COOKIES[name]
        return self.get_response(request)


class PersonMiddleware:
    """Sets `request.person`: the person behind the signed-in user, or None."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.person = user.person if user.is_authenticated else None
        with policy.reading():
            response = self.get_response(request)
        if request.person is not None:
            # What one person may see is kept by no cache that others share.
            patch_cache_control(response, private=True)
        return response


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
