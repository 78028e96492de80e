"""Quorate's project package: people, organisations, sign-in, and shared foundations."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]
