"""Papers of the mediation: intake register (F02), rights notice, declaration, sessions (F05), extension."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import regimes, signing
from cases.clauses import day
from cases.models.people import Consent
from cases.papers import people
from cases.papers.rendering import draft
from cases.workflow.requirements import consents_of, sides_of
from documents.papers import extension_consent as extension_paper
from documents.papers import impartiality_declaration as declaration_paper
from documents.papers import intake_register as register_paper
from documents.papers import mediation_notice as session_paper
from documents.papers import mediation_record as record_paper
from documents.papers import rights_notice as notice_paper
from documents.papers.people import SignatureMark


def intake_register(case, by, facts):
    """F02, issued when the last side has consented: the form itself says 经当事人同意."""
    person = facts.get("participation")
    if facts.get("purpose") != Consent.Purpose.MEDIATION or not facts.get("given") or not case.number:
        return []
    words = {key: row.given for key, row in consents_of(case).items()} | {person.pk: True}
    if not all(words.get(row.pk) for row in sides_of(case)) or _issued(case, "intake_register"):
        return []
    today = timezone.localdate()
    return [
        draft(
            case,
            "intake_register",
            register_paper.Facts(
                body=case.organization.name,
                number=case.number,
                accepted_on=timezone.localdate(case.accepted_at),
                own_initiative=case.source.own_initiative,
                party_names=tuple(row.party.name for row in sides_of(case)),
                dispute_type=case.dispute_type.name,
                source=case.source.name,
                summary=case.dispute.summary,
                party_signatures=people.empty_marks(case),
                recorder=SignatureMark(role=_("登记人"), name=_recorder(case, by).name),
                seal=people.body_seal(case, used=False),
                dated=today,
                remark="",
            ),
        )
    ]


def _issued(case, code):
    from documents.models import Document

    return Document.objects.filter(dossier=case.uid, paper=code, voided_at__isnull=True).exists()


def _recorder(case, by):
    """A clerk who records a consent keeps the register; a party's own consent is registered by who registered it."""
    return by if by.kind == by.Kind.STAFF else case.registered_by


def rights_notice(case, by, facts):
    """The notice of rights and duties (人民调解法第23、24条), given before the mediation begins."""
    today = timezone.localdate()
    return [
        draft(
            case,
            "rights_notice",
            notice_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                parties=people.parties_of(case, today),
                signatures=people.empty_marks(case),
                dated=today,
            ),
            version=case.assignments.filter(accepted_at__isnull=False).count() + 1,
        )
    ]


def impartiality_declaration(case, by, facts):
    """无利害关系声明书 of whoever takes the case up or over."""
    today = timezone.localdate()
    return [
        draft(
            case,
            "impartiality_declaration",
            declaration_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                parties=people.parties_of(case, today),
                mediator=SignatureMark(role=_("人民调解员"), name=case.mediator.name),
                dated=timezone.localdate(facts["at"]),
            ),
            version=case.assignments.filter(accepted_at__isnull=False).count() + 1,
        )
    ]


def papers_of_the_beginning(case, by, facts):
    """The parties' notice and the mediator's declaration, before the first talk."""
    return [*rights_notice(case, by, facts), *impartiality_declaration(case, by, facts)]


def ask_at_the_beginning(case, documents, at):
    """The parties sign their notice, the mediator his declaration."""
    documents = dict(documents)
    declaration = documents.pop("impartiality_declaration")
    ask_signatures(case, documents, at)
    signing.ask(case, declaration, [people.staff_signer(case.mediator, "mediator")], at=at)


def mediation_record(case, by, facts):
    """F05, one a session."""
    session, today = facts["session"], timezone.localdate()
    recorder = facts.get("recorder") or by
    return [
        draft(
            case,
            "mediation_record",
            record_paper.Facts(
                body=case.organization.name,
                number=case.number,
                ordinal=session.ordinal,
                held=_held(session.starts_at, facts["ends_at"]),
                place=session.place,
                parties=people.parties_of(case, today),
                attendees=tuple(facts.get("attendees", ())),
                paragraphs=tuple(line.strip() for line in facts["record"].splitlines() if line.strip()),
                result=str(session.Result(facts["result"]).label),
                party_signatures=people.empty_marks(case),
                attendee_signatures=tuple(
                    SignatureMark(role=_("参加人"), name=name) for name in facts.get("attendees", ())
                ),
                mediators=(SignatureMark(role=_("人民调解员"), name=case.mediator.name),),
                recorder=SignatureMark(role=_("记录人"), name=recorder.name),
                dated=today,
            ),
            key=f"mediation_record_{session.ordinal}",
        )
    ]


def mediation_notice(case, by, facts):
    """调解通知书, where a side has no telephone that a text could reach and the meeting is still to come."""
    start = timezone.localtime(facts["starts_at"])
    unreachable = [row for row in sides_of(case) if not row.party.text_number]
    if not unreachable or start <= timezone.localtime():
        return []
    today, ordinal = timezone.localdate(), case.sessions.count() + 1
    return [
        draft(
            case,
            "mediation_notice",
            session_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                parties=people.parties_of(case, today),
                ordinal=ordinal,
                held=f"{day(start.date())}{start:%H:%M}",
                place=facts["place"],
                mediator=case.mediator.name,
                call=case.organization.phone,
                seal=people.body_seal(case, used=True),
                dated=today,
            ),
            key=f"mediation_notice_{ordinal}",
        )
    ]


def extension_consent(case, by, facts):
    """延长调解期限同意书: what each side has said is put on paper to be signed."""
    today = timezone.localdate()
    running = regimes.running_term(case)
    return [
        draft(
            case,
            "extension_consent",
            extension_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                parties=people.parties_of(case, today),
                reason=facts["reason"],
                before=running.ends_on,
                until=facts["until"],
                signatures=people.empty_marks(case),
                mediators=(SignatureMark(role=_("人民调解员"), name=case.mediator.name),),
                dated=today,
            ),
            version=case.extensions.count() + 1,
        )
    ]


def ask_extension_signatures(case, documents, at):
    """The parties and the mediator sign the consent."""
    for document in documents.values():
        signing.ask(
            case, document, [*people.party_signers(case), people.staff_signer(case.mediator, "mediator")], at=at
        )


def _held(start, end):
    start, end = timezone.localtime(start), timezone.localtime(end)
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{day(end.date())}{end:%H:%M}"
    return f"{day(start.date())}{start:%H:%M}至{until}"


def ask_signatures(case, documents, at):
    """The parties sign the register and the notice; whoever registered it signs the register."""
    for key, document in documents.items():
        signers = people.party_signers(case)
        if key == "intake_register":
            signers.append(people.staff_signer(document.issued_by, "recorder"))
        signing.ask(case, document, signers, at=at)


def ask_record_signatures(case, documents, at, recorder):
    """Parties, mediator and recorder sign the record of a session."""
    for document in documents.values():
        signers = [*people.party_signers(case), people.staff_signer(case.mediator, "mediator")]
        if recorder != case.mediator:
            signers.append(people.staff_signer(recorder, "recorder"))
        signing.ask(case, document, signers, at=at)
