"""What a user is to one case: one definition, used for a single check and for a list."""

from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone

from accounts.access import MATRIX, needed
from accounts.models import User
from accounts.roles import Role
from cases.condition import Condition, among, fetch, marks
from cases.models.grant import CaseGrant
from cases.states import CaseState
from organizations import roster, tree

# What each object permission makes its holder: (role, standing). `None` = whatever staff role the holder has.
GRANTED = {
    "party_to_case": ((Role.PARTY, "own"),),
    "represent_in_case": ((Role.AGENT, "own"),),
    "represent_fully_in_case": ((Role.AGENT, "own"), (Role.AGENT, "powers")),
    "mediate_case": ((Role.MEDIATOR, "mine"),),
    "attend_case": ((Role.HELPER, "seat"),),
    "follow_case": ((None, "reported"),),
    # His errand and nothing else: no look at the case rests on it (accounts/access.py).
    "run_errand": ((None, "errand"),),
    "supervise_case": ((Role.BUREAU, "asked"),),
}


# The holder keeps away from the case (cases/recusal.py): whatever else he is, he is not there.
BARRED = "barred_from_case"
AT_THE_DOOR = (CaseState.SUBMITTED, CaseState.ACCEPTED)


@dataclass(frozen=True)
class AtBodies(Condition):
    """The case is with one of these bodies, named by their ids."""

    bodies: tuple = ()


def pairs(user, case):
    """The (role, standing) pairs a user holds on one case now; empty for a stranger.

    Pairs, never two sets: being head of one body and mediator in another must not mix.
    """
    if not user.is_active:
        return frozenset()
    if user.kind == User.Kind.SYSTEM:
        return frozenset({(Role(user.username), "ever")})
    held = {(Role.MEDIATOR, "door")} if is_at_the_door(user, case) else set()
    memberships = roster.roles_of(user) if user.kind == User.Kind.STAFF else frozenset()
    above, barred = tree.ids_on_path(case.organization), False
    for role, organization_id in memberships:
        if organization_id == case.organization_id:
            held.add((role, "here"))
        elif organization_id in above:
            held.add((role, "above"))
        elif role == Role.BUREAU and user in roster.guides(case.organization):
            held.add((role, "guides"))
    if case.pk is not None:
        roles = {role for role, _organization in memberships}
        for codename in _valid(CaseGrant.objects.filter(user=user, content_object=case)).values_list(
            "permission__codename", flat=True
        ):
            if codename == BARRED:
                barred = True
            else:
                held |= _pairs_of_grant(codename, roles)
    # What he filed himself he may still follow, like anybody who filed it.
    return frozenset(pair for pair in held if not barred or pair[1] == "reported")


def is_at_the_door(user, case):
    """Whether `user` settles this very quarrel on the spot, for a body whose mediators may (人民调解法第21条).

    From the moment he wrote it down until he mediates it, which then is a standing like any mediator's.
    """
    return (
        case.dispute.on_the_spot
        and case.dispute.registered_by_id == user.pk
        and case.registered_by_id == user.pk
        and case.state in AT_THE_DOOR
        and case.organization.settles_on_the_spot
        and (Role.MEDIATOR, case.organization_id) in roster.roles_of(user)
    )


def _pairs_of_grant(codename, roles):
    """A grant counts only while its holder still has the staff role it stands on."""
    given = set()
    for role, word in GRANTED[codename]:
        if role is None:
            given |= {(held, word) for held in roles}
        elif role in (Role.MEDIATOR, Role.BUREAU):
            given |= {(role, word)} if role in roles else set()
        else:
            given.add((role, word))
    return given


def _valid(grants):
    return grants.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=timezone.now()))


def role_among(held, action):
    """The role in which someone holding these pairs may do `action`, or None."""
    for role, standings in needed(action).items():
        if any((role, word) in held for word in standings):
            return Role(role)
    return None


def role_for(user, action, case):
    """The role in which `user` may do `action` on `case` now, or None. Raises KeyError for an action without a row."""
    return role_among(pairs(user, case), action)


def branches(user, action="list_cases", roles=None, grants=None):
    """Conditions on Case, one a scope, whose union is what `user` may do `action` on.

    A list asks each branch by itself, so that every one is a single index condition (performance reference § 2).
    roles, grants: the (role, organization id) pairs in force and grants_of(user), where the caller has read them already.
    """
    if not user.is_active or user.kind == User.Kind.SYSTEM:
        return []
    cells = MATRIX[action]
    found = []
    memberships = roles
    if memberships is None:
        memberships = roster.roles_of(user) if user.kind == User.Kind.STAFF else frozenset()
    here = sorted({org for role, org in memberships if "here" in cells[role]})
    if here:
        one = among("cases_case.organization_id", here)
        # Read with the grants where the caller has them: next to nobody is barred from anything.
        if grants is None or BARRED in grants:
            one &= ~_granted(user, [BARRED])
        found.append(AtBodies(one.sql, one.params, tuple(here)))
    roles = {role for role, _organization in memberships}
    codenames = [
        codename for codename in GRANTED if any(word in cells[role] for role, word in _pairs_of_grant(codename, roles))
    ]
    if grants is not None:
        codenames = [codename for codename in codenames if codename in grants]
    if codenames:
        found.append(_granted(user, codenames))
    return found


def grants_of(user):
    """The object permissions that this user holds on some case, be it no longer in force; one look an index each."""
    rows = fetch(
        "SELECT codename FROM auth_permission"
        f" WHERE codename IN ({marks((*GRANTED, BARRED))}) AND EXISTS (SELECT 1 FROM cases_casegrant"
        " WHERE cases_casegrant.user_id = %s AND cases_casegrant.permission_id = auth_permission.id)",
        (*GRANTED, BARRED, user.pk),
    )
    return {codename for (codename,) in rows}


def _granted(user, codenames):
    """A condition on Case: the user holds one of these standings on it now."""
    held = (
        "SELECT content_object_id FROM cases_casegrant WHERE user_id = %s"
        f" AND permission_id IN (SELECT id FROM auth_permission WHERE codename IN ({marks(codenames)}))"
    )
    # Two ranges of one index: those without an end and those not yet ended; the many that have ended are not read.
    return Condition(
        f"cases_case.id IN ({held} AND valid_until IS NULL UNION ALL {held} AND valid_until > %s)",
        (user.pk, *codenames, user.pk, *codenames, timezone.now()),
    )


def grant(user, case, codename, *, source, valid_until=None):
    """Give one standing; a second source keeps it alive when the first ends."""
    permission = _permission(codename)
    row, made = CaseGrant.objects.get_or_create(
        user=user,
        permission=permission,
        content_object=case,
        defaults={"case_created": case.created_at, "sources": [source], "valid_until": valid_until},
    )
    if not made:
        row.sources = sorted({*row.sources, source})
        row.valid_until = valid_until
        row.save(update_fields=["sources", "valid_until"])


def withdraw_grant(case, codename, *, source):
    """End one source of a standing; the row goes with its last source."""
    for row in CaseGrant.objects.filter(content_object=case, permission=_permission(codename)):
        if source not in row.sources:
            continue
        left = [other for other in row.sources if other != source]
        if left:
            row.sources = left
            row.save(update_fields=["sources"])
        else:
            row.delete()


def barred_from(case):
    """The ids of the users who keep away from a case."""
    rows = CaseGrant.objects.filter(content_object=case, permission__codename=BARRED)
    return set(rows.values_list("user_id", flat=True))


def free(case, users):
    """Those of some users who do not keep away from a case, in their order; one query."""
    barred = barred_from(case)
    return [user for user in users if user.pk not in barred]


def limit_grants(case, codename, *, valid_until):
    """Let every holder of a standing lose it at a moment (a mediator 30 days after closing)."""
    CaseGrant.objects.filter(content_object=case, permission=_permission(codename)).update(valid_until=valid_until)


def _permission(codename):
    rows = Permission.objects.select_related("content_type")
    return rows.get(content_type__app_label="cases", content_type__model="case", codename=codename)
