"""Papers that the practice of a room adds: investigations (F03), promises, evidence lists (F04), service receipts."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import signing
from cases.clauses import day
from cases.models.practice import InvitedPerson, Service
from cases.papers import people
from cases.papers.rendering import draft
from documents.models import Document
from documents.papers import confidentiality_promise as promise_paper
from documents.papers import evidence_list as list_paper
from documents.papers import investigation_record as investigation_paper
from documents.papers import service_receipt as receipt_paper
from documents.papers.people import SignatureMark


def moment(at):
    """A day and an hour in words: 2026年11月20日10:00."""
    start = timezone.localtime(at)
    return f"{day(start.date())}{start:%H:%M}"


def investigation_record(case, by, facts):
    """F03, one each time somebody was asked about the facts."""
    asked, others = facts.get("participation"), facts.get("others", ())
    party = [(asked.get_side_display(), asked.party.name)] if asked is not None else []
    recorder = facts.get("recorder") or by
    ordinal = case.investigations.count() + 1
    role = _("被调查人")
    return [
        draft(
            case,
            "investigation_record",
            investigation_paper.Facts(
                body=case.organization.name,
                number=case.number,
                ordinal=ordinal,
                held=moment(facts["at"]),
                place=facts["place"],
                attendees=tuple(facts.get("attendees", ())),
                asked=(*(f"{name}（{side}）" for side, name in party), *others),
                paragraphs=tuple(line.strip() for line in facts["record"].splitlines() if line.strip()),
                asked_signatures=tuple(
                    SignatureMark(role=role, name=name) for name in (*(name for _side, name in party), *others)
                ),
                investigators=(SignatureMark(role=_("调查人"), name=case.mediator.name),),
                recorder=SignatureMark(role=_("记录人"), name=recorder.name),
                dated=timezone.localdate(facts["at"]),
            ),
            key=f"investigation_record_{ordinal}",
        )
    ]


def ask_about_the_investigation(case, documents, at, *, participation, recorder):
    """A party who was asked signs, and who asked and wrote; anybody else signs by hand in the place left for it."""
    asked = [row for row in people.party_signers(case) if row["participation"] == participation]
    signers = [*asked, people.staff_signer(case.mediator, "mediator")]
    if recorder != case.mediator:
        signers.append(people.staff_signer(recorder, "recorder"))
    for document in documents.values():
        signing.ask(case, document, signers, at=at)


def confidentiality_promise(case, by, facts):
    """参加调解保密承诺书 for the hand of somebody who was invited."""
    ordinal = case.invited_people.count() + 1
    today = timezone.localdate(facts["at"])
    return [
        draft(
            case,
            "confidentiality_promise",
            promise_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                parties=people.parties_of(case, today),
                name=facts["name"],
                capacity=str(InvitedPerson.Capacity(facts["capacity"]).label),
                tie=facts.get("tie", ""),
                signature=SignatureMark(role=_("承诺人"), name=facts["name"]),
                mediator=SignatureMark(role=_("人民调解员"), name=case.mediator.name),
                dated=today,
            ),
            key=f"confidentiality_promise_{ordinal}",
        )
    ]


def ask_for_the_promise(case, documents, at):
    """The mediator signs beside the promise, so that its scan finds its way into the dossier."""
    for document in documents.values():
        signing.ask(case, document, [people.staff_signer(case.mediator, "mediator")], at=at)


def evidence_list(case, by, facts):
    """F04, as the evidence stands now; nothing where there is none."""
    found = list(case.evidence.select_related("given_by__party", "added_by"))
    if not found:
        return []
    givers = {row.given_by.pk: row.given_by.party.name for row in found if row.given_by_id}
    return [
        draft(
            case,
            "evidence_list",
            list_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                rows=tuple(_item(row) for row in found),
                givers=tuple(SignatureMark(role=_("提供人"), name=name) for name in givers.values()),
                lister=SignatureMark(role=_("整理人"), name=by.name),
                dated=timezone.localdate(facts["at"]),
            ),
            version=Document.objects.filter(dossier=case.uid, paper="evidence_list").count() + 1,
        )
    ]


def _item(row):
    return list_paper.Row(
        name=row.name,
        given_by=row.given_by.party.name if row.given_by_id else row.added_by.name,
        original=_("复印件，已核对原件") if row.original_seen else _("复印件"),
        shows=row.shows,
        received_on=timezone.localdate(row.added_at),
    )


def ask_who_gave_it(case, documents, by, at):
    """Each side signs for what it handed in, and whoever made the list."""
    gave = set(case.evidence.exclude(given_by=None).values_list("given_by", flat=True))
    signers = [row for row in people.party_signers(case) if row["participation"].pk in gave]
    for document in documents.values():
        signing.ask(case, document, [*signers, people.staff_signer(by, "recorder")], at=at)


def service_receipt(case, by, facts):
    """送达回证, with a place for the hand of whoever took the paper or saw it left."""
    name, way = facts["participation"].party.name, Service.Way(facts["way"])
    receiver, witness, reference = facts.get("receiver", ""), facts.get("witness", ""), facts.get("reference", "")
    remarks = [
        (receiver, _("由{name}代收。").format(name=receiver)),
        (witness, _("在场见证人：{name}。").format(name=witness)),
        (reference, _("邮件号码：{number}。").format(number=reference)),
    ]
    receivers = [SignatureMark(role=_("收件人"), name=receiver or name)] if way in Service.SIGNED_FOR else []
    receivers += [SignatureMark(role=_("见证人"), name=witness)] if witness else []
    document = facts["document"]
    return [
        draft(
            case,
            "service_receipt",
            receipt_paper.Facts(
                body=case.organization.name,
                number=case.number,
                document=document.title,
                recipient=name,
                way=str(way.label),
                place=facts["place"],
                served=moment(facts["at"]),
                remarks=tuple(remark for said, remark in remarks if said),
                receivers=tuple(receivers),
                server=SignatureMark(role=_("送达人"), name=facts.get("server") or by.name),
                recorder=SignatureMark(role=_("记录人"), name=by.name),
                dated=timezone.localdate(facts["at"]),
            ),
            key=f"service_receipt_{case.services.count() + 1}",
        )
    ]


def ask_for_the_receipt(case, documents, service, by, at):
    """The party who took it signs in ink, and whoever wrote it down."""
    taken = service.way in Service.SIGNED_FOR and not service.receiver
    party = [row for row in people.party_signers(case) if row["participation"] == service.participation]
    for document in documents.values():
        signing.ask(case, document, [*(party if taken else ()), people.staff_signer(by, "recorder")], at=at)
