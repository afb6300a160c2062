"""Whether a body has met this matter before: how many other disputes share a place or a person, in numbers only."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from cases.models import Dispute, Participation
from cases.workflow.requirements import sides_of

WINDOW = dt.timedelta(days=180)


class Seen(NamedTuple):
    """Other disputes of the same body in half a year: at the same place, with one of the same people."""

    place: int
    people: int


def count(case):
    """The numbers for one case in one query; names and other bodies' disputes stay where they are."""
    others = Dispute.objects.filter(
        cases__organization=case.organization_id, registered_at__gte=timezone.now() - WINDOW
    ).exclude(pk=case.dispute_id)
    place = case.dispute.place.strip()
    parties = [row.party for row in sides_of(case)]
    ids = sorted({party.id_index for party in parties} - {""})
    phones = sorted({party.phone_index for party in parties} - {""})
    same = Q(party__id_index__in=ids) | Q(party__phone_index__in=phones)
    met = Exists(Participation.objects.filter(same, dispute=OuterRef("pk")))
    found = others.aggregate(
        place=Count("pk", filter=Q(place=place), distinct=True),
        people=Count("pk", filter=Q(met), distinct=True),
    )
    return Seen(place=found["place"] if place else 0, people=found["people"])
