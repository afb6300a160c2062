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
REVIEW = "REVIEW"
CLOSE = "CLOSE"
COMPLAINT = "COMPLAINT"
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
    _row(case, code, length.name, on, end, length.law, owner, length.unit)


def start_until(case, code, *, name, on, ends_on, owner, law=""):
    """Set a clock going to a day that the parties agreed themselves (an instalment): it does not roll."""
    _row(case, code, name, on, calendar.LastDay(ends_on, rolled=False, provisional=False), law, owner)


def _row(case, code, name, starts_on, end, law, owner, unit=Period.Unit.NATURAL):
    case.deadlines.filter(code=code, status=Deadline.Status.RUNNING).update(status=Deadline.Status.LEFT)
    case.deadlines.create(
        code=code,
        name=name,
        starts_on=starts_on,
        ends_on=end.date,
        law=law,
        owner_role=owner,
        unit=unit,
        rolled=end.rolled,
        provisional=end.provisional,
    )
    refresh(case)


def meet(case, *codes):
    """The awaited act happened: these clocks stop."""
    case.deadlines.filter(code__in=codes, status=Deadline.Status.RUNNING).update(status=Deadline.Status.MET)
    refresh(case)


def lapse(case, code):
    """The day passed without the act: the clock stops, and the list of clocks says so."""
    case.deadlines.filter(code=code, status=Deadline.Status.RUNNING).update(status=Deadline.Status.LAPSED)
    refresh(case)


def leave(case, *, keep=()):
    """The case left the part of the road these clocks belong to; all but `keep` stop."""
    running = case.deadlines.filter(status__in=(Deadline.Status.RUNNING, Deadline.Status.PAUSED))
    running = running.exclude(code__in=keep)
    running.update(status=Deadline.Status.LEFT)
    refresh(case)


def prolong(case, code, *, until, on):
    """Give a running or paused clock a new last day beside the old one, which is returned."""
    row = case.deadlines.filter(code=code, status__in=(Deadline.Status.RUNNING, Deadline.Status.PAUSED)).get()
    before, status = row.ends_on, row.status
    row.status = Deadline.Status.LEFT
    row.save(update_fields=["status"])
    # A day that the parties agreed themselves does not roll.
    end = calendar.LastDay(until, rolled=False, provisional=False)
    _row(case, code, row.name, on, end, row.law, row.owner_role, row.unit)
    if status == Deadline.Status.PAUSED:
        pause(case, code, on=on)
    return before


def pause(case, *codes, on):
    """These clocks stand from `on` (a Shanghai date) until resume()."""
    running = case.deadlines.filter(code__in=codes, status=Deadline.Status.RUNNING)
    running.update(status=Deadline.Status.PAUSED, paused_on=on)
    refresh(case)


def resume(case, *, on):
    """The paused clocks run on from `on` with the days that were left to them, one at least."""
    for row in case.deadlines.filter(status=Deadline.Status.PAUSED):
        left = calendar.days_between(row.paused_on, row.ends_on, row.unit)
        end = calendar.last_day(on, max(left, 1), row.unit)
        row.status, row.paused_on = Deadline.Status.RUNNING, None
        row.ends_on, row.rolled, row.provisional = end.date, end.rolled, end.provisional
        row.save(update_fields=["status", "paused_on", "ends_on", "rolled", "provisional"])
    refresh(case)


def refresh(case):
    """Keep the case's own due columns equal to its next running clock (the engine saves the case)."""
    upcoming = case.deadlines.filter(status=Deadline.Status.RUNNING).order_by("ends_on", "id").first()
    case.due_on = upcoming.ends_on if upcoming else None
    case.due_code = upcoming.code if upcoming else ""


def keep_one(case, code, *, on, owner):
    """Start this clock when no other runs: an open case is never without one (workflow reference § 7)."""
    if not case.deadlines.filter(status=Deadline.Status.RUNNING).exists():
        start(case, code, on=on, owner=owner)


def colour(row, today, *, first, second):
    """ "blue" or "yellow" when the last day is that near, "red" when it is past, else "".

    first, second: days before the last one; a clock no longer than that is not warned of on its very first day.
    """
    left, length = (row.ends_on - today).days, (row.ends_on - row.starts_on).days
    if left < 0:
        return "red"
    if left <= min(second, max(length - 1, 0)):
        return "yellow"
    return "blue" if left <= first < length else ""


def same_length_again(case, row):
    """The last day when a clock is given its own length once more after its present end."""
    length = period(row.code, case.organization)
    return calendar.last_day(row.ends_on, length.length, length.unit).date


def days_ahead(date, days):
    """The date so many days after another (for looking ahead, not for a period of law)."""
    return date + dt.timedelta(days=days)


def soon():
    """The last Shanghai date that lists count as near: three days from today (ux reference § 4.2)."""
    return timezone.localdate() + SOON


def local_date(moment):
    """The Shanghai date of an aware moment."""
    return timezone.localdate(moment)


def end_of_day(date):
    """The aware last moment of a Shanghai date."""
    return timezone.make_aware(dt.datetime.combine(date, dt.time.max))
