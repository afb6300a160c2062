"""Whether a body has met this matter before: how many other disputes share a place or a person, in numbers only."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from cases.condition import NEVER, Condition, among, fetch
from cases.workflow.requirements import sides_of

WINDOW = dt.timedelta(days=180)


class Seen(NamedTuple):
    """Other disputes of the same body in half a year: at the same place, with one of the same people."""

    place: int
    people: int


def count(case):
    """The numbers for one case in one query; names and other bodies' disputes stay where they are."""
    parties = [row.party for row in sides_of(case)]
    ids = among("id_index", {party.id_index for party in parties} - {""})
    same = ids | among("phone_index", {party.phone_index for party in parties} - {""})
    # A look aside for each case of the body's half year, along an index: joined, PostgreSQL reads every dispute there is.
    there = NEVER
    if place := case.dispute.place.strip():
        there = Condition("(SELECT place FROM cases_dispute WHERE id = cases_case.dispute_id) = %s", (place,))
    [row] = fetch(
        f"SELECT COUNT(DISTINCT CASE WHEN {there.sql} THEN dispute_id END), COUNT(DISTINCT CASE WHEN dispute_id IN ("
        "SELECT dispute_id FROM cases_participation WHERE party_id IN (SELECT id FROM parties_party"
        f" WHERE {same.sql})) THEN dispute_id END)"
        " FROM cases_case WHERE organization_id = %s AND created_at >= %s AND dispute_id <> %s",
        (*there.params, *same.params, case.organization_id, timezone.now() - WINDOW, case.dispute_id),
    )
    return Seen(*row)
