"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

application = get_wsgi_application()

# A page makes tens of thousands of short-lived objects; what was loaded at the start
# need not be looked through for garbage several times a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
