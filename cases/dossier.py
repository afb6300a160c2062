"""The dossier of a case: which papers must be in it, which are there, what is missing (domain reference § 6)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cases.models.signature import SignatureRequest
from cases.states import CaseState, Outcome
from cases.workflow.requirements import sides_of
from documents.models import Document

Status = SignatureRequest.Status


@dataclass(frozen=True)
class Item:
    """One line of the checklist. state: done · todo · waiting · later; step: the step that makes it, if any."""

    code: str
    label: str
    state: str
    required: bool
    hint: str = ""
    step: str = ""
    documents: tuple = ()


def papers_of(case):
    """{kind: its papers in force, oldest first}, everything that was issued."""
    papers = {}
    for document in Document.objects.filter(dossier=case.uid, voided_at__isnull=True).order_by("issued_at", "pk"):
        papers.setdefault(document.paper, []).append(document)
    return papers


def checklist(case, papers=None):
    """The dossier in its fixed order, with what each item still needs (three queries, the two sides left out).

    papers: papers_of(case), where the caller has read them already
    """
    papers = papers_of(case) if papers is None else papers
    waiting = {}
    for request in case.signature_requests.filter(status__in=[Status.WAITING, Status.SHEET_ATTACHED]).select_related(
        "user"
    ):
        waiting.setdefault(request.document_id, []).append(request.user.name)
    evidence, proofs = _counts(case)
    return [
        _opening(case, papers, waiting),
        _paper(case, papers, waiting, "rights_notice", _("权利义务告知书"), later=_("调解员接下后发给双方")),
        _identities(case),
        *_if_any(case, papers, waiting, "legal_representative_certificate", _("法定代表人身份证明书")),
        *_if_any(case, papers, waiting, "power_of_attorney", _("授权委托书")),
        *_if_any(case, papers, waiting, "representatives_election", _("推选代表人决定书")),
        *_if_any(case, papers, waiting, "investigation_record", _("调查记录")),
        _evidence(evidence, papers.get("evidence_list", ())),
        _paper(
            case,
            papers,
            waiting,
            "mediation_record",
            _("调解记录"),
            step="record_session",
            required=case.outcome in ("", Outcome.SETTLED_WRITTEN, Outcome.FAILED),
            later=_("调解以后记"),
        ),
        _agreement(case, papers, waiting),
        _proofs(proofs, papers.get("performance_receipt", ())),
        _paper(
            case,
            papers,
            waiting,
            "follow_up_record",
            _("回访记录"),
            step="record_visit",
            required=False,
            later=_("协议生效后回访"),
        ),
        *_ending(case, papers, waiting),
    ]


def missing(case):
    """What the archive still waits for, by outcome; a case never accepted needs no dossier of its own."""
    if case.outcome in (Outcome.DECLINED, Outcome.WITHDRAWN, Outcome.REFUSED) and not case.mediator_id:
        return []
    return [item for item in checklist(case) if item.required and item.state != "done"]


def _paper(case, papers, waiting, code, label, *, step="", required=True, later=""):
    found = tuple(papers.get(code, ()))
    if not found:
        return Item(code, label, "later" if later else "todo", required, later, step)
    names = [name for document in found for name in waiting.get(document.pk, ())]
    if names:
        hint = _("等{names}签名").format(names="、".join(dict.fromkeys(names)))
        return Item(code, label, "waiting", required, hint, step, found)
    return Item(code, label, "done", required, "", step, found)


def _if_any(case, papers, waiting, code, label):
    """A line of its own for a paper that a dossier holds only where there was reason to make it (按需)."""
    return [_paper(case, papers, waiting, code, label, required=False)] if papers.get(code) else []


def _opening(case, papers, waiting):
    """申请书 or 受理登记表: one of the two is compulsory."""
    if case.source.by_application:
        return _paper(case, papers, waiting, "application", _("调解申请书"), later=_("交给主任时生成"))
    return _paper(
        case,
        papers,
        waiting,
        "intake_register",
        _("受理登记表"),
        step="record_consent",
        later=_("受理并且各方都同意后生成"),
    )


def _identities(case):
    unchecked = [row.party.name for row in sides_of(case) if row.party.identity_checked_at is None]
    label = _("当事人身份证明")
    if unchecked:
        return Item(
            "identity",
            label,
            "todo",
            True,
            _("还没有核对{names}的证件").format(names="、".join(unchecked)),
            "check_identity",
        )
    return Item("identity", label, "done", True, "", "check_identity")


def _counts(case):
    """How many items of evidence and how many proofs of performance there are."""
    proofs = "agreements__obligations__instalments__records"
    found = type(case).objects.filter(pk=case.pk).aggregate(
        evidence=Count("evidence", distinct=True),
        proofs=Count(proofs, filter=Q(**{f"{proofs}__proof__isnull": False}), distinct=True),
    )  # fmt: skip
    case.evidence_counted = found["evidence"]
    return found["evidence"], found["proofs"]


def _evidence(count, lists):
    label = _("证据材料（{count}件）").format(count=count) if count else _("证据材料")
    return Item(
        "evidence",
        label,
        "done" if count else "later",
        False,
        "" if count else _("有就加"),
        "add_evidence",
        tuple(lists),
    )


def _agreement(case, papers, waiting):
    written = [*papers.get("mediation_agreement", ()), *papers.get("supplement_agreement", ())]
    if papers.get("oral_agreement_register") and not written:
        return _paper(case, papers, waiting, "oral_agreement_register", _("口头协议登记表"))
    sealed = [document for document in written if document.facts.get("text_sha256")]
    required = case.outcome == Outcome.SETTLED_WRITTEN
    label = _("调解协议书")
    if sealed:
        return Item("mediation_agreement", label, "done", required, "", "", tuple(sealed))
    if written:
        return Item("mediation_agreement", label, "waiting", required, _("等签名和盖章"), "", tuple(written))
    return Item("mediation_agreement", label, "later", required, _("谈成后再写"))


def _proofs(count, receipts):
    count += len(receipts)
    label = _("履行凭证（{count}件）").format(count=count) if count else _("履行凭证")
    return Item(
        "performance_proof",
        label,
        "done" if count else "later",
        False,
        "" if count else _("有就加"),
        "",
        tuple(receipts),
    )


def _ending(case, papers, waiting):
    if case.state not in (CaseState.CLOSED, CaseState.ARCHIVED):
        return []
    notices = {
        Outcome.FAILED: ("termination_notice", _("终止调解通知书")),
        Outcome.DECLINED: ("non_acceptance_notice", _("不予受理告知书")),
    }
    if case.outcome not in notices:
        return []
    code, label = notices[case.outcome]
    return [
        _paper(case, papers, waiting, code, label, required=bool(papers.get(code)) or case.outcome == Outcome.FAILED)
    ]
