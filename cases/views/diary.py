"""A week of meetings: who, where, with whom, and what is wanted twice at a time."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from cases import deadlines, diary, navigation, queries
from mediation import days

DAYS = 7


@staff_only
@require_safe
def week(request):
    """GET: from, the first of seven days; without it the week begins today."""
    scope = navigation.scope(request)
    if not scope.has(*navigation.OFFICE):
        raise Http404
    today = timezone.localdate()
    first = days.asked(request.GET.get("from", "")) or today
    last = deadlines.days_ahead(first, DAYS - 1)
    meetings = queries.meetings(scope, first, last)
    clashes = diary.clashing(meetings)
    week_days = [{"day": deadlines.days_ahead(first, number), "meetings": []} for number in range(DAYS)]
    for place, meeting in enumerate(meetings):
        day = week_days[(timezone.localdate(meeting.starts_at) - first).days]
        day["meetings"].append({"meeting": meeting, "clashes": place in clashes})
    return render(
        request,
        "cases/diary.html",
        {
            "days": week_days,
            "today": today,
            "first": first,
            "last": last,
            "before_url": _from(deadlines.days_ahead(first, -DAYS)),
            "after_url": _from(deadlines.days_ahead(first, DAYS)),
        },
    )


def _from(day):
    return f"{reverse('cases:diary')}?from={day.isoformat()}"
