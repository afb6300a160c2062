"""Papers at the end: termination notice, record of a visit (F08)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import regimes, signing
from cases.clauses import day
from cases.models.visit import Visit
from cases.papers import people
from cases.papers.rendering import draft
from cases.workflow.requirements import sides_of
from documents.papers import follow_up_record as visit_paper
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
