"""The case's side of an agreement: freezing the text, going back to the table, taking effect."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import deadlines, drafting, performance, regimes
from cases.models.people import APPOINTED
from cases.papers import agreement as papers
from cases.states import IN_FORCE, AgreementState, CaseState
from cases.step import Closed, step
from cases.workflow import requirements as must

S = CaseState


def unsigned_power(mandate):
    """What has to be done before an agent with special powers may sign: his client has not signed them yet."""
    return _now("{name}的授权委托书还没有签，先请{client}签好，再由代理人签协议。").format(
        name=mandate.person.name, client=mandate.participation.party.name
    )


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


def older_ones_are_superseded(case, facts, documents):
    """From the effect of the newest agreement on an older one no longer binds; its paper stays what it was."""
    newest = case.agreements.order_by("version").last()
    older = case.agreements.filter(state__in=IN_FORCE).exclude(pk=newest.pk)
    return [(agreement, "supersede", {"by": drafting.clock()}) for agreement in older]


def the_law_lets_it_be_oral(case, by, facts):
    if regimes.of(case).oral:
        return None
    return Closed(_now("这类纠纷的协议要写成书面的。"))


def the_parties_need_no_paper(case, by, facts):
    """人民调解法第28条: oral where the parties think that no paper is needed."""
    if facts.get("need_no_paper", True):
        return None
    return Closed(_now("各方都说不用写书面协议，才能记为口头协议。"), _now("人民调解法第28条"))


def draft_is_what_was_agreed(case, facts, documents):
    """The clauses as written down are the oral agreement: promises are watched over like those of a paper."""
    draft = case.agreements.get(state=AgreementState.DRAFT)
    return [
        (draft, "record_orally", {"document": documents["oral_agreement_register"]}),
        *older_ones_are_superseded(case, facts, documents),
    ]


def whoever_signs_for_another_was_given_the_power(case, by, facts):
    """民法典第165、171条: what an agent signs binds his client only when the client has signed the power of attorney."""
    for row in facts.get("by_agent", ()):
        agents = [one for one in row.mandates.select_related("person") if one.in_force and one.kind in APPOINTED]
        if any(one.may_settle for one in agents):
            continue
        named = next((one for one in agents if one.special_powers), None)
        if named is not None:
            return Closed(unsigned_power(named), _now("民法典第165条"))
        return Closed(
            _now("{client}没有能代签协议的代理人，请由{client}自己签。").format(client=row.party.name),
            _now("民事诉讼法第62条"),
        )
    return None


def both_sides_want_to_talk_again(case, by, facts):
    if facts.get("both_agree", True):
        return None
    return Closed(_now("要各方都愿意，才能重新商量；一方不愿意的，可以起诉。"), _now("民法典第543条"))


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
            whoever_signs_for_another_was_given_the_power,
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
        requires=[drafting.this_text_is_not_sealed],
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
        then=older_ones_are_superseded,
        screen=False,
    )
    def take_effect(self, *, by, at, documents):
        """人民调解法第29条: effective on the day of the last of signatures, mediator's signature and seal."""
        agreement = self.agreements.filter(state=AgreementState.SEALED).order_by("version").last()
        self.agreed_on = drafting.agreed_on(agreement)
        self.effective_on = drafting.effective_on(agreement)
        deadlines.leave(self)
        # 人民调解法第33条、民事诉讼法第205条: a joint application within 30 days from effect.
        deadlines.start(self, deadlines.CONFIRMATION, on=self.effective_on, owner="party")
        performance.carry_over(self, agreement)
        performance.watch_next(self, agreement)
        deadlines.start(self, deadlines.VISIT, on=self.effective_on, owner="mediator")
        until = self.deadlines.get(code=deadlines.CONFIRMATION, status="running").ends_on
        return {"effective_on": self.effective_on, "confirmation_until": until}

    @step(
        source=S.MEDIATING,
        target=S.EFFECTIVE,
        button=_("记为口头协议"),
        log=_("达成口头协议，当天生效"),
        requires=[
            must.each_side_consents,
            must.the_mediator_has_declared,
            the_law_lets_it_be_oral,
            must.clauses_are_ready,
            the_parties_need_no_paper,
        ],
        tells=["parties", "heads", "registrar"],
        papers=papers.oral_register,
        then=draft_is_what_was_agreed,
        hint=_("各方都认为不用写书面协议的，由调解员记下内容，达成时就生效（人民调解法第28、30条）。"),
    )
    def record_oral_agreement(
        self, *, by, at, documents, need_no_paper, read_aloud=False, witness="", interpreter="", place="", recorder=None
    ):
        """人民调解法第30条: effective when it is reached; the register says how it was read and who was there."""
        draft = self.agreements.get(state=AgreementState.DRAFT)
        self.agreed_on = self.effective_on = deadlines.local_date(at)
        deadlines.leave(self)
        performance.carry_over(self, draft)
        performance.watch_next(self, draft)
        deadlines.start(self, deadlines.VISIT, on=self.effective_on, owner="mediator")
        papers.ask_for_the_register(self, documents, at, recorder)
        return {"effective_on": self.effective_on, "read_aloud": read_aloud}

    @step(
        source=S.EFFECTIVE,
        target=S.MEDIATING,
        button=_("重新商量"),
        log=_("各方愿意重新商量，原协议在新协议生效前照旧有效"),
        requires=[both_sides_want_to_talk_again, drafting.nothing_is_being_sealed],
        tells=["parties", "mediator"],
        hint=_("原协议在新协议生效以前一直有效；谈不成就照原协议做。"),
    )
    def renegotiate(self, *, by, at, documents, both_agree, reason):
        """民法典第543条: who agreed may agree to change it, content or performance; the old agreement stands until the new one binds."""
        deadlines.start(self, regimes.of(self).term, on=deadlines.local_date(at), owner="mediator")
        return {"reason_sha256": drafting.digest(reason)}

    @step(
        source=S.MEDIATING,
        target=S.EFFECTIVE,
        button=_("谈不成，照原协议做"),
        log=_("没有谈成新的，照原协议做"),
        requires=[drafting.an_older_agreement_binds],
        tells=["parties"],
        then=drafting.unfinished_is_void,
    )
    def keep_agreement(self, *, by, at, documents, text=""):
        """A renegotiation that came to nothing: the agreement in force goes on as it was."""
        deadlines.meet(self, regimes.of(self).term)
        agreement = performance.in_force(self)
        performance.watch_next(self, agreement)
        deadlines.keep_one(self, deadlines.CLOSE, on=deadlines.local_date(at), owner="mediator")
        return {"text_sha256": drafting.digest(text)}
