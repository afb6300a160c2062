"""Quiet hours: the hours of the night in which no text message leaves."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Quiet:
    """From one time of the day to another, over midnight when `starts` is the later; equal times: never quiet.

    Times are those of the site's time zone.
    """

    starts: dt.time
    ends: dt.time

    def next_allowed(self, moment: dt.datetime) -> dt.datetime:
        """The moment itself, or the end of the quiet hours in which it falls."""
        local = timezone.localtime(moment)
        time = local.time()
        if self.starts <= self.ends:
            inside = self.starts <= time < self.ends
        else:
            inside = time >= self.starts or time < self.ends
        if not inside:
            return moment
        day = local.date() if time < self.ends else local.date() + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(day, self.ends))
