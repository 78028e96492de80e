"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

application = get_wsgi_application()

# A page creates tens of thousands of short-lived objects. Freezing what was loaded at
# the start spares scanning it for garbage several times a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
