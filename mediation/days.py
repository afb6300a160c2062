"""How a day is asked for in an address, and said in the language of the page: 2026年11月23日, 23 November 2026."""

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as dated
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

# The years in which a day that somebody asks for can lie.
FIRST_YEAR, LAST_YEAR = 1990, 2200


def asked(text):
    """The day in a part of an address, 2026-11-23; None for anything that is none."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and is_possible(found) else None


def is_possible(day):
    """Whether a day lies in the years that this system speaks of."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def in_chinese():
    """Whether the page speaks Chinese; without any language it does."""
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def full(day):
    """A date with its year."""
    if in_chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    # E is the month as it stands beside a day: ноября, not ноябрь.
    return dated(day, "j E Y")


def short(day):
    """11月23日, 23 ноября; with the year when it is another one than this."""
    if day.year != timezone.localdate().year:
        return full(day)
    return f"{day.month}月{day.day}日" if in_chinese() else dated(day, "j E")


def moment(day, time):
    """A day and a time of it, said already: 11月23日19:30; 23 ноября, 19:30."""
    return f"{day}{time}" if in_chinese() else f"{day}, {time}"
