"""“Somebody else is writing”: who else has the same page of a case open, so that two do not write the same twice.

Nothing of what is typed leaves the browser for it. The version check at the end stands by itself (engine.take); this
only saves the second writer the work.
"""

import datetime as dt

from django import forms
from django.utils import timezone

from cases.models import OpenPage

POLL = 30  # seconds between two signs of life of an open page
GONE = dt.timedelta(minutes=3)  # a browser without scripts gives only the first sign
FORGOTTEN = dt.timedelta(days=1)


def is_written(form):
    """Whether a form has room for a text, the one thing that is work to type."""
    return any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())


def others(case, user, page):
    """Note that the user has this page open now, and name those who have it open too; two queries."""
    now = timezone.now()
    OpenPage.objects.bulk_create(
        [OpenPage(case=case, user=user, page=page, seen_at=now)],
        update_conflicts=True,
        unique_fields=["case", "page", "user"],
        update_fields=["seen_at"],
    )
    seen = OpenPage.objects.filter(case=case, page=page, seen_at__gt=now - GONE).exclude(user=user)
    return list(seen.order_by("pk").values_list("user__name", flat=True))


def leave(case, user):
    """The user has taken a step on the case: none of its pages waits for him any more."""
    OpenPage.objects.filter(case=case, user=user).delete()


def forget():
    """Drop what is older than a day."""
    OpenPage.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN).delete()
