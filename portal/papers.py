"""Which papers of a case a party is given: an allow-list, so that nothing else of a dossier can reach the window."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cases import titles
from cases.models import Agreement, SignatureRequest
from cases.states import AgreementState as A
from documents.models import Document

# What every party is given besides the agreement: register, notice, the records both sides sign, receipts, the end (人民调解法第26条).
EVERYBODYS = ("intake_register", "rights_notice", "mediation_notice", "mediation_record", "extension_consent")
EVERYBODYS += ("termination_notice", "non_acceptance_notice", "performance_receipt")
APPLICANTS = ("application",)
# Only who is asked to sign it: what one side was asked is not the other's to read.
SIGNERS = ("investigation_record", "evidence_list", "service_receipt", "power_of_attorney")
SIGNERS += ("legal_representative_certificate", "representatives_election")
# A draft is the mediator's; a refused or void text is nobody's.
PUT_TO_THE_PARTIES = (A.SIGNING, A.ALL_SIGNED, A.MEDIATOR_SIGNED, A.SEALING, A.SEALED, A.ORAL)
Status = SignatureRequest.Status
STILL_OPEN = (Status.WAITING, Status.SHEET_ATTACHED)


@dataclass(frozen=True)
class Paper:
    """One line of the list. word and tone: what stands beside the title."""

    document: Document
    word: str
    tone: str

    @property
    def title(self):
        """What it is called in the language of the page."""
        return titles.of_paper(self.document.title)

    @property
    def kilobytes(self):
        """Its size in KB, at least 1."""
        return max(self.document.size // 1024, 1)


def agreement_of(case):
    """The newest version that was put to the parties and still stands, or None."""
    return Agreement.objects.filter(case=case, state__in=PUT_TO_THE_PARTIES).order_by("-version").first()


def given(case, person, agreement):
    """The papers in force that this person may take, newest first; of the agreement the sealed copy once there is one."""
    codes = EVERYBODYS + (APPLICANTS if person.applied else ())
    agreed = (agreement.sealed_document_id or agreement.document_id) if agreement else None
    asked = SignatureRequest.objects.filter(case=case, user=person.user).values("document")
    own = Q(paper__in=SIGNERS, pk__in=asked)
    return list(
        Document.objects.filter(Q(paper__in=codes) | Q(pk=agreed) | own, dossier=case.uid, voided_at=None)
        .defer("facts")
        .order_by("-issued_at", "-pk")
    )


def shown(documents, agreement, waiting):
    """Lines for the page. agreement: the version being signed or sealed; waiting: the person's own open requests."""
    open_ones = {request.document_id: request for request in waiting}
    return [Paper(document, *_word(document, agreement, open_ones.get(document.pk))) for document in documents]


def _word(document, agreement, request):
    if request is not None:
        return (_("等您签名"), "warn") if request.status == Status.WAITING else (_("签名等核对"), "info")
    if agreement is not None and document.pk == agreement.sealed_document_id:
        return _("已盖章"), "ok"
    if agreement is not None and document.pk == agreement.document_id and agreement.state == A.ORAL:
        return _("已生效"), "ok"
    if agreement is not None and document.pk == agreement.document_id:
        return _("还没有盖章"), "info"
    return "", ""


def waiting_for(case, person):
    """The signatures of this very person that are not complete, with their papers."""
    return list(
        SignatureRequest.objects.filter(case=case, user=person.user, status__in=STILL_OPEN)
        .select_related("document")
        .order_by("pk")
    )


def file_name(document):
    """人民调解协议书 三吉新港人调字〔2026〕第0012号.pdf"""
    return f"{document.title} {document.number}".strip() + ".pdf"
