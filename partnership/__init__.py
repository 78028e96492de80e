"""Quorate's project package: who we are, and what every page stands on."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]
