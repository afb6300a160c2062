"""One step on several cases at once: those that somebody chose in a list, each in a transaction of its own."""

import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.access import needed
from cases import engine, standing
from cases.models import Case, Consent, MediatorChoice, Participation
from cases.step import Closed, steps_of
from cases.workflow import requirements as must

MOST = 50
# Steps whose answers are the same for all; what each case needs its own words for is not among them.
STEPS = ("accept", "assign_mediator")
BY_WISH = ("assign_mediator",)


@dataclass(frozen=True)
class Chosen:
    """One chosen case. closed: why the step is not open on it, Closed sentences; people: how many take part"""

    case: Case
    closed: tuple
    people: int

    @property
    def token(self):
        """The case and the version it was shown in."""
        return f"{self.case.uid}:{self.case.version}"


@dataclass(frozen=True)
class Done:
    """What came of it on one case: the case as it stands `now`, or why the step was not taken."""

    case: Case
    now: Case | None
    problems: tuple = ()


def offered(pairs):
    """{name: button} of the steps that who holds these (role, organization id) pairs may take on cases of his bodies."""
    roles = {role for role, _body in pairs}
    known = steps_of(Case)
    return {
        name: known[name].button
        for name in STEPS
        if any("here" in standings and role in roles for role, standings in needed(name).items())
    }


def read_tokens(texts):
    """{uid: version or None} of what was chosen, in order; what names no case is left out."""
    found = {}
    for text in texts:
        uid, _colon, version = text.partition(":")
        try:
            found[uuid.UUID(uid)] = int(version) if version.isdecimal() and len(version) < 10 else None
        except ValueError:
            continue
    return found


def chosen(user, uids, name, *, roles):
    """The cases among these that the user may read in full, as Chosen, oldest first; five queries at most, however many.

    roles: his (role, organization id) pairs
    """
    among = Case.objects.filter(uid__in=list(uids)).order_by("pk")
    own = set(among.filter(_may(user, name, roles)).values_list("pk", flat=True))
    # Oldest first: numbers follow the order in which the cases came.
    cases = list(
        among.filter(_may(user, "view_full_case", roles)).select_related(
            "dispute", "organization", "dispute_type", "source", "mediator"
        )
    )
    people = {}
    for row in Participation.objects.filter(dispute__in=[case.dispute_id for case in cases]).select_related(
        "party", "user"
    ):
        people.setdefault(row.dispute_id, []).append(row)
    words = {}
    for row in Consent.objects.filter(case__in=cases):
        words.setdefault(row.case_id, []).append(row)
    spec = steps_of(Case)[name]
    # Whom a side would like is weighed case by case (人民调解法第19条).
    choices = MediatorChoice.objects.filter(case__in=cases) if name in BY_WISH else MediatorChoice.objects.none()
    wished = set(choices.values_list("case", flat=True))
    found = []
    for case in cases:
        here, own_way = people.get(case.dispute_id, []), case.pk in wished
        case.sides_read = [row for row in here if row.left_at is None and row.side in must.SIDES]
        case.consents_read = words.get(case.pk, [])
        closed = (Closed(_("当事人说过想请谁来调解，请单独指派这一件。")),) if own_way else ()
        found.append(Chosen(case, _closed(case, spec, user, case.pk in own) or closed, len(here)))
    return found


def _closed(case, spec, user, own):
    if not own:
        return (Closed(_("这一件不归您办这一步。")),)
    if case.state not in spec.source:
        return (engine.closed_by_state(case, spec),)
    return tuple(reason for check in spec.requires if (reason := check(case, user, {})) is not None)


def _may(user, action, roles):
    """A condition on Case: the matrix lets the user do `action` on it."""
    condition = Q(pk__in=())
    for branch in standing.branches(user, action, roles=roles):
        condition |= branch
    return condition


def key_of(once, case):
    """The key under which one case of a page counts once."""
    return uuid.uuid5(once, str(case.uid))
