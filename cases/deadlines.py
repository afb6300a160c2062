"""The running clocks of a case: starting, meeting, leaving them; lengths are rows, dates are the calendar's."""

import datetime as dt

from django.utils import timezone

from cases import calendar
from cases.models.clock import Deadline, Period

# Clock codes (workflow reference § 7, domain reference § 12.3).
DRAFT = "DRAFT"
ACCEPT = "ACCEPT"
ASSIGN = "ASSIGN"
RESPOND = "RESPOND"
TERM = "PMC_GENERAL"
SIGNING = "SIGNING"
CONFIRMATION = "CONFIRMATION"
PERFORMANCE = "PERFORMANCE"
VISIT = "VISIT"
FILE = "FILE"
MEDIATOR_LOOKS_BACK = dt.timedelta(days=30)
SOON = dt.timedelta(days=3)


class NoSuchPeriod(Exception):
    """The table of periods has no row for a clock; an administrator must load it."""


def period(code, organization):
    """The body's own period for a clock, else the general one. Raises NoSuchPeriod."""
    rows = {row.organization_id: row for row in Period.objects.filter(code=code)}
    row = rows.get(organization.pk) or rows.get(None)
    if row is None:
        raise NoSuchPeriod(code)
    return row


def last_day_of(code, *, organization, start):
    """The LastDay of a clock that would begin on `start` in a body."""
    length = period(code, organization)
    return calendar.last_day(start, length.length, length.unit)


def start(case, code, *, on, owner):
    """Set a clock going from `on` (a Shanghai date); a running one of the same code is left."""
    length = period(code, case.organization)
    end = calendar.last_day(on, length.length, length.unit)
    _row(case, code, length.name, on, end.date, length.law, owner, end.rolled, end.provisional)


def start_until(case, code, *, name, on, ends_on, owner, law=""):
    """Set a clock going to a day that the parties agreed themselves (an instalment): it does not roll."""
    _row(case, code, name, on, ends_on, law, owner, False, False)


def _row(case, code, name, starts_on, ends_on, law, owner, rolled, provisional):
    case.deadlines.filter(code=code, status=Deadline.Status.RUNNING).update(status=Deadline.Status.LEFT)
    case.deadlines.create(
        code=code,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        law=law,
        owner_role=owner,
        rolled=rolled,
        provisional=provisional,
    )
    refresh(case)


def meet(case, *codes):
    """The awaited act happened: these clocks stop."""
    case.deadlines.filter(code__in=codes, status=Deadline.Status.RUNNING).update(status=Deadline.Status.MET)
    refresh(case)


def leave(case, *, keep=()):
    """The case left the part of the road these clocks belong to; all but `keep` stop."""
    running = case.deadlines.filter(status=Deadline.Status.RUNNING).exclude(code__in=keep)
    running.update(status=Deadline.Status.LEFT)
    refresh(case)


def refresh(case):
    """Keep the case's own due columns equal to its next running clock (the engine saves the case)."""
    upcoming = case.deadlines.filter(status=Deadline.Status.RUNNING).order_by("ends_on", "id").first()
    case.due_on = upcoming.ends_on if upcoming else None
    case.due_code = upcoming.code if upcoming else ""


def soon():
    """The last Shanghai date that lists count as near: three days from today (ux reference § 4.2)."""
    return timezone.localdate() + SOON


def local_date(moment):
    """The Shanghai date of an aware moment."""
    return timezone.localdate(moment)


def end_of_day(date):
    """The aware last moment of a Shanghai date."""
    return timezone.make_aware(dt.datetime.combine(date, dt.time.max))
