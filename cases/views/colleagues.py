"""The people of my body: terms, composition, what they know, what they have in hand, hours of training."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from accounts.roles import Role
from cases import colleagues, navigation

OFFICE = (Role.HEAD, Role.CLERK)


@staff_only
@require_safe
def people(request):
    """Of the bodies whose office the user keeps."""
    bodies = {row.organization_id: row.organization for row in navigation.memberships(request) if row.role in OFFICE}
    if not bodies:
        raise Http404
    found = colleagues.of_bodies(list(bodies.values()))
    return render(request, "cases/colleagues.html", {"bodies": found, "year": timezone.localdate().year})
