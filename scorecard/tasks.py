"""Scheduled and background tasks."""

from celery import shared_task
from django.utils.timezone import localdate, localtime

from partnership.policy import values as policy
from scorecard.digest import services as digest
from scorecard.records.services import leaving
from scorecard.yearly_report import services as yearly_report


@shared_task(ignore_result=True)
def send_digests() -> None:
    """Every 15 minutes, from the hour set in policy."""
    with policy.reading():
        if localtime().hour >= policy.get("digest_from_hour"):
            digest.send_digests(on=localdate())


@shared_task(ignore_result=True)
def end_sign_ins() -> None:
    """Every 15 minutes: close the accounts of people whose last day is past."""
    leaving.end_sign_ins(on=localdate())


@shared_task(ignore_result=True)
def build_report(build_pk: int) -> None:
    """Build a yearly report's PDF when it is requested."""
    with policy.reading():
        yearly_report.build_report(build_pk)


@shared_task(ignore_result=True)
def resume_builds() -> None:
    """Every minute: ask again for builds that no worker has."""
    yearly_report.resume_builds()
