"""The daily e-mail of warnings: at half past eight on working days."""

import datetime as dt

from django.utils import timezone

from cases import calendar
from notices import daily

AT = dt.time(8, 30)
# What `ticking` calls its warnings.
WARNINGS = "deadline_"


def send_due(now=None):
    """Post the day's mails when it is time; safe to call again and again. How many are new."""
    local = timezone.localtime(now)
    today = local.date()
    if local.time() < AT or not calendar.Days(today, today).is_working(today):
        return 0
    # What comes in later waits for tomorrow, also when the worker is late.
    return daily.post(timezone.make_aware(dt.datetime.combine(today, AT)), WARNINGS)
