"""The first page of a working day: what is on today, what waits for me, what waits for others, what is new."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from accounts.roles import Role
from cases import navigation, queries, scopes, walking

LONG, SHORT = 8, 5


@staff_only
@require_safe
def workbench(request):
    """Everybody's own: whoever only reports sees his reports, whoever handles cases sees his day."""
    scope = navigation.scope(request)
    handles = scope.has(*navigation.OFFICE, Role.BUREAU)
    labels = scopes.types() if handles else {}
    views = scopes.VIEWS
    shown = ((views["due"], SHORT), (views["mine"], LONG), (views["waiting"], SHORT), (scopes.NEW, SHORT))
    due, mine, waiting, new = queries.tops(scope, shown, labels=labels) if handles else ([], [], [], [])
    counted = [views["mine"], views["due"], views["waiting"]]
    totals = walking.counts(scope, counted) if handles else [0, 0, 0]
    reports = [] if handles else queries.page(scope, views["all"], labels={}, size=LONG).rows
    return render(
        request,
        "cases/workbench.html",
        {
            "today": timezone.localdate(),
            "body": next((post.body for post in navigation.posts(request)), ""),
            "handles": handles,
            "keeps_office": scope.keeps_office,
            "errands": scope.errands,
            "settles_on_the_spot": navigation.settles_on_the_spot(request),
            "registers": scope.has(*navigation.OFFICE),
            "reports": reports,
            "reporter": scope.has(Role.GRID_WORKER),
            "meetings": queries.meetings(scope, timezone.localdate(), timezone.localdate()) if handles else [],
            "mine": mine,
            "due": due,
            "waiting": waiting,
            "new": new,
            "totals": dict(zip(("mine", "due", "waiting"), map(walking.capped, totals), strict=True)),
        },
    )
