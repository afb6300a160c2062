"""How often something may be tried: counted by one statement, so parallel tries cannot all pass.

A counter that is read, compared and written back granted 40 to 59 of 64 parallel guesses at a limit of 5. Call it
outside a transaction that may roll back: a try that is rolled back is not counted.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Throttle

# The row is inserted, counted up, begun anew when its window is over, or left alone (0 rows) when the limit is reached.
# SQLite and PostgreSQL both lock the row from the comparison to the write.
COUNT_ONE = """
    INSERT INTO accounts_throttle (key_hash, opened_at, passed) VALUES (%s, %s, 1)
    ON CONFLICT (key_hash) DO UPDATE SET
        passed = CASE WHEN accounts_throttle.opened_at <= %s THEN 1 ELSE accounts_throttle.passed + 1 END,
        opened_at = CASE WHEN accounts_throttle.opened_at <= %s THEN excluded.opened_at
                         ELSE accounts_throttle.opened_at END
    WHERE accounts_throttle.opened_at <= %s OR accounts_throttle.passed < %s
"""


class TooMany(Exception):
    """The limit is reached; `message_zh` says what to do now."""

    def __init__(self, message_zh):
        super().__init__(str(message_zh))
        self.message_zh = message_zh


def allow(key: str, *, limit: int, window: timedelta) -> bool:
    """Counts one try for `key`; True for exactly `limit` tries in a window that opens with the first of them."""
    if limit < 1:
        return False
    now = timezone.now()
    opened_at = connection.ops.adapt_datetimefield_value(now)
    over = connection.ops.adapt_datetimefield_value(now - window)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, [_hashed(key), opened_at, over, over, over, limit])
        return cursor.rowcount == 1


def forgive(key: str) -> None:
    """Forgets the tries of `key`: after the right password the wrong ones before it no longer count."""
    Throttle.objects.filter(key_hash=_hashed(key)).delete()


def forget_old(older_than: timedelta = timedelta(days=2)) -> int:
    """Deletes counters whose window opened before `older_than`; returns how many. No window may be longer than that."""
    return Throttle.objects.filter(opened_at__lt=timezone.now() - older_than).delete()[0]


def _hashed(key):
    """Keys name people and addresses, so only a keyed hash of them is stored."""
    return salted_hmac("accounts.throttle", key, algorithm="sha256").hexdigest()
