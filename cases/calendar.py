"""Which days are working days, and where a period ends (民法典第201–203条、民事诉讼法第85条)."""

import datetime as dt
from dataclasses import dataclass

from cases.models.clock import CalendarDay, Period

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class LastDay:
    """Where a period ends. rolled: moved past days off; provisional: a year's holiday notice is still missing."""

    date: dt.date
    rolled: bool
    provisional: bool


def published_until():
    """The last day for which the State Council's holiday notice is loaded, or None when none is."""
    latest = CalendarDay.objects.order_by("-date").values_list("date", flat=True).first()
    return latest and dt.date(latest.year, 12, 31)


class Days:
    """The calendar between two dates, read once."""

    def __init__(self, start, end):
        self.moved = dict(CalendarDay.objects.filter(date__range=(start, end)).values_list("date", "working"))

    def is_working(self, date):
        """Whether `date` is a working day, make-up days (调休) included."""
        return self.moved.get(date, date.weekday() < 5)


def last_day(start, length, unit):
    """The last day of a period of `length` days that begins to run on `start`.

    The first day is not counted; a last day that is a day off rolls to the next working day.
    """
    days = Days(start, start + (length * 2 + 60) * ONE_DAY)
    day = start
    if unit == Period.Unit.WORKING:
        for _ in range(length):
            day += ONE_DAY
            while not days.is_working(day):
                day += ONE_DAY
        end = day
    else:
        end = start + length * ONE_DAY
    reached = end
    while not days.is_working(reached):
        reached += ONE_DAY
    published = published_until()
    return LastDay(reached, rolled=reached != end, provisional=published is None or reached > published)


def days_between(start, end, unit):
    """How many days of a unit lie after `start` up to `end`; 0 when it is past."""
    if unit == Period.Unit.NATURAL:
        return max((end - start).days, 0)
    days = Days(start, end)
    return sum(days.is_working(start + number * ONE_DAY) for number in range(1, (end - start).days + 1))
