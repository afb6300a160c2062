"""The door on the phone: what a grid worker saw becomes a registered dispute that waits for the committee's head."""

from dataclasses import dataclass

from cases import engine
from cases.models import Case, Dispute
from intake.counter import title_of


@dataclass(frozen=True)
class Told:
    """A complete report. people: [(side, fields of a party)]; photos: documents.uploads.Accepted"""

    body: object
    grid: object
    source: object
    dispute_type: object
    type_is_sure: bool
    summary: str
    place: str
    danger: bool
    people: tuple
    photos: tuple


def report(told, *, by, once):
    """Register what was told and hand it to the head, both or neither; returns the case.

    The committee acts on its own initiative (人民调解法第17条), so the other side may still be unknown.
    Raises what engine.take raises.
    """
    case = Case(dispute=Dispute(), organization=told.body, dispute_type=told.dispute_type, source=told.source)
    with engine.together():
        case = engine.take(
            case,
            "register",
            by=by,
            once=once,
            title=title_of(told.dispute_type if told.type_is_sure else None, told.place),
            summary=told.summary,
            place=told.place,
            people=[{"side": side, "person": person} for side, person in told.people],
            grid=told.grid,
            danger=told.danger,
            words=told.summary,
            photos=told.photos,
        )
        return engine.take(case, "submit", by=by)
