"""Papers at the end: termination notice, receipt of money, record of a visit (F08), closing report."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import performance, regimes, signing
from cases.clauses import day, numeral
from cases.models.visit import Visit
from cases.money import capitals, figures
from cases.papers import people, practice
from cases.papers.agreement import agreement_number
from cases.papers.rendering import draft
from cases.states import Outcome
from cases.workflow.requirements import evidence_count, sides_of, spoken_for
from documents.models import Document
from documents.papers import closing_report as report_paper
from documents.papers import follow_up_record as visit_paper
from documents.papers import performance_receipt as receipt_paper
from documents.papers import termination_notice as notice_paper
from documents.papers.people import SignatureMark


def termination_notice(case, by, facts):
    """人民调解法第26条: ended without agreement, and the other ways told."""
    return [_notice(case, tuple(reason.name for reason in facts.get("reasons", ())), facts.get("text", ""))]


def termination_on_request(case, by, facts):
    """The same notice where a party ended it himself (人民调解法第23条)."""
    reason = _("{name}要求结束调解").format(name=facts["participation"].party.name)
    return [_notice(case, (reason,), "")] if case.number else []


def _notice(case, reasons, text):
    today = timezone.localdate()
    mediator = case.mediator or case.registered_by
    return draft(
        case,
        "termination_notice",
        notice_paper.Facts(
            body=case.organization.name,
            number=case.number,
            parties=people.parties_of(case, today),
            matter=case.dispute.title,
            reasons=reasons + ((text,) if text else ()),
            other_ways=tuple(str(way) for way in regimes.of(case).exits),
            terminated_on=today,
            mediators=(SignatureMark(role=_("人民调解员"), name=mediator.name),),
            seal=people.body_seal(case, used=True),
        ),
    )


def follow_up_record(case, by, facts):
    """F08."""
    findings = [
        (_("协议履行情况"), facts["performance"]),
        (_("当事人满意度"), str(Visit.Satisfaction(facts["satisfaction"]).label)),
        (_("是否起诉及结果"), facts.get("sued") or _("没有起诉")),
        (_("有无激化可能"), facts.get("remaining_danger") or _("没有")),
        (_("采取的措施"), facts.get("measures") or _("不需要")),
    ]
    return [
        draft(
            case,
            "follow_up_record",
            visit_paper.Facts(
                body=case.organization.name,
                parties=tuple(row.party.name for row in sides_of(case)),
                agreement_number=case.number,
                matter=case.dispute.title,
                visited=day(timezone.localdate(facts["at"])),
                findings=tuple(findings),
                visitors=(SignatureMark(role=_("回访人"), name=by.name),),
            ),
            version=case.visits.count() + 1,
        )
    ]


def ask_visitor(case, documents, by, at):
    """The visitor signs the record."""
    for document in documents.values():
        signing.ask(case, document, [people.staff_signer(by, "recorder")], at=at)


def receipt_when_reported(case, by, facts):
    """收条 for money that the mediator saw paid or that came in, as who got it says; a debtor's bare word makes none."""
    part = facts["instalment"]
    if part.amount is None or spoken_for(by) == part.obligation.obligor_id:
        return []
    rest = performance.left(part) - facts["amount"]
    return [_receipt(case, part, facts["amount"], facts.get("paid_by", ""), facts["happened_on"], rest)]


def receipt_when_confirmed(case, by, facts):
    """收条 for money that the debtor reported, once the other side says that it came in."""
    record = facts["record"]
    part = record.instalment
    if part.amount is None or spoken_for(record.recorded_by) != part.obligation.obligor_id:
        return []
    return [_receipt(case, part, record.amount, record.method, record.happened_on, performance.left(part))]


def _receipt(case, part, amount, way, paid_on, rest):
    obligation = part.obligation
    promise = _("第{clause}条").format(clause=numeral(obligation.position))
    if obligation.instalments.count() > 1:
        promise += _("第{ordinal}期").format(ordinal=numeral(part.position))
    if rest > 0:
        left = _("{promise}尚有人民币{figures}元没有付清。").format(promise=promise, figures=figures(rest))
    else:
        left = _("{promise}的款项已经付清。").format(promise=promise)
    ordinal = Document.objects.filter(dossier=case.uid, paper="performance_receipt").count() + 1
    payee = obligation.obligee.party.name
    return draft(
        case,
        "performance_receipt",
        receipt_paper.Facts(
            body=case.organization.name,
            number=agreement_number(case, obligation.agreement),
            payer=obligation.obligor.party.name,
            payee=payee,
            promise=promise,
            purpose=obligation.text or _("款项"),
            sum=_("人民币{figures}元（大写：{capitals}）").format(figures=figures(amount), capitals=capitals(amount)),
            way=str(obligation.Method(way).label) if way else "",
            rest=left,
            paid_on=paid_on,
            signature=SignatureMark(role=_("收款人"), name=payee),
        ),
        key=f"performance_receipt_{ordinal}",
    )


def ask_who_got_it(case, documents, instalment, at):
    """Whoever was paid signs that the money came in."""
    signers = [row for row in people.party_signers(case) if row["participation"] == instalment.obligation.obligee]
    for document in documents.values():
        signing.ask(case, document, signers, at=at)


def papers_of_the_end(case, by, facts):
    """结案报告表, and the evidence list where the last one does not hold everything (domain reference §§ 4.1, 4.2)."""
    listed = Document.objects.filter(dossier=case.uid, paper="evidence_list").order_by("pk").last()
    stale = listed is None or len(listed.facts["rows"]) != evidence_count(case)
    return [_closing_report(case, facts), *(practice.evidence_list(case, by, facts) if stale else ())]


def _closing_report(case, facts):
    on = timezone.localdate(facts["at"])
    agreement = performance.in_force(case)
    outcome = Outcome(performance.settled_as(agreement))
    result = [
        _("{day}达成协议，编号{number}。").format(
            day=day(case.agreed_on or case.effective_on), number=agreement_number(case, agreement)
        ),
        _("{outcome}，协议自{day}起生效。").format(outcome=outcome.label, day=day(case.effective_on)),
    ]
    return draft(
        case,
        "closing_report",
        report_paper.Facts(
            body=case.organization.name,
            number=case.number,
            parties=people.parties_of(case, on),
            matter=case.dispute.title,
            dispute_type=case.dispute_type.name,
            source=case.source.name,
            accepted_on=timezone.localdate(case.accepted_at),
            closed_on=on,
            summary=tuple(line.strip() for line in case.dispute.summary.splitlines() if line.strip()),
            result=tuple(result),
            kept=tuple(_kept(part) for part in performance.instalments(agreement)) or (_("协议没有约定期限。"),),
            remark=facts.get("text", ""),
            mediator=SignatureMark(role=_("承办人"), name=case.mediator.name),
            head=SignatureMark(role=_("负责人"), name=""),
        ),
    )


def _kept(part):
    """第一条：阿依古丽付2400元，2026年12月1日前：做到了。"""
    obligation = part.obligation
    what = (
        _("付{figures}元").format(figures=figures(part.amount))
        if part.amount is not None
        else obligation.text or str(obligation.get_kind_display())
    )
    done = _("做到了") if performance.is_done(part) else _("没有做到，已经告知权利")
    return _("第{clause}条：{who}{what}，{until}前：{done}。").format(
        clause=numeral(obligation.position),
        who=obligation.obligor.party.name,
        what=what,
        until=day(part.due_on),
        done=done,
    )


def ask_at_the_end(case, documents, by, at):
    """The mediator signs the report, whoever closed it the list; the parties are asked for nothing any more."""
    signers = {
        "closing_report": people.staff_signer(case.mediator, "mediator"),
        "evidence_list": people.staff_signer(by, "recorder"),
    }
    for key, document in documents.items():
        signing.ask(case, document, [signers[key]], at=at)
