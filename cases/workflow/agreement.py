"""The machine of one agreement version: draft, freeze, sign, mediator's signature, seal; exits refused and voided."""

from django.utils.translation import gettext_lazy as _

from cases import drafting, signing
from cases.papers import agreement as papers
from cases.states import NEW, AgreementState
from cases.step import OFFICE, leads, step
from cases.workflow import requirements as must
from cases.workflow import signing_requirements as sign_must

A = AgreementState


@leads(lambda source: (A.SIGNING, A.ALL_SIGNED))
def all_signed_or_still_signing(agreement):
    """Signer status is derived: the state follows from what is still waiting."""
    return A.SIGNING if signing.waiting(agreement).exists() else A.ALL_SIGNED


def signatures_are_asked(agreement, facts, documents):
    """A frozen text is put to its signers at once, so nothing stays frozen and forgotten."""
    return [
        (agreement, "request_signatures", {"by_agent": facts.get("by_agent", ()), "recorder": facts.get("recorder")})
    ]


def talks_are_open_again(agreement, facts, documents):
    """A refusal to sign leads back to the table (workflow reference § 2, reopen_talks)."""
    return [(agreement.case, "reopen_talks", {"by": drafting.clock(), "reason": facts["reason"]})]


def case_takes_effect(agreement, facts, documents):
    """The sealed file is the last event that the law waits for."""
    return [(agreement.case, "take_effect", {"by": drafting.clock()})]


class Agreeing:
    """Steps of an agreement."""

    @step(
        source=NEW,
        target=A.DRAFT,
        button=_("写协议"),
        log=_("开始写第{version}版协议"),
        requires=[drafting.talks_are_on, drafting.no_other_draft_is_open],
        screen=False,
    )
    def draft_agreement(self, *, by, at, documents, main_facts="", responsibility="", clauses=()):
        """Begin a version; the clauses of the version before are taken over by the caller."""
        self.version = self.case.agreements.count() + 1
        self.main_facts, self.responsibility = main_facts, responsibility
        self.drafted_by, self.created_at = by, at
        return {"version": self.version}

    @step(
        source=A.DRAFT,
        target=None,
        button=_("写协议"),
        log=_("改协议，共{clauses}条"),
        audience=OFFICE,
        requires=[
            drafting.talks_are_on,
            drafting.this_is_the_text_that_was_shown,
            drafting.clauses_bind_the_people_here,
        ],
    )
    def edit_clauses(self, *, by, at, documents, main_facts, responsibility, clauses, edits):
        """Put the whole text anew: facts, responsibility, and the clauses as rows (one obligation a clause)."""
        drafting.replace_clauses(self, clauses)
        self.main_facts, self.responsibility = main_facts, responsibility
        self.edits += 1
        return {"clauses": len(clauses), "text_sha256": drafting.text_sha256(self)}

    @step(
        source=A.DRAFT,
        target=A.FROZEN,
        button=_("定稿"),
        log=_("协议第{version}版定稿"),
        then=signatures_are_asked,
        screen=False,
    )
    def freeze(self, *, by, at, documents, document, recorder=None, by_agent=()):
        """The bytes are fixed; whatever is signed from here is exactly them."""
        self.document, self.frozen_at = document, at
        return {"version": self.version, "document": document.pk, "sha256": document.sha256}

    @step(
        source=A.FROZEN,
        target=A.SIGNING,
        button=_("请大家签名"),
        log=_("请{count}位签名"),
        tells=["parties"],
        screen=False,
    )
    def request_signatures(self, *, by, at, documents, recorder=None, by_agent=()):
        """Ask everybody who must sign (人民调解法第29条), until the signing period ends."""
        signers = papers.signers(self.case, recorder=recorder, by_agent=by_agent)
        signing.ask(self.case, self.document, signers, at=at, agreement=self)
        self.signing_expires_on = drafting.signing_ends(self.case, at)
        return {"count": len(signers), "document": self.document_id}

    @step(
        source=A.SIGNING,
        target=all_signed_or_still_signing,
        button=_("在平板上签名"),
        log=_("{signer}在协议上签了名（平板）"),
        requires=[
            sign_must.it_is_a_signature_of_this_paper,
            sign_must.the_mandate_holds,
            sign_must.the_mediator_signs_last,
            sign_must.the_signing_period_runs,
            sign_must.it_waits_for_this_signature,
            sign_must.the_paper_may_be_signed_on_a_tablet,
            sign_must.somebody_saw_it_signed,
            sign_must.only_the_signer_signs_himself,
        ],
        tells=["mediator"],
        screen=False,
    )
    def sign(self, *, by, at, documents, request, sha256, strokes, pad=None, witness="", identity_checked=False):
        """One signer writes the name on the tablet at the counter."""
        signing.sign_on_tablet(
            request,
            by=by,
            sha256=sha256,
            strokes=strokes,
            pad=pad or {},
            witness=witness,
            identity_checked=identity_checked,
        )
        return {"signer": request.user_id, "document": request.document_id, "sha256": sha256}

    @step(
        source=(A.SIGNING, A.ALL_SIGNED),
        target=None,
        button=_("交签好的纸"),
        log=_("收到签好的协议扫描件"),
        requires=[
            sign_must.it_is_a_signature_of_this_paper,
            sign_must.the_mandate_holds,
            sign_must.the_signing_period_runs,
            sign_must.these_signatures_are_open,
        ],
        screen=False,
    )
    def attach_signed_sheet(self, *, by, at, documents, requests, upload):
        """The scan of the sheet signed and thumb-printed in ink."""
        stored = signing.attach_sheet(self.case, requests, upload, by=by)
        return {"document": requests[0].document_id, "sheet": stored.pk, "sha256": stored.sha256}

    @step(
        source=(A.SIGNING, A.ALL_SIGNED),
        target=all_signed_or_still_signing,
        button=_("核对签好的纸"),
        log=_("核对了协议的纸质签名"),
        requires=[sign_must.it_is_a_signature_of_this_paper, sign_must.a_second_person_compares],
        tells=["mediator"],
        screen=False,
    )
    def confirm_signed_sheet(self, *, by, at, documents, requests):
        """A second person compared the scan with the frozen text: the ink counts."""
        signing.confirm_sheet(requests, by=by, at=at)
        return {"document": requests[0].document_id, "signers": [request.user_id for request in requests]}

    @step(
        source=A.SIGNING,
        target=A.REFUSED,
        button=_("不同意签"),
        log=_("{signer}不同意签这份协议"),
        requires=[sign_must.it_is_a_signature_of_this_paper, sign_must.only_the_signer_signs_himself],
        tells=["mediator", "parties"],
        then=talks_are_open_again,
        screen=False,
    )
    def refuse_to_sign(self, *, by, at, documents, request, reason):
        """Anybody may refuse until the last signature is in (人民调解法第23条)."""
        signing.refuse(request, reason=reason)
        signing.void(self)
        drafting.void_document(self, reason=reason)
        self.ended_reason = reason[:200]
        return {"signer": request.user_id, "reason_sha256": drafting.digest(reason)}

    @step(
        source=A.ALL_SIGNED,
        target=A.MEDIATOR_SIGNED,
        button=_("调解员签名"),
        log=_("{mediator}作为调解员签了名"),
        requires=[
            must.everyone_signed,
            must.second_factor_is_fresh,
            drafting.the_mediator_may_use_the_tablet,
            drafting.the_mediators_name_is_written,
        ],
        tells=["heads"],
        hint=_("大家都签好了，最后由调解员签名，再请主任盖章。"),
    )
    def mediator_sign(self, *, by, at, documents, sha256, confirmed, strokes=None, pad=None):
        """The mediator signs last, having proved a moment ago that it is him; no strokes when his ink counts already."""
        drafting.sign_as_mediator(self, by=by, strokes=strokes, pad=pad or {}, sha256=sha256)
        self.mediator_signed_at = at
        return {"mediator": by.pk, "sha256": sha256}

    @step(
        source=A.MEDIATOR_SIGNED,
        target=A.SEALING,
        button=_("同意盖章"),
        log=_("{sealer}同意盖章"),
        requires=[must.a_seal_is_on_file, must.sealer_is_impartial, must.the_nearest_head_seals],
        hint=_("盖章后协议生效，双方都要照着做（人民调解法第29、31条）。"),
    )
    def seal(self, *, by, at, documents, reason=""):
        """The head lets the seal be set; the file itself is made by the worker, which never gives up."""
        self.seal_used_by, self.seal_used_at, self.seal_reason = by, at, reason
        return {"sealer": by.pk}

    @step(
        source=A.SEALING,
        target=A.SEALED,
        button=_("盖章"),
        log=_("协议已盖章"),
        papers=papers.sealed_agreement,
        then=case_takes_effect,
        screen=False,
    )
    def finish_sealing(self, *, by, at, documents):
        """The sealed file exists and was read back; only now the state moves."""
        self.sealed_document, self.sealed_at = documents["sealed_agreement"], at
        return {"sha256": self.sealed_document.sha256}

    @step(
        source=(A.DRAFT, A.FROZEN, A.SIGNING, A.ALL_SIGNED, A.MEDIATOR_SIGNED),
        target=A.VOIDED,
        button=_("作废这一版"),
        log=_("协议第{version}版作废，已有的签名一并作废"),
        audience=OFFICE,
        screen=False,
    )
    def void(self, *, by, at, documents, reason):
        """Any change of a frozen text makes it void with all its signatures."""
        signing.void(self)
        drafting.void_document(self, reason=reason)
        self.ended_reason = reason[:200]
        return {"version": self.version}

    @step(
        source=A.DRAFT,
        target=A.ORAL,
        button=_("记为口头协议"),
        log=_("口头协议第{version}版，内容已记录"),
        screen=False,
    )
    def record_orally(self, *, by, at, documents, document):
        """What was written down is what was agreed by word of mouth; the register is its paper."""
        self.document = document
        return {"version": self.version, "sha256": document.sha256}

    @step(
        source=(A.SEALED, A.ORAL),
        target=A.SUPERSEDED,
        button=_("由新协议代替"),
        log=_("第{version}版协议由新协议代替"),
        screen=False,
    )
    def supersede(self, *, by, at, documents):
        """A later agreement of the same parties took effect."""
        return {"version": self.version}
