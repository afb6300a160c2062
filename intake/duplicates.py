"""Whether a dispute may have been registered already: the same number, telephone, home or building in half a year.

What lies in the user's own scope is shown with a link; of everything else he hears only that it exists, never where or
what (security reference T2): a hint must not become a way to search other people's cases.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import throttle
from cases import look_alikes, standing
from cases.models import Case, Participation
from encryption import keyring
from organizations import roster
from parties import registry

# Up to the building; which flat it is does not matter: two neighbours report one leak from two flats.
AREA = re.compile(r".*(?:省|市|区|县|镇|街道|社区|村)")  # what some write in front and others leave out
BUILDING = re.compile(r".*?[0-9一二三四五六七八九十百零A-Z]+(?:号楼|栋|幢|座|号院)")
WHY = {
    "id_index": _("证件号一样"),
    "phone_index": _("电话一样"),
    "address_index": _("住址一样"),
}
SAME_BUILDING = _("同一栋楼")
SHORTEST = 4  # characters of a building's name: 3栋 alone could be anywhere
SHOWN = 6
# Somebody who tries numbers to learn who is known elsewhere is stopped here; a register needs far fewer looks.
LOOKS, WINDOW = 120, timedelta(minutes=10)


@dataclass(frozen=True)
class Similar:
    """A case that the user may see, and why it looks alike; `whole` says which of its two pages he may open."""

    case: Case
    why: tuple
    whole: bool


@dataclass(frozen=True)
class Found:
    """What looks alike. beside: in the user's own body but not his; elsewhere: in another body; `key` names the set."""

    here: tuple = ()
    beside: bool = False
    elsewhere: bool = False
    key: str = ""

    def __bool__(self):
        return bool(self.here or self.beside or self.elsewhere)


def look(user, body, *, people, place):
    """What was registered before on these people (fields of parties) or at this place; seven queries at most.

    body: where it would be registered; its district bounds the search for the building.
    """
    if not throttle.allow(f"duplicates:{user.pk}", limit=LOOKS, window=WINDOW):
        return Found()
    why = {}
    since = timezone.now() - look_alikes.WINDOW
    for dispute, reason in (*_by_people(people, since), *_by_building(body, place, since)):
        why.setdefault(dispute, {})[str(reason)] = None
    if not why:
        return Found()
    cases = Case.objects.filter(dispute__in=why).order_by("-created_at", "-pk")
    roles = roster.roles_of(user)
    visible = _visible(user, roles, cases, "list_cases").select_related("dispute", "organization", "mediator")
    seen = {case.pk: case for case in visible}
    whole = set(_visible(user, roles, cases, "view_full_case").values_list("pk", flat=True))
    known = {case.dispute_id for case in seen.values()}
    others = [row for row in cases.values_list("dispute_id", "organization_id") if row[0] not in known]
    here = [Similar(case, tuple(why[case.dispute_id]), case.pk in whole) for case in seen.values()]
    return Found(
        here=tuple(here[:SHOWN]),
        beside=any(organization == body.pk for _dispute, organization in others),
        elsewhere=any(organization != body.pk for _dispute, organization in others),
        key=keyring.blind_index(",".join(map(str, sorted(why))), context="intake.duplicates")[:16],
    )


def look_through(user, body, asked, *, but=()):
    """A Found for every line of a register that is carried over; five queries however many lines.

    asked: [(fields of its people, its place)]; but: ids of disputes that came from the same register
    Only what the user sees of this body's own cases: a list of numbers must not tell who is known elsewhere.
    """
    since = timezone.now() - look_alikes.WINDOW
    cases = Case.objects.filter(organization=body).exclude(dispute__in=but).order_by("-created_at", "-pk")
    indexes = [_indexes_of(people) for people, _place in asked]
    together = {column: set().union(*(one[column] for one in indexes)) for column in WHY}
    by_person, by_place, by_building = {}, {}, {}
    for dispute, column, value in _with(together, since):
        by_person.setdefault((column, value), set()).add(dispute)
    for dispute, place in cases.filter(created_at__gte=since).values_list("dispute_id", "dispute__place"):
        by_place.setdefault(place.strip(), set()).add(dispute)
        by_building.setdefault(building_of(place), set()).add(dispute)
    found = []
    for one, (_people, place) in zip(indexes, asked, strict=True):
        why = {}
        for column, values in one.items():
            for dispute in set().union(*(by_person.get((column, value), ()) for value in values)):
                why.setdefault(dispute, {})[str(WHY[column])] = None
        building = building_of(place)
        for dispute in {*by_place.get(place.strip(), ()), *(by_building.get(building, ()) if building else ())}:
            why.setdefault(dispute, {})[str(SAME_BUILDING)] = None
        found.append(why)
    pks = set().union(*found) if found else set()
    visible = _visible(user, roster.roles_of(user), cases.filter(dispute__in=pks), "view_full_case")
    seen = list(visible.select_related("dispute", "organization", "mediator"))
    return [
        Found(
            here=tuple(Similar(case, tuple(why[case.dispute_id]), True) for case in seen if case.dispute_id in why)[
                :SHOWN
            ]
        )
        for why in found
    ]


def building_of(place):
    """港门花园3栋 of 新港社区港门花园3栋502室; "" when none is named, or only by a number that any estate has."""
    found = BUILDING.match("".join(unicodedata.normalize("NFKC", place).split()).upper())
    if found is None:
        return ""
    whole = found.group(0)
    bare = AREA.sub("", whole, count=1)
    return next((text for text in (bare, whole) if len(text) >= SHORTEST), "")


def _by_people(people, since):
    """(dispute id, reason) for every party on record with one of these numbers; one query."""
    for dispute, column, _value in _with(_indexes_of(people), since):
        yield dispute, WHY[column]


def _indexes_of(people):
    """{column: values} under which these people would be found."""
    wanted = {column: set() for column in WHY}
    for person in people:
        typed = {name: person.get(name) or "" for name in ("id_number", "phone", "address")}
        for column, values in registry.indexes_of(**typed).items():
            wanted[column] |= values
    return wanted


def _with(wanted, since):
    """(dispute id, column, value) for every party on record with one of these values; one query."""
    condition = Q()
    for column, values in wanted.items():
        if values:
            condition |= Q(**{f"party__{column}__in": values})
    if not condition:
        return
    rows = Participation.objects.filter(condition, dispute__registered_at__gte=since).values_list(
        "dispute_id", *(f"party__{column}" for column in WHY)
    )
    for dispute, *values in rows:
        for column, value in zip(WHY, values, strict=True):
            if value in wanted[column]:
                yield dispute, column, value


def _by_building(body, place, since):
    """(dispute id, reason) for every dispute of the district at this building, or at exactly this place; one query."""
    exact, building = place.strip(), building_of(place)
    if not exact:
        return
    near = Q(district=body.district_id) if body.district_id else Q(organization=body)
    condition = Q(dispute__place=exact)
    if building:
        condition |= Q(dispute__place__contains=building)
    rows = Case.objects.filter(near, condition, created_at__gte=since).values_list("dispute_id", "dispute__place")
    for dispute, other in rows:
        if other.strip() == exact or (building and building_of(other) == building):
            yield dispute, SAME_BUILDING


def _visible(user, roles, cases, look):
    """Those of the cases on which the matrix lets the user `look`."""
    condition = Q(pk__in=())
    for branch in standing.branches(user, look, roles=roles):
        condition |= branch
    return cases.filter(condition)
