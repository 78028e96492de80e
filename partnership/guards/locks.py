"""Locks that die with the process that holds them: PostgreSQL's advisory locks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def try_lock(kind: int, number: int) -> Iterator[bool]:
    """Try to hold one thing of a kind; says whether it is ours. Never waits.

    Held by the session, not the transaction, so that steps may commit inside. Through
    a pooler this needs session pooling.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, number])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, number])
