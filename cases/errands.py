"""Errands of grid workers and volunteers: who may be asked, what a case and a person have, when one ends by itself."""

from django.db.models import F

from accounts.models import User
from accounts.roles import Role
from cases import standing
from cases.models.errand import Errand
from organizations import roster

# The grant that makes its holder `errand` on a case, and nothing else.
GRANT = "run_errand"
SHOWN = 5


def source(errand):
    """What the grant rests on."""
    return f"errand:{errand.pk}"


# --- who may be asked --------------------------------------------------------


def serving(case):
    """{user: role} of the grid workers and mediators of the body who are not in the case themselves."""
    found = {user: Role.GRID_WORKER for user in roster.members(case.organization, Role.GRID_WORKER)}
    for user in roster.mediators(case.organization):
        found.setdefault(user, Role.MEDIATOR)
    free = standing.free(case, [user for user in found if user.pk != case.mediator_id])
    return {user: found[user] for user in free}


def helpers(case, by):
    """{user: role} of those who may be asked: not the mediator, not the asker, nobody tied to a party."""
    from cases import conflicts

    found = serving(case)
    found.pop(by, None)
    tied = conflicts.ties_of(found, case.dispute, reporting=False) if found else {}
    return {user: role for user, role in found.items() if not tied[user.pk]}


# --- what a case has ---------------------------------------------------------


def of_case(case):
    """The errands of a case, newest first; read once a case object."""
    if not hasattr(case, "errands_read"):
        rows = case.errands.select_related("asked_of", "participation__party")
        case.errands_read = list(rows.order_by(F("ended_at").desc(nulls_first=True), "-pk"))
    return case.errands_read


def to_show(case):
    """What the case page lists: every open one, and the last answers."""
    rows = of_case(case)
    return [row for row in rows if row.is_open] + [row for row in rows if row.met][:SHOWN]


def of_person(user):
    """Everything somebody was asked for: open ones first by their day, then the last that ended."""
    rows = user.errands.order_by(F("ended_at").desc(nulls_first=True), "due_on", "-pk")
    return rows.select_related("participation__party")


def is_unsafe(errand):
    """Whether nobody should go there any more, whatever was asked: a danger, or a contact that is protected by now."""
    return errand.case.dispute.danger or errand.participation.party.safe_contact


# --- ends by itself ----------------------------------------------------------


def over_with_the_case(case, facts, documents):
    """Nested steps: nobody goes on an errand for a case that has ended."""
    return _dropped(case.errands.all(), case, Errand.Dropped.OVER)


def stopped_in_danger(case, facts, documents):
    """Nested steps: where violence may break out (人民调解法第25条) nobody is sent to a door."""
    return _dropped(case.errands.all(), case, Errand.Dropped.UNSAFE) if case.dispute.danger else []


def stopped_for_the_protected(case, facts, documents):
    """Nested steps: whose contact is protected from now on is not visited by others any more."""
    rows = case.errands.filter(participation__party__safe_contact=True)
    return _dropped(rows, case, Errand.Dropped.UNSAFE)


def _dropped(rows, case, why):
    open_now = list(rows.filter(ended_at=None).order_by("pk"))
    by = User.objects.system("clock") if open_now else None
    return [(case, "drop_errand", {"by": by, "errand": errand, "why": why}) for errand in open_now]
