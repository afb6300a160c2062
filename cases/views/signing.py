"""How far the signatures on one paper have come, and where each of them is made."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from cases import places
from cases.getting import get_case, get_document, may
from cases.models import SignatureRequest
from cases.states import AgreementState
from cases.views.sealing import fragment

Status = SignatureRequest.Status
OPEN = (AgreementState.SIGNING, AgreementState.ALL_SIGNED)


@staff_only
@require_safe
def progress(request, uid, document):
    """Who has signed this paper, how, who waits, and the ways to go on."""
    case = get_case(request.user, uid, look="view_full_case")
    paper = get_document(case, document)
    agreement = places.agreement_on(case, paper)
    requests = places.of(agreement.document if agreement is not None else paper)
    lines = places.lines(case, requests, agreement, request.user)
    open_now = agreement is None or agreement.state in OPEN
    waiting = [row for row in requests if row.status == Status.WAITING]
    attached = [row for row in requests if row.status == Status.SHEET_ATTACHED]
    suffix = "signed_sheet" if agreement is not None else "paper_sheet"
    return render(
        request,
        "cases/signing/progress.html",
        {
            "case": case,
            "paper": paper,
            "agreement": agreement,
            "lines": lines,
            "signed": sum(row.status == Status.SIGNED for row in requests),
            "total": len(requests),
            "open_now": open_now,
            "tablet_closed": case.dispute_type.ink_only and bool(waiting),
            "may_print": open_now and bool(waiting or attached) and may(case, f"attach_{suffix}"),
            "may_confirm": open_now and bool(attached) and may(case, f"confirm_{suffix}"),
            "may_reopen": agreement is not None and case.state == "agreeing" and may(case, "reopen_talks"),
            "may_seal": may(case, "seal"),
            "my_turn": case.mediator_id == request.user.pk and may(case, "mediator_sign"),
            **(fragment(case, agreement) if agreement is not None else {}),
        },
    )
