"""Setting the seal: every agreement in `sealing` is work to do, so nothing can be forgotten and nothing gives up."""

import logging
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from cases import conflicts, drafting, engine
from cases.models import Agreement
from cases.states import AgreementState
from cases.step import Closed
from documents import vault
from organizations import roster

log = logging.getLogger(__name__)

# An agreement that waits longer than this is a matter for a human (security reference trap 15).
ALARM_AFTER = timedelta(minutes=15)


def sweep():
    """Seal what the heads have let be sealed; returns how many moved. One that fails is tried again the next time."""
    moved = 0
    for agreement in Agreement.objects.filter(state=AgreementState.SEALING).select_related("case__dispute", "document"):
        try:
            sealed = engine.take(agreement, "finish_sealing", by=drafting.clock())
        except engine.Refused as refusal:
            log.warning("agreement %s is not sealed yet: %s", agreement.pk, refusal)
            continue
        except Exception:
            # One damaged scan must not keep the next agreement waiting; the state stays `sealing` and the alarm rings.
            log.exception("agreement %s could not be sealed", agreement.pk)
            continue
        vault.read(sealed.sealed_document.sha256)
        moved += 1
    return moved


def sealers(agreement):
    """[(person, why not as Closed, or None)]: the body's heads, then the head of the body above, who seals last of all."""
    case = agreement.case
    own = {person.pk for person in roster.members(case.organization, Role.HEAD)}
    people = roster.heads(case.organization)
    ties = conflicts.ties_of(people, case.dispute)
    found = []
    for person in people:
        reason = ties[person.pk][0] if ties[person.pk] else None
        if person.pk == case.mediator_id:
            reason = Closed(_("是本案的调解员"))
        found.append((person, reason))
    if any(reason is None and person.pk in own for person, reason in found):
        nearer = Closed(_("本调委会有人可以盖"))
        found = [(person, reason or (None if person.pk in own else nearer)) for person, reason in found]
    return found


def overdue():
    """Agreements that have waited for their seal too long."""
    return Agreement.objects.filter(state=AgreementState.SEALING, seal_used_at__lt=timezone.now() - ALARM_AFTER)
