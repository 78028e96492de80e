"""Sessions in the database, as Django keeps them; reading one is written out.

Every page reads its session: the ORM takes longer to ask than PostgreSQL to answer.
"""

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

READ = """
    SELECT session_data FROM django_session
    WHERE session_key = %s AND expire_date > %s
"""


class SessionStore(db.SessionStore):
    """A session that is read with one written statement."""

    def load(self) -> dict:
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
