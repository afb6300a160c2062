"""The people of a body as its office sees them: their terms, what they know, what they have in hand, what they learnt."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case, DisputeType
from cases.states import RUNNING
from organizations.composition import composition_warnings
from organizations.models import Membership, Training
from organizations.types import LANGUAGES


@dataclass(frozen=True)
class Colleague:
    """One person. until: the last day of the service or of the mediator's term, whichever comes first, or None"""

    user: object
    duties: tuple
    profile: object
    until: dt.date | None
    specialities: tuple
    languages: tuple
    load: int
    hours: Decimal


def of_bodies(bodies, today=None):
    """[(body, its shortcomings (人民调解法第8、9条), its Colleagues)], in a constant number of queries and one a body."""
    today = today or timezone.localdate()
    rows = (
        Membership.objects.in_force(today)
        .filter(organization__in=bodies, user__is_active=True)
        .select_related("user__mediator_profile", "organization")
        .order_by("is_deputy", "starts_on", "pk")
    )
    people = {}
    for row in rows:
        people.setdefault(row.organization_id, {}).setdefault(row.user, []).append(row)
    users = {user.pk for body in people.values() for user in body}
    loads = dict(
        Case.objects.filter(mediator__in=users, state__in=RUNNING).values_list("mediator").annotate(Count("pk"))
    )
    hours = dict(
        Training.objects.filter(user__in=users, held_on__year=today.year).values_list("user").annotate(Sum("hours"))
    )
    types = dict(DisputeType.objects.values_list("code", "name"))
    return [
        (
            body,
            composition_warnings(body, today),
            [_colleague(user, rows, types, loads, hours) for user, rows in people.get(body.pk, {}).items()],
        )
        for body in bodies
    ]


def _colleague(user, rows, types, loads, hours):
    profile = getattr(user, "mediator_profile", None)
    ends = [row.ends_on for row in rows] + ([profile.term_until] if profile else [])
    return Colleague(
        user=user,
        duties=tuple(dict.fromkeys(row.title or Role(row.role).label for row in rows)),
        profile=profile,
        until=min(filter(None, ends), default=None),
        specialities=tuple(types.get(code, code) for code in (profile.specialities if profile else ())),
        languages=tuple(LANGUAGES.get(code, code) for code in (profile.languages if profile else ())),
        load=loads.get(user.pk, 0),
        hours=hours.get(user.pk, Decimal(0)),
    )
