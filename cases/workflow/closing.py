"""Steps at the end of the road: performance, visits, ending without agreement, closing, archiving."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import deadlines, drafting, errands, filing, performance
from cases.papers import closing as papers
from cases.states import OPEN, CaseState, Outcome
from cases.step import OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState


def instalment_belongs_here(case, by, facts):
    instalment = facts.get("instalment")
    if instalment is None or instalment.obligation.agreement.case_id == case.pk:
        return None
    return Closed(_now("这一条不是本案协议里的，请重新选。"))


def amount_fits_the_instalment(case, by, facts):
    """A payment is positive and the parts never add up to more than was promised."""
    instalment, amount = facts.get("instalment"), facts.get("amount")
    if instalment is None or instalment.amount is None or facts.get("kind") == "breach":
        return None
    if amount is None or amount <= 0:
        return Closed(_now("请写上收到多少元。"))
    left = performance.left(instalment)
    if amount > left:
        return Closed(_now("这一期只剩{left}元没付，请核对金额。").format(left=performance.figures(left)))
    if facts.get("kind") == "done" and amount < left:
        return Closed(
            _now("这一期还差{left}元，全付清才算做到；只付了一部分请选“做了一部分”。").format(
                left=performance.figures(left)
            )
        )
    return None


def it_is_ones_own_promise(case, by, facts):
    """A party reports what it owes or is owed; what others promised each other is theirs to report."""
    mine, instalment = must.spoken_for(by), facts.get("instalment")
    if mine is None or instalment is None:
        return None
    obligation = instalment.obligation
    if mine in (obligation.obligor_id, obligation.obligee_id):
        return None
    return Closed(_now("这一条和您这一方没有关系，请重新选。"))


def only_who_is_owed_reports_a_breach(case, by, facts):
    """Whether a promise to somebody was broken is that somebody's word, or the mediator's."""
    mine, instalment = must.spoken_for(by), facts.get("instalment")
    if mine is None or instalment is None or mine == instalment.obligation.obligee_id:
        return None
    return Closed(_now("没有收到、没有做到，由该收的一方来报。"))


def it_fell_due(case, by, facts):
    """A party reports a breach once the day has passed; an earlier express refusal is the mediator's to hear (民法典第578条)."""
    instalment = facts.get("instalment")
    if instalment is None or must.spoken_for(by) is None or instalment.due_on < timezone.localdate():
        return None
    if performance.bare_words(instalment):
        return None  # the other side says it is done: that can be denied at once
    return Closed(_now("还没有过期限，请等到那天以后再报；对方明说不做的，请告诉调解员。"))


def the_other_side_confirms(case, by, facts):
    """Whoever reported a performance does not confirm it himself, nor does somebody of the same side."""
    record = facts.get("record")
    if record is None:
        return None
    obligation = record.instalment.obligation
    if obligation.agreement.case_id != case.pk:
        return Closed(_now("这一条不是本案的，请重新选。"))
    if record.confirmed_at:
        return Closed(_now("已经确认过了。"))
    mine = must.spoken_for(by)
    if mine is not None and mine not in (obligation.obligor_id, obligation.obligee_id):
        return Closed(_now("这一条和您这一方没有关系，请重新选。"))
    same_side = mine is not None and mine == must.spoken_for(record.recorded_by)
    if same_side or record.recorded_by_id == by.pk:
        return Closed(_now("是您自己这一方报的，要由对方或调解员确认。"))
    return None


def a_promise_is_overdue(case, by, facts):
    overdue = case.deadlines.filter(
        code=deadlines.PERFORMANCE, status="running", acted_on__isnull=True, ends_on__lt=timezone.localdate()
    )
    return None if overdue.exists() else Closed(_now("没有到期还没做的约定。"))


def rights_were_told(case, by, facts):
    if facts.get("rights_told", True):
        return None
    return Closed(
        _now("请先告知权利：可以请调委会督促，可以一起申请司法确认，也可以起诉。"), _now("人民调解法第31至33条")
    )


def what_is_unfinished_ends(case, facts, documents):
    """Nested steps: a text on its way is void, and nobody goes on an errand any more."""
    return [
        *drafting.unfinished_is_void(case, facts, documents),
        *errands.over_with_the_case(case, facts, documents),
    ]


class Closing:
    """The end of the road."""

    @step(
        source=S.EFFECTIVE,
        target=None,
        button=_("记履行情况"),
        log=_("履行情况：第{clause}条，{kind}"),
        requires=[instalment_belongs_here, it_is_ones_own_promise, amount_fits_the_instalment],
        tells=["mediator"],
        papers=papers.receipt_when_reported,
    )
    def record_performance(
        self, *, by, at, documents, instalment, kind, happened_on, amount=None, paid_by="", note="", upload=None
    ):
        """One side or the mediator says what was done on one due date (人民调解法第31条)."""
        record = performance.record(
            self,
            instalment,
            by=by,
            kind=kind,
            happened_on=happened_on,
            amount=amount,
            method=paid_by,
            note=note,
            upload=upload,
        )
        papers.ask_who_got_it(self, documents, instalment, at)
        performance.watch_next(self, instalment.obligation.agreement)
        deadlines.keep_one(self, deadlines.CLOSE, on=timezone.localdate(at), owner="mediator")
        return {
            "instalment": instalment.pk,
            "clause": instalment.obligation.position,
            "kind": kind,
            "record": record.pk,
        }

    @step(
        source=S.EFFECTIVE,
        target=None,
        button=_("确认收到"),
        log=_("确认了第{clause}条的履行情况"),
        requires=[the_other_side_confirms],
        papers=papers.receipt_when_confirmed,
    )
    def confirm_performance(self, *, by, at, documents, record):
        """The other side's word on a reported performance."""
        record.confirmed_by, record.confirmed_at = by, timezone.now()
        record.save(update_fields=["confirmed_by", "confirmed_at"])
        papers.ask_who_got_it(self, documents, record.instalment, at)
        return {"record": record.pk, "clause": record.instalment.obligation.position}

    @step(
        source=S.EFFECTIVE,
        target=None,
        button=_("对方没有做到"),
        log=_("第{clause}条没有做到，已告知可以督促、申请司法确认或起诉"),
        requires=[instalment_belongs_here, only_who_is_owed_reports_a_breach, it_fell_due, rights_were_told],
        tells=["mediator", "parties"],
    )
    def report_breach(self, *, by, at, documents, instalment, happened_on, note="", rights_told=False):
        """A breach on record, with the rights told before the confirmation window closes."""
        record = performance.record(
            self,
            instalment,
            by=by,
            kind="breach",
            happened_on=happened_on,
            amount=None,
            method="",
            note=note,
            upload=None,
        )
        performance.watch_next(self, instalment.obligation.agreement)
        deadlines.keep_one(self, deadlines.CLOSE, on=timezone.localdate(at), owner="mediator")
        return {"instalment": instalment.pk, "clause": instalment.obligation.position, "record": record.pk}

    @step(
        source=S.EFFECTIVE,
        target=None,
        button=_("到期催促"),
        log=_("约定的一件事到期了，系统提醒了各方"),
        requires=[a_promise_is_overdue],
        tells=["parties"],
        screen=False,
    )
    def urge_performance(self, *, by, at, documents):
        """人民调解法第31条: the committee urges performance; each due date once."""
        today = timezone.localdate(at)
        self.deadlines.filter(code=deadlines.PERFORMANCE, status="running").update(acted_on=today)

    @step(
        source=S.EFFECTIVE,
        target=None,
        button=_("司法确认期限已过"),
        log=_("一起申请司法确认的期限过了，协议仍然有效，不履行可以起诉"),
        tells=["parties"],
        screen=False,
    )
    def lapse_confirmation(self, *, by, at, documents):
        """人民调解法第33条: within 30 days from effect; afterwards the agreement binds and may be sued on."""
        deadlines.lapse(self, deadlines.CONFIRMATION)
        deadlines.keep_one(self, deadlines.CLOSE, on=timezone.localdate(at), owner="mediator")

    @step(
        source=(S.EFFECTIVE, S.CLOSED),
        target=None,
        button=_("记回访"),
        log=_("回访：{satisfaction}"),
        papers=papers.follow_up_record,
    )
    def record_visit(self, *, by, at, documents, performance, satisfaction, sued="", remaining_danger="", measures=""):
        """回访: is it kept, are they content, does any danger remain (F08)."""
        visit = self.visits.create(
            visited_at=at,
            performance=performance,
            satisfaction=satisfaction,
            sued=sued,
            remaining_danger=remaining_danger,
            measures=measures,
            visited_by=by,
            entered_at=timezone.now(),
        )
        deadlines.meet(self, deadlines.VISIT)
        if self.state == S.EFFECTIVE:
            deadlines.keep_one(self, deadlines.CLOSE, on=timezone.localdate(at), owner="mediator")
        papers.ask_visitor(self, documents, by, at)
        return {"visit": visit.pk, "satisfaction": satisfaction}

    @step(
        source=OPEN,
        target=S.CLOSED,
        button=_("谈不成，结束调解"),
        log=_("终止调解：{reasons}"),
        requires=[must.a_reason_is_given, drafting.nothing_binds_yet, must.a_mediator_is_assigned],
        tells=["parties", "registrar"],
        papers=papers.termination_notice,
        then=what_is_unfinished_ends,
        hint=_("结束后会给双方终止通知，写明还可以起诉、仲裁等办法（人民调解法第26条）。"),
    )
    def terminate(self, *, by, at, documents, reasons, text=""):
        """人民调解法第26条: end without agreement, tell the other ways."""
        filing.close(self, Outcome.FAILED, at=at, reasons=reasons, text=text)
        return {"reasons": [reason.pk for reason in reasons], "text_sha256": filing.digest(text)}

    @step(
        source=OPEN,
        target=S.CLOSED,
        button=_("撤回申请"),
        log=_("撤回申请：{reasons}"),
        requires=[must.a_reason_is_given, must.only_an_applicant_withdraws, drafting.nothing_binds_yet],
        tells=["parties", "mediator", "heads"],
        then=what_is_unfinished_ends,
    )
    def withdraw(self, *, by, at, documents, reasons, text=""):
        """The applicant takes the application back, or the two have settled by themselves."""
        filing.close(self, Outcome.WITHDRAWN, at=at, reasons=reasons, text=text)
        return {"reasons": [reason.pk for reason in reasons], "text_sha256": filing.digest(text)}

    @step(
        source=OPEN,
        target=S.CLOSED,
        button=_("不想调解了，结束"),
        log=_("{participation}要求结束调解"),
        requires=[must.it_is_one_of_its_people, must.only_for_oneself, drafting.nothing_binds_yet],
        tells=["parties", "mediator", "heads"],
        papers=papers.termination_on_request,
        then=what_is_unfinished_ends,
    )
    def end_mediation(self, *, by, at, documents, participation, text=""):
        """Any party may end it at any time (人民调解法第3、23条) and is told where else to go."""
        filing.close(self, Outcome.FAILED, at=at, text=text)
        return {"participation": participation.pk, "text_sha256": filing.digest(text)}

    @step(
        source=S.EFFECTIVE,
        target=S.CLOSED,
        button=_("结案"),
        log=_("结案：{outcome}"),
        requires=[must.promises_are_kept_or_rights_are_told],
        tells=["parties", "registrar"],
        papers=papers.papers_of_the_end,
        then=errands.over_with_the_case,
    )
    def close(self, *, by, at, documents, text=""):
        """Everything promised is done, or the breach is on record and the rights are told."""
        outcome = performance.settled_as(performance.in_force(self))
        filing.close(self, outcome, at=at, text=text)
        papers.ask_at_the_end(self, documents, by, at)
        return {"outcome": outcome}

    @step(
        source=S.CLOSED,
        target=S.ARCHIVED,
        button=_("归档"),
        log=_("归档，保管期限{retention}"),
        audience=OFFICE,
        requires=[must.the_dossier_is_complete, must.every_danger_has_an_answer, must.filer_and_checker_differ],
        then=errands.over_with_the_case,
    )
    def archive(self, *, by, at, documents, checked_by):
        """人民调解法第27条: the file is complete, one person filed it, another checked it."""
        self.filed_by, self.checked_by = by, checked_by
        self.archived_on = deadlines.local_date(at)
        self.retention = filing.retention(self)
        deadlines.leave(self)
        return {"retention": self.retention, "checked_by": checked_by.pk}
