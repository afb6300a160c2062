"""For which bodies somebody may register a dispute, and what kind of source his own report is."""

from django.utils import timezone

from accounts.access import needed
from accounts.roles import Role
from cases.models import CaseSource
from organizations.models import Grid

# A report of the committee's own people is mediation on its own initiative; statistics count grids apart.
SOURCES = {Role.GRID_WORKER: "grid"}
OWN_INITIATIVE = "own_initiative"


def bodies_of(memberships, action="register"):
    """The bodies with cases of their own for which the matrix lets the holder of these memberships do `action`."""
    allowed = {role for role, standings in needed(action).items() if "here" in standings}
    today = timezone.localdate()
    found = {
        row.organization_id: row.organization
        for row in memberships
        if row.role in allowed
        and row.organization.body_kind.numbers_cases
        and (row.organization.valid_until is None or row.organization.valid_until >= today)
    }
    return list(found.values())


def source_of(memberships, body):
    """The case source of the holder's own report to a body."""
    roles = {row.role for row in memberships if row.organization_id == body.pk}
    return CaseSource.objects.get(code=next((SOURCES[role] for role in SOURCES if role in roles), OWN_INITIATIVE))


def grids_for(user, bodies):
    """The grids of these bodies, the user's own first."""
    rows = Grid.objects.filter(organization__in=bodies).select_related("organization")
    return sorted(rows, key=lambda grid: (grid.worker_id != user.pk, grid.pk))
