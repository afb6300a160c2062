"""Who serves where on a day: roles, members, mediators that can be assigned, and the heads to turn to."""

from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Role
from organizations import tree
from organizations.models import Membership
from organizations.types import codes_where

# Asked on every page of the staff: as rows of four columns it costs a tenth of what memberships with their bodies do.
POSTS = (
    "SELECT service.role, service.organization_id, body.short_name, body.settles_on_the_spot"
    " FROM organizations_membership service JOIN organizations_organization body ON body.id = service.organization_id"
    " WHERE service.user_id = %s AND service.starts_on <= %s AND (service.ends_on IS NULL OR service.ends_on >= %s)"
    " ORDER BY service.id"
)


class Post(NamedTuple):
    """One role that a person holds in a body: the body by its id, its short name, and whether its mediators settle
    a quarrel where it broke out."""

    role: Role
    organization_id: int
    body: str
    on_the_spot: bool

    @property
    def settles_there(self):
        """Whether it makes its holder a mediator who settles a quarrel where it broke out."""
        return self.role == Role.MEDIATOR and self.on_the_spot


def posts(user, on=None):
    """The person's posts in force on the Shanghai day `on` (today when None), in order of entry; one query."""
    day = connection.ops.adapt_datefield_value(on or timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(POSTS, [user.pk, day, day])
        return [Post(Role(role), body, name, bool(spot)) for role, body, name, spot in cursor.fetchall()]


def memberships_in_force(user, on=None):
    """The person's memberships in force on the Shanghai day `on` (today when None), with their bodies."""
    return user.memberships.in_force(on).select_related("organization")


def roles_of(user, on=None):
    """{(Role, organization id)} that the person holds on the day; one query. An account out of use holds none.

    A role and its body belong together: head here and mediator there never mix.
    """
    if not user.is_active:
        return frozenset()
    pairs = Membership.objects.filter(user_id=user.pk).in_force(on).values_list("role", "organization_id")
    return frozenset((Role(role), organization_id) for role, organization_id in pairs)


def members(organization, role, on=None):
    """Users who hold `role` in this very body on the day: deputies after their head, else in order of entry."""
    rows = _in_use(on).filter(organization=organization, role=role).order_by("is_deputy", "starts_on", "pk")
    return _people(rows)


def office(organization, on=None):
    """Users who keep this body's papers on the day, its heads and clerks, each once."""
    return _people(_in_use(on).filter(organization=organization, role__in=(Role.HEAD, Role.CLERK)).order_by("pk"))


def mediator_memberships(organization, on=None):
    """The memberships behind `mediators`, each with its user, profile and body (the committee or a studio)."""
    day = on or timezone.localdate()
    under_it = Q(organization__parent=organization, organization__kind__in=codes_where("serves_parent"))
    rows = (
        _in_use(day)
        .filter(Q(organization=organization) | under_it, role=Role.MEDIATOR)
        .select_related("user__mediator_profile", "organization")
        .order_by("starts_on", "pk")
    )
    on_duty = [row for row in rows if _profile(row.user) and _profile(row.user).serves_on(day)]
    return sorted(on_duty, key=lambda row: row.organization_id != organization.pk)


def mediators(organization, on=None):
    """Users who may be assigned on the day: on the roster of the body or of a studio under it, the membership and
    the profile's term in force, active that month (winter residents 候鸟 are away in summer). One query.

    The committee's own come first; `mediator_profile` is loaded. Whoever has no profile is on no roster.
    """
    return _people(mediator_memberships(organization, on))


def is_on_roster(user, organization, on=None):
    """Whether the person could be assigned by this body on the day (`mediators` has the rule)."""
    return any(mediator.pk == user.pk for mediator in mediators(organization, on))


def heads(organization, on=None):
    """Users to turn to, in order: the body's head, its deputies, then the head of the nearest body above that has one.

    A studio's head is its committee's. One query.
    """
    own = organization.parent_id if organization.body_kind.serves_parent else organization.pk
    chain = tree.ids_on_path(organization)[::-1]
    chain = chain[chain.index(own) :]
    rows = _in_use(on).filter(organization_id__in=chain, role=Role.HEAD).order_by("is_deputy", "starts_on", "pk")
    by_body = {pk: [row for row in rows if row.organization_id == pk] for pk in chain}
    above = (by_body[pk] for pk in chain[1:])
    nearest = next((found for found in above if any(not row.is_deputy for row in found)), [])
    return _people([*by_body[own], *(row for row in nearest if not row.is_deputy)])


def guides(organization, on=None):
    """Users of the justice bureaux that guide this body (人民调解法第5条), the nearest bureau first; one query."""
    chain = tree.ids_on_path(organization)
    rows = (
        _in_use(on)
        .filter(role=Role.BUREAU, organization__parent__in=chain, organization__kind__in=codes_where("guides"))
        .select_related("organization")
        .order_by("pk")
    )
    return _people(sorted(rows, key=lambda row: -chain.index(row.organization.parent_id)))


def _in_use(on):
    """Memberships in force of accounts in use."""
    return Membership.objects.in_force(on).filter(user__is_active=True).select_related("user")


def _people(memberships):
    """Their users, each once, in order."""
    return list({membership.user_id: membership.user for membership in memberships}.values())


def _profile(user):
    return getattr(user, "mediator_profile", None)
