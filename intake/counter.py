"""The door at the counter: the clerk's register of what somebody came to say, kept as a draft or handed to the head."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases import engine
from cases.models import Case, Dispute

LONGEST_TITLE = 120


@dataclass(frozen=True)
class Entry:
    """One filled page of the register. people: [(side, fields of a party)]

    happened_at: when it was reported, an aware moment, None for now; origin_reference: its number in the old register
    carried_over: it was taken up before the body used this system, so nobody is told of it as news
    """

    body: object
    grid: object
    dispute_type: object
    source: object
    title: str
    summary: str
    place: str
    requests: tuple
    danger: bool
    people: tuple
    happened_at: datetime | None = None
    origin_reference: str = ""
    carried_over: bool = False


def register(entry, *, by, once, hand_over):
    """Register it, and hand it to the head if asked to, both or neither; returns the case.

    Raises what engine.take raises.
    """
    case = Case(dispute=Dispute(), organization=entry.body, dispute_type=entry.dispute_type, source=entry.source)
    with engine.together():
        case = engine.take(
            case,
            "register",
            by=by,
            once=once,
            event_at=entry.happened_at,
            title=entry.title or title_of(entry.dispute_type, entry.place),
            summary=entry.summary,
            place=entry.place,
            people=[{"side": side, "person": person} for side, person in entry.people],
            grid=entry.grid,
            danger=entry.danger,
            requests=entry.requests,
            origin_reference=entry.origin_reference,
            carried_over=entry.carried_over,
        )
        # Its clock begins with the day on which the head gets it, however long ago it was reported.
        return engine.take(case, "submit", by=by, carried_over=entry.carried_over) if hand_over else case


def title_of(dispute_type, place):
    """邻里纠纷（港门花园3栋）: what a dispute is called until somebody gives it a better name."""
    name = dispute_type.name if dispute_type else _("纠纷")
    return _("{name}（{place}）").format(name=name, place=place)[:LONGEST_TITLE]
