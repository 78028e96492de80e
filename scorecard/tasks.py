"""Celery's way into the digest and the making of the yearly report."""

from celery import shared_task
from django.utils.timezone import localdate, localtime

from partnership.policy import values as policy
from scorecard.digest import services as digest
from scorecard.records.services import leaving
from scorecard.yearly_report import services as yearly_report


@shared_task(ignore_result=True)
def send_digests() -> None:
    """Every quarter of an hour, from the hour that policy sets."""
    with policy.reading():
        if localtime().hour >= policy.get("digest_from_hour"):
            digest.send_digests(on=localdate())


@shared_task(ignore_result=True)
def end_sign_ins() -> None:
    """Each quarter of an hour: close the accounts of those whose last day is past."""
    leaving.end_sign_ins(on=localdate())


@shared_task(ignore_result=True)
def build_report(build_pk: int) -> None:
    """Make one yearly report's PDF, as soon as it was asked for."""
    with policy.reading():
        yearly_report.build_report(build_pk)


@shared_task(ignore_result=True)
def resume_builds() -> None:
    """Each minute: ask again for reports that no worker has in hand."""
    yearly_report.resume_builds()
