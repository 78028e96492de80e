"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

# How many values the frame round a request may hold; no code uses them.
ROOM = 32_000


def with_room(function):
    """Call a WSGI application on a stretch of Python's stack that never runs out.

    CPython gets memory for frames in chunks of 16 KB and returns each at once. A page
    that loops just where a chunk ends gets and returns one for every call, which takes
    half of its time. A large frame gets a large chunk, and the rest of it is for the
    frames above (`push_chunk` in Python/pystate.c).
    """

    def call(environ, start_response):
        return function(environ, start_response)

    call.__code__ = call.__code__.replace(co_stacksize=ROOM)
    return call


application = with_room(get_wsgi_application())

# A page creates tens of thousands of short-lived objects. Freezing what was loaded at
# the start spares scanning it for garbage several times a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
