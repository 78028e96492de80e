"""The Celery application; settings name its tasks as strings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

app = Celery("quorate")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
