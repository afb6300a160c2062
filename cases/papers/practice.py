"""Papers that the practice of a room adds: record of an investigation (F03), promise of who was invited."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import signing
from cases.clauses import day
from cases.models.practice import InvitedPerson
from cases.papers import people
from cases.papers.rendering import draft
from documents.papers import confidentiality_promise as promise_paper
from documents.papers import investigation_record as investigation_paper
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
