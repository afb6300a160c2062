"""What a user's lists speak of: his scopes, the saved views on them, and the filters that narrow a view."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from cases import deadlines, errands, standing, turns
from cases.condition import ALWAYS, Condition, among, any_of
from cases.figures import FIGURES
from cases.models import DisputeType
from cases.states import RUNNING, STAGES, CaseState

NEWEST = ("-created_at", "-id")
SOONEST = ("due_on", "id")


@dataclass(frozen=True)
class Scope:
    """Whose cases a user's lists speak of: his roles, and one condition on Case a branch, none overlapping.

    whole: the branches of the cases that he sees in full; of the others he sees the title and the state word
    errands: whether he was asked for one that still waits
    """

    user: object
    roles: frozenset
    branches: tuple
    whole: tuple
    errands: bool = False

    def has(self, *wanted):
        """Whether the user holds one of these roles anywhere."""
        return any(role in wanted for role, _body in self.roles)

    @property
    def keeps_office(self):
        """Whether whole bodies are his, not only single cases."""
        return self.has(Role.HEAD, Role.CLERK)


def scope_of(user, roles):
    """The scope of a user who holds these (role, organization id) pairs now; one query, for what else he holds."""
    grants = standing.grants_of(user)
    whole = standing.branches(user, "view_full_case", roles=roles, grants=grants)
    return Scope(
        user, roles, _apart(standing.branches(user, roles=roles, grants=grants)), _apart(whole), errands.GRANT in grants
    )


def _apart(branches):
    """The same branches, each without what an earlier one holds already."""
    found = []
    for place, branch in enumerate(branches):
        for earlier in branches[:place]:
            branch = branch & ~earlier
        found.append(branch)
    return tuple(found)


@dataclass(frozen=True)
class View:
    """One saved way to look at the scope.

    holds: (scope) -> condition on Case; order: the key it pages by
    whole: only cases seen in full: whoever merely reported a case is not told whose turn it is or when it is due
    """

    code: str
    label: str
    holds: object
    order: tuple = NEWEST
    whole: bool = True

    def branches(self, scope):
        """The branches of the scope that the view asks."""
        return scope.whole if self.whole else scope.branches


def _mine(scope):
    return turns.mine(scope.user, scope.roles)


def _due(scope):
    return Condition("cases_case.due_on <= %s", (deadlines.soon(),))


def _waiting(scope):
    return among("cases_case.state", RUNNING) & ~_mine(scope)


def _new(scope):
    return Condition("cases_case.created_at >= %s", (timezone.now() - dt.timedelta(days=3),))


VIEWS = {
    view.code: view
    for view in (
        View("mine", _("我要办的"), _mine),
        View("due", _("快到期"), _due, SOONEST),
        View("waiting", _("等对方"), _waiting),
        View("all", _("全部"), lambda scope: ALWAYS, whole=False),
    )
}
# What a figure of the counts opens: only what is seen in full is counted.
COUNTED = View("all", _("全部"), lambda scope: ALWAYS)
NEW = View("new", _("新来的"), _new)

# The filter 办到哪步: the five stages and the two ends, by codes that stay when a label changes.
STAGE_CODES = ("intake", "accepted", "talks", "signing", "keeping")
STAGE_FILTER = {
    **{code: (label, states) for code, (label, states) in zip(STAGE_CODES, STAGES, strict=True)},
    "closed": (CaseState.CLOSED.label, (CaseState.CLOSED,)),
    "archived": (CaseState.ARCHIVED.label, (CaseState.ARCHIVED,)),
}


@dataclass(frozen=True)
class Filters:
    """What the GET parameters leave of a view: type ids, codes of STAGE_FILTER, months as (year, month).

    figure: (code of a figure of the counts, its Period), or nothing
    """

    types: tuple = ()
    stages: tuple = ()
    months: tuple = ()
    figure: tuple = ()

    def condition(self):
        """The filters as one condition inside a scope."""
        found = ALWAYS
        if self.types:
            found &= among("cases_case.dispute_type_id", self.types)
        if self.stages:
            found &= among("cases_case.state", [state for code in self.stages for state in STAGE_FILTER[code][1]])
        if self.months:
            found &= any_of(_registered_in(year, month) for year, month in self.months)
        if self.figure:
            code, period = self.figure
            found &= FIGURES[code].holds(period)
        return found


def _registered_in(year, month):
    return Condition(
        "(cases_case.created_at >= %s AND cases_case.created_at < %s)",
        (_begins(year, month), _begins(*following(year, month))),
    )


def following(year, month):
    """The month after."""
    return (year + 1, 1) if month == 12 else (year, month + 1)


def _begins(year, month):
    return timezone.make_aware(dt.datetime.combine(dt.date(year, month, 1), dt.time.min))


def types():
    """{id: name} of the dispute types, in their order; a word changed in the dictionary is seen within a minute."""
    return _types(timezone.now().replace(second=0, microsecond=0))


@lru_cache(maxsize=1)
def _types(_minute):
    return dict(DisputeType.objects.values_list("pk", "name"))
