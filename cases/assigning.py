"""The mediator of a case: beginning, accepting and ending an assignment."""

from cases import deadlines, standing
from cases.deadlines import local_date


def begin(case, mediator, *, basis, by, at):
    """Appoint one mediator; an earlier appointment that was not taken up ends."""
    end(case, at=at, reason="replaced")
    case.assignments.create(mediator=mediator, basis=basis, assigned_by=by, assigned_at=at)
    case.mediator = mediator
    deadlines.meet(case, deadlines.ASSIGN)
    deadlines.start(case, deadlines.RESPOND, on=local_date(at), owner="mediator")


def accept(case, *, at):
    """The appointed mediator takes the case up and has declared to have no interest in it."""
    deadlines.meet(case, deadlines.RESPOND)
    assignment = case.assignments.get(ended_at__isnull=True)
    assignment.accepted_at, assignment.declared_impartial = at, True
    assignment.save(update_fields=["accepted_at", "declared_impartial"])


def end(case, *, at, reason):
    """End the running appointment, and with it the mediator's standing at this very moment."""
    for assignment in case.assignments.filter(ended_at__isnull=True):
        assignment.ended_at, assignment.end_reason = at, reason
        assignment.save(update_fields=["ended_at", "end_reason"])
        standing.withdraw_grant(case, "mediate_case", source=f"assignment:{assignment.pk}")
    case.mediator = None
