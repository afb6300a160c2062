"""Putting people and endings on file: participations, mandates, identity checks, how a case closes."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts import invitations
from accounts.models import User
from cases import deadlines, recusal, signing, standing
from cases.models.dictionary import Retention
from cases.models.people import APPOINTED, Mandate
from cases.timeline import digest
from documents import uploads
from parties import registry

__all__ = ["digest"]

# What an agent holds on a case: without, and with the power to bind his client.
WORDS = ("represent_in_case", "represent_fully_in_case")
UNDECIDED = _("待档案机构确定")


def _user_for(name, key):
    """A passwordless user of one's own for each participation and agent, never merged by phone (house rules § 4)."""
    return User.objects.create_user(f"party:{key}", name=name, kind=User.Kind.PARTY)


def record_person(dispute, *, side, person, participation, at):
    """Record one party (or correct one); `person` is the cleaned fields of a parties.Party."""
    if participation is not None:
        registry.amend(participation.party, **person)
        user = participation.user
        user.name = participation.party.name
        user.save(update_fields=["name"])
        participation.side = side
        participation.save(update_fields=["side"])
        return participation
    position = (dispute.participations.aggregate(last=Max("position"))["last"] or 0) + 1
    party = registry.register(**person)
    user = _user_for(party.name, f"{dispute.matter_code}:{position}")
    return dispute.participations.create(party=party, side=side, position=position, user=user, joined_at=at)


def record_mandate(participation, *, kind, person, relation, special_powers, powers, matters, valid_from, valid_until):
    """Record who speaks for a party; a guardian and a legal representative always may settle, an agent if that is named."""
    named = powers_named(kind, special_powers, powers)
    party = registry.register(**person)
    count = participation.mandates.count() + 1
    user = _user_for(party.name, f"{participation.dispute.matter_code}:{participation.position}.{count}")
    return participation.mandates.create(
        kind=kind,
        person=party,
        user=user,
        relation=relation,
        special_powers=kind not in APPOINTED or Mandate.Power.SETTLE in named,
        powers=named,
        matters=matters,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def powers_named(kind, special_powers, powers):
    """An agent's special powers one by one (民事诉讼法第62条): those named, or all of them where nobody told them apart."""
    if kind not in APPOINTED:
        return []
    return list(powers) or (list(Mandate.Power.values) if special_powers else [])


def authorise(requests):
    """A client's own hand on a power of attorney counts: from now on the agent holds what the paper names (民法典第165条).

    requests: the signatures that have just counted, of whatever papers
    """
    papers = [row.document_id for row in requests if row.signer != signing.Signer.AGENT]
    asked = Mandate.objects.filter(
        signature_requests__document__in=papers,
        signature_requests__document__paper="power_of_attorney",
        ended_at=None,
        authorised=False,
    )
    for mandate in asked.distinct():
        mandate.authorised = True
        mandate.save(update_fields=["authorised"])
        for case in mandate.participation.dispute.cases.all():
            standing.withdraw_grant(case, WORDS[False], source=f"mandate:{mandate.pk}")
            grant_to_parties(case)


def end_mandate(mandate, *, how, text, by, at):
    """Nobody speaks for the party by this mandate any more: rights, links, open sessions, papers waiting for him."""
    mandate.ended_at, mandate.ended_how, mandate.ended_text, mandate.ended_by = at, how, text, by
    mandate.save(update_fields=["ended_at", "ended_how", "ended_text", "ended_by"])
    for case in mandate.participation.dispute.cases.all():
        for word in WORDS:
            standing.withdraw_grant(case, word, source=f"mandate:{mandate.pk}")
        signing.withdraw(case, mandate)
    invitations.revoke(mandate.user)


def hand_in_report(case, *, text, photos, by, at):
    """Keep what whoever filed the case says and shows; each photo is an item of the evidence list.

    photos: documents.uploads.Accepted; returns the ids of the evidence.
    """
    if text:
        case.reports.create(text=text, author=by, said_at=at)
    begin = case.evidence.filter(added_by=by).count()
    rows = [
        case.evidence.create(
            name=str(_("报告人拍的照片{number}")).format(number=number),
            file=uploads.store(photo, dossier=case.uid, by=by, purpose="report"),
            added_by=by,
            added_at=at,
        )
        for number, photo in enumerate(photos, start=begin + 1)
    ]
    return [row.pk for row in rows]


def begin_draft(case):
    """The clock of a registration that is still to be completed runs from its first moment."""
    deadlines.start(case, deadlines.DRAFT, on=deadlines.local_date(case.created_at), owner="clerk")
    case.save(update_fields=["due_on", "due_code"])


def grant_to_parties(case):
    """Give every party and every agent in force their standing on every case of the dispute; staff in it keep away."""
    for other in case.dispute.cases.all():
        recusal.refresh(other)
        for row in case.dispute.participations.select_related("user").prefetch_related("mandates__user"):
            standing.grant(row.user, other, "party_to_case", source=f"participation:{row.pk}")
            for mandate in row.mandates.all():
                if mandate.ended_at is not None:
                    continue
                word = WORDS[mandate.may_settle]
                standing.grant(
                    mandate.user, other, word, source=f"mandate:{mandate.pk}", valid_until=_end(mandate.valid_until)
                )


def _end(date):
    return deadlines.end_of_day(date) if date else None


def mark_identity(party, *, by, how):
    """A colleague saw the identity paper."""
    registry.record_identity_check(party, by=by, how=how)


def close(case, outcome, *, at, reasons=(), text=""):
    """End the proceeding: outcome, day, reasons; every clock of the road stops, the filing clock starts."""
    case.outcome = outcome
    case.closed_on = deadlines.local_date(at)
    case.reason_text = text
    case.reasons.set(reasons)
    for assignment in case.assignments.filter(ended_at__isnull=True):
        # A mediator keeps his view for 30 days after closing at the most (security reference § 3).
        standing.limit_grants(
            case, "mediate_case", valid_until=deadlines.end_of_day(case.closed_on + deadlines.MEDIATOR_LOOKS_BACK)
        )
        assignment.ended_at = at
        assignment.end_reason = outcome
        assignment.save(update_fields=["ended_at", "end_reason"])
    deadlines.leave(case)
    deadlines.start(case, deadlines.FILE, on=case.closed_on, owner="clerk")


def retention(case):
    """The dossier's retention by outcome: the body's own row, else the general one, else to be decided."""
    rows = {row.organization_id: row.text for row in Retention.objects.filter(outcome=case.outcome)}
    return rows.get(case.organization_id) or rows.get(None) or UNDECIDED
