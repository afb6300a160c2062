"""Whether a body has met this matter before: how many other disputes share a place or a person, in numbers only."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from cases.models import Dispute
from cases.workflow.requirements import sides_of

WINDOW = dt.timedelta(days=180)


class Seen(NamedTuple):
    """Other disputes of the same body in half a year: at the same place, with one of the same people."""

    place: int
    people: int


def count(case):
    """The numbers for one case, in two queries at most; names and other bodies' disputes stay where they are."""
    others = Dispute.objects.filter(
        cases__organization=case.organization_id, registered_at__gte=timezone.now() - WINDOW
    ).exclude(pk=case.dispute_id)
    place = case.dispute.place.strip()
    parties = [row.party for row in sides_of(case)]
    ids = sorted({party.id_index for party in parties} - {""})
    phones = sorted({party.phone_index for party in parties} - {""})
    same = Q(participations__party__id_index__in=ids) | Q(participations__party__phone_index__in=phones)
    return Seen(
        place=others.filter(place=place).distinct().count() if place else 0,
        people=others.filter(same).distinct().count() if ids or phones else 0,
    )
