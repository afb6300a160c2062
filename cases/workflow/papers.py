"""Steps that sign the papers other than the agreement: on the tablet, or in ink with scan and a second person."""

from django.utils.translation import gettext_lazy as _

from cases import filing, signing
from cases.states import CaseState
from cases.step import step
from cases.workflow import signing_requirements as must

S = CaseState
WHILE = (S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE, S.CLOSED)


class SignedPapers:
    """The same mechanism as the agreement's, for every paper that is signed."""

    @step(
        source=WHILE,
        target=None,
        button=_("在平板上签文书"),
        log=_("{signer}在{document}上签了名"),
        requires=[
            must.it_is_a_signature_of_this_paper,
            must.the_mandate_holds,
            must.it_waits_for_this_signature,
            must.the_paper_may_be_signed_on_a_tablet,
            must.somebody_saw_it_signed,
            must.only_the_signer_signs_himself,
        ],
        screen=False,
    )
    def sign_paper(self, *, by, at, documents, request, sha256, strokes, pad=None, witness="", identity_checked=False):
        """One person writes the name on the tablet at the counter."""
        signing.sign_on_tablet(
            request,
            by=by,
            sha256=sha256,
            strokes=strokes,
            pad=pad or {},
            witness=witness,
            identity_checked=identity_checked,
        )
        filing.authorise([request])
        return {"signer": request.user_id, "document": request.document_id, "sha256": sha256}

    @step(
        source=WHILE,
        target=None,
        button=_("交签好的纸"),
        log=_("收到签好的{document}扫描件"),
        requires=[must.it_is_a_signature_of_this_paper, must.the_mandate_holds, must.these_signatures_are_open],
        screen=False,
    )
    def attach_paper_sheet(self, *, by, at, documents, requests, upload):
        """The scan of a sheet signed in ink, for everybody who signed on it."""
        stored = signing.attach_sheet(self, requests, upload, by=by)
        return {"document": requests[0].document_id, "sheet": stored.pk, "sha256": stored.sha256}

    @step(
        source=WHILE,
        target=None,
        button=_("核对签好的纸"),
        log=_("核对了{document}的纸质签名"),
        requires=[must.it_is_a_signature_of_this_paper, must.a_second_person_compares],
        screen=False,
    )
    def confirm_paper_sheet(self, *, by, at, documents, requests):
        """A second person compared the sheet with the paper (纸上签名 counts from here)."""
        signing.confirm_sheet(requests, by=by, at=at)
        filing.authorise(requests)
        return {"document": requests[0].document_id, "signers": [request.user_id for request in requests]}
