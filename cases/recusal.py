"""Who keeps away from a case (回避): staff of its body, or of one above, who are in it themselves or said so.

A mediator with a tie is not appointed (cases/conflicts.py). This goes further: whoever is a party, or speaks for one,
neither reads the case in any office of his nor decides anything in it; what concerns him as a party he sees as a party.
"""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from cases import standing
from cases.step import Closed
from organizations import roster, tree
from organizations.models import Membership

OFFICE = (Role.CLERK, Role.HEAD)


def keep_away(case, user):
    """He declared himself to be too close (人民调解法第15条): from now on the case is not his."""
    standing.grant(user, case, standing.BARRED, source=f"declared:{user.pk}")


def refresh(case):
    """Bar whoever of the staff is now known to be in the dispute; let back whoever turned out not to be."""
    involved = _involved(case)
    for user in involved:
        standing.grant(user, case, standing.BARRED, source=f"involved:{user.pk}")
    for user_id in standing.barred_from(case) - {user.pk for user in involved}:
        standing.withdraw_grant(case, standing.BARRED, source=f"involved:{user_id}")


def _involved(case):
    """Staff of the body and of those above it who have the telephone of a party or of somebody who speaks for one."""
    from cases import conflicts

    indexes = {person.phone_index for person in conflicts.people_of(case.dispute)} - {""}
    if not indexes:
        return []
    serving = Membership.objects.in_force().filter(organization__in=tree.ids_on_path(case.organization))
    staff = User.objects.filter(pk__in=serving.values("user")).exclude(phone="")
    return [user for user in staff if conflicts.phone_index(user.phone) in indexes]


# --- requirements -----------------------------------------------------------


def it_is_not_ones_own_affair(case, by, facts):
    """Nobody registers himself as a party: his own telephone on a form is a slip, or a matter for a colleague."""
    from cases import conflicts

    person = facts.get("person")
    if person is None or by.kind != User.Kind.STAFF:
        return None
    own = conflicts.phone_index(by.phone)
    if not own or conflicts.phone_index(person.get("phone") or "") != own:
        return None
    return Closed(
        _("这是您自己的电话。当事人没有电话的，请写联系人；您自己是当事人的，请让同事登记。"), _("人民调解法第15条")
    )


def somebody_here_may_decide(case, by, facts):
    """A case goes to a head of this body who is not in it himself; else the body above takes it."""
    heads = roster.members(case.organization, Role.HEAD)
    barred = standing.barred_from(case) if case.pk else set()
    if not heads or any(head.pk not in barred for head in heads):
        return None
    return Closed(
        _("本调委会的负责人都和这起纠纷有关，要回避。请撤下这条登记，改登记到上一级调委会。"), _("人民调解法第15条")
    )


def somebody_else_keeps_the_case(case, by, facts):
    """The last of the body's heads who may decide does not leave a case without one; asked only when he wants to."""
    if not facts:
        return None
    heads = {user.pk for user in roster.members(case.organization, Role.HEAD)}
    if by.pk not in heads or heads - {by.pk} - standing.barred_from(case):
        return None
    return Closed(_("本调委会没有别的负责人可以接着办。请先请区里任命一位副主任。"))


def the_mediator_hands_it_on_first(case, by, facts):
    if case.mediator_id != by.pk:
        return None
    return Closed(_("您是本案调解员，请先由主任换人。"), _("人民调解法第23条"))
