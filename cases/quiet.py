"""When a body's text messages may leave: its own quiet hours, else everybody's."""

import datetime as dt

from django.db.models import F, Q
from django.utils import timezone

from cases.models import QuietHours
from notices.quiet import Quiet

# A text about something that begins sooner than this is of no use in the morning.
URGENT_WITHIN = dt.timedelta(hours=14)
UNLESS_SAID_OTHERWISE = Quiet(dt.time(21), dt.time(8))


def hours_of(organization):
    """The quiet hours in which no text in this body's name leaves."""
    rows = QuietHours.objects.filter(Q(organization=organization) | Q(organization=None))
    row = rows.order_by(F("organization").asc(nulls_last=True)).first()
    return Quiet(row.starts, row.ends) if row else UNLESS_SAID_OTHERWISE


def is_urgent(moment):
    """Whether a text about something that begins at `moment` may leave in the night."""
    return moment - timezone.now() < URGENT_WITHIN
