"""The case's side of an agreement: freezing the text, going back to the table, taking effect."""

from django.utils.translation import gettext_lazy as _

from cases import deadlines, drafting, performance
from cases.papers import agreement as papers
from cases.states import AgreementState, CaseState
from cases.step import step
from cases.workflow import requirements as must

S = CaseState


def agreement_is_frozen(case, facts, documents):
    """The agreement's own machine moves with the case, in the same transaction."""
    draft = case.agreements.get(state=AgreementState.DRAFT)
    return [
        (
            draft,
            "freeze",
            {
                "document": documents["mediation_agreement"],
                "recorder": facts.get("recorder"),
                "by_agent": facts.get("by_agent", ()),
            },
        )
    ]


class Settling:
    """From the table to an agreement that binds."""

    @step(
        source=S.MEDIATING,
        target=S.AGREEING,
        button=_("定稿，请大家签名"),
        log=_("协议定稿，编号{number}"),
        requires=[
            must.each_side_consents,
            must.the_mediator_has_declared,
            must.clauses_are_ready,
            drafting.recorder_is_somebody_else,
        ],
        tells=["parties"],
        papers=papers.frozen_agreement,
        then=agreement_is_frozen,
        hint=_("定稿后一个字都不能改；要改就作废这一版，签名一起作废。"),
    )
    def freeze_agreement(self, *, by, at, documents, recorder=None, by_agent=()):
        """The clause check passed and the fonts can draw every character: the text is frozen."""
        deadlines.start(self, deadlines.SIGNING, on=deadlines.local_date(at), owner="mediator")
        return {"number": self.number, "sha256": documents["mediation_agreement"].sha256}

    @step(
        source=S.AGREEING,
        target=S.MEDIATING,
        button=_("再谈谈，这一版作废"),
        log=_("重新商谈，这一版协议作废"),
        requires=[drafting.nothing_binds_yet],
        tells=["parties"],
        then=drafting.unfinished_is_void,
    )
    def reopen_talks(self, *, by, at, documents, reason):
        """Back to the table: a wish to change the text, a refusal to sign, an expired signing period."""
        deadlines.meet(self, deadlines.SIGNING)
        return {"reason_sha256": drafting.digest(reason)}

    @step(
        source=S.AGREEING,
        target=S.EFFECTIVE,
        button=_("生效"),
        log=_("协议生效，{confirmation_until}前双方可以一起申请司法确认"),
        requires=[must.the_agreement_is_sealed],
        tells=["parties", "mediator", "registrar"],
        screen=False,
    )
    def take_effect(self, *, by, at, documents):
        """人民调解法第29条: effective on the day of the last of signatures, mediator's signature and seal."""
        agreement = self.agreements.get(state=AgreementState.SEALED)
        self.agreed_on = drafting.agreed_on(agreement)
        self.effective_on = drafting.effective_on(agreement)
        deadlines.leave(self)
        # 人民调解法第33条、民事诉讼法第205条: a joint application within 30 days from effect.
        deadlines.start(self, deadlines.CONFIRMATION, on=self.effective_on, owner="party")
        performance.watch_next(self, agreement)
        deadlines.start(self, deadlines.VISIT, on=self.effective_on, owner="mediator")
        until = self.deadlines.get(code=deadlines.CONFIRMATION, status="running").ends_on
        return {"effective_on": self.effective_on, "confirmation_until": until}
