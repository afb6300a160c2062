"""Setting the seal: every agreement in `sealing` is work to do, so nothing can be forgotten and nothing gives up."""

import logging
from datetime import timedelta

from django.utils import timezone

from cases import drafting, engine
from cases.models import Agreement
from cases.states import AgreementState
from documents import vault

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


def overdue():
    """Agreements that have waited for their seal too long."""
    return Agreement.objects.filter(state=AgreementState.SEALING, seal_used_at__lt=timezone.now() - ALARM_AFTER)
