"""The door itself: a quarrel that a mediator settles where it broke out, by the same steps as any other, all or none.

Both sides turned to the mediator on the spot (人民调解法第17、19、21条): taking it up, their consent and their choice
of him are steps of his own there (standing `door`), for a body whose head lets its mediators do so.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from cases import engine, performance
from cases.models import Agreement, Assignment, Case, CaseSource, Consent, Dispute, Participation, PerformanceRecord
from intake.counter import title_of

SOURCE = "own_initiative"
BOTH = "both"


@dataclass(frozen=True)
class Promise:
    """Who does what by when. by: a side or BOTH; done: it was done before everybody went home; due_on: else its last day"""

    kind: str
    by: str
    text: str = ""
    amount: Decimal | None = None
    method: str = ""
    done: bool = False
    due_on: object = None


@dataclass(frozen=True)
class Settled:
    """One filled page. people: {side: fields of a party}; began_at, agreed_at: aware moments.

    known_by: a Party.IdentityCheck, "" when nobody looked; recorder: a colleague who wrote it down, or None
    """

    body: object
    dispute_type: object
    place: str
    summary: str
    responsibility: str
    people: dict
    promises: tuple
    oral: bool
    began_at: datetime
    agreed_at: datetime
    known_by: str = ""
    read_aloud: bool = False
    witness: str = ""
    interpreter: str = ""
    recorder: object = None


def settle(told, *, by, once):
    """Take every step from the register to the agreement, and to the end where all was done at once; returns the case.

    An oral agreement binds when it is reached (人民调解法第30条); a written one is fixed here and signed in ink next.
    Raises what engine.take raises; nothing is written then.
    """
    with engine.together():
        case = _taken_up(told, by, once)
        case = _mediated(told, case, by)
        agreement = _written(told, case, by)
        if not told.oral:
            return engine.take(case, "freeze_agreement", by=by, recorder=told.recorder, event_at=told.agreed_at)
        case = engine.take(
            case,
            "record_oral_agreement",
            by=by,
            event_at=told.agreed_at,
            need_no_paper=True,
            read_aloud=told.read_aloud,
            witness=told.witness,
            interpreter=told.interpreter,
            place=told.place,
            recorder=told.recorder,
        )
        return _kept_at_once(told, case, agreement, by)


def _taken_up(told, by, once):
    """Written down, handed in and taken, with a number."""
    source = CaseSource.objects.get(code=SOURCE)
    case = Case(dispute=Dispute(), organization=told.body, dispute_type=told.dispute_type, source=source)
    case = engine.take(
        case,
        "register",
        by=by,
        once=once,
        event_at=told.began_at,
        title=title_of(told.dispute_type, told.place),
        summary=told.summary,
        place=told.place,
        people=[{"side": side, "person": person} for side, person in told.people.items()],
        on_the_spot=True,
    )
    case = engine.take(case, "submit", by=by, event_at=told.began_at)
    amounts = [promise.amount for promise in told.promises if promise.amount]
    return engine.take(
        case,
        "accept",
        by=by,
        event_at=told.began_at,
        dispute_type=told.dispute_type,
        source=source,
        people_count=len(told.people),
        amount=sum(amounts) if amounts else None,
    )


def _mediated(told, case, by):
    """Both sides say yes, choose the mediator who is there, and he has no interest in it."""
    rows = list(case.dispute.participations.order_by("pk"))
    for row in rows:
        spoken = {"participation": row, "by": by, "event_at": told.began_at}
        engine.take(
            case, "record_consent", purpose=Consent.Purpose.MEDIATION, given=True,
            channel=Consent.Channel.IN_PERSON, **spoken,
        )  # fmt: skip
        engine.take(case, "choose_mediator", mediator=by, **spoken)
    case = engine.take(
        case, "assign_mediator", by=by, event_at=told.began_at, mediator=by, basis=Assignment.Basis.CHOSEN
    )
    case = engine.take(case, "accept_assignment", by=by, event_at=told.began_at, declared=True)
    for row in rows if told.known_by else ():
        engine.take(case, "check_identity", by=by, event_at=told.began_at, participation=row, how=told.known_by)
    return case


def _written(told, case, by):
    """What was agreed, as clauses."""
    agreement = engine.take(Agreement(case=case), "draft_agreement", by=by, event_at=told.agreed_at)
    return engine.take(
        agreement,
        "edit_clauses",
        by=by,
        event_at=told.agreed_at,
        main_facts=told.summary,
        responsibility=told.responsibility,
        edits=agreement.edits,
        clauses=[clause for clause, _done in _clauses(told, case)],
    )


def _clauses(told, case):
    """(clause, whether it was done at once) in order; what each side promises the other makes two."""
    sides = {row.side: row for row in case.dispute.participations.all()}
    one, other = sides[Participation.Side.APPLICANT], sides[Participation.Side.RESPONDENT]
    pairs = {one.side: [(one, other)], other.side: [(other, one)], BOTH: [(one, other), (other, one)]}
    found = []
    for promise in told.promises:
        due_on = timezone.localdate(told.agreed_at) if promise.done else promise.due_on
        for obligor, obligee in pairs[promise.by]:
            clause = {
                "kind": promise.kind,
                "obligor": obligor,
                "obligee": obligee,
                "amount": promise.amount,
                "text": promise.text,
                "place": "",
                "method": promise.method,
                "instalments": [(promise.amount, due_on)] if due_on else [],
            }
            found.append((clause, promise.done))
    return found


def _kept_at_once(told, case, agreement, by):
    """What was done before everybody went home is on record; when nothing is left to do the case closes."""
    done = [place for place, (_clause, at_once) in enumerate(_clauses(told, case), start=1) if at_once]
    for part in performance.instalments(agreement):
        if part.obligation.position not in done:
            continue
        case = engine.take(
            case,
            "record_performance",
            by=by,
            event_at=told.agreed_at,
            instalment=part,
            kind=PerformanceRecord.Kind.DONE,
            amount=part.amount,
            paid_by=part.obligation.method,
            happened_on=timezone.localdate(told.agreed_at),
        )
    if performance.open_instalments(agreement):
        return case
    return engine.take(case, "close", by=by, event_at=told.agreed_at)
