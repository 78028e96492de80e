"""PostgreSQL advisory locks, which are released when their process dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def try_lock(kind: int, number: int) -> Iterator[bool]:
    """Try to lock one thing of a kind without waiting; yields whether it succeeded.

    The session holds the lock, not the transaction, so steps may commit inside. A
    connection pooler must use session pooling.
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
