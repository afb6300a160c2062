"""The page that should be empty: cases for which nobody and nothing is waiting (workflow reference § 7)."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from accounts.roles import Role
from cases import navigation, ticking

SHOWN = 200


@staff_only
@require_safe
def stuck(request):
    """Of the bodies whose office the user keeps; empty by construction, and said so."""
    scope = navigation.scope(request)
    if not scope.has(Role.HEAD, Role.CLERK):
        raise Http404
    mine = Q()
    for branch in scope.whole:
        mine |= branch
    return render(request, "cases/stuck.html", {"rows": list(ticking.stuck().filter(mine)[:SHOWN])})
