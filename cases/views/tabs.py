"""The other pages of a case: people, records, papers, evidence, performance, log."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from cases import clauses, performance, reading
from cases.getting import get_case, may
from cases.models import Note, SignatureRequest
from cases.views.frame import buttons, frame
from documents.models import Document

ENTRIES = 50
SPEAK = ("end_mandate", "certify_representative", "elect_representatives")


def _open(request, uid, tab, look="view_full_case"):
    """(the case, its frame) for who may see it in full."""
    case = get_case(request.user, uid, look=look)
    return case, frame(case, tab, request.user)


@staff_only
@require_safe
def people(request, uid):
    """Everybody who takes part, who speaks for them, what they agreed to, whose identity is checked."""
    case, context = _open(request, uid, "people")
    rows = list(
        case.dispute.participations.select_related("party__identity_checked_by").prefetch_related("mandates__person")
    )
    said = {}
    for consent in case.consents.select_related("recorded_by"):
        said.setdefault(consent.participation_id, []).append(consent)
    elected = _elected(case)
    for row in rows:
        row.said = said.get(row.pk, [])
        row.elected = row.pk in elected
        row.age = row.party.age_on(timezone.localdate())
    context |= {
        "people": rows,
        "invited": list(case.invited_people.select_related("invited_by")),
        "steps": buttons(
            case, "record_party", "record_mandate", "check_identity", "record_consent", "invite_helper", *SPEAK
        ),
        "may_reveal": may(case, "reveal_identity"),
        "may_invite": may(case, "invite_party"),
    }
    return render(request, "cases/people.html", context)


def _elected(case):
    """The ids of those whom a side sent to the table, by its latest word; two queries."""
    latest = {row.side: row for row in case.dispute.elections.prefetch_related("representatives")}
    return {one.pk for row in latest.values() for one in row.representatives.all()}


def notes_for(case, user):
    """The notes this user may read, newest first: all sides' to the office, private talks to the mediator alone,
    an author's own to the author."""
    found = case.notes.none()
    if may(case, "read_shared_record"):
        found |= case.notes.filter(audience=Note.Audience.ALL_SIDES)
    if may(case, "read_private_talk"):
        found |= case.notes.filter(audience=Note.Audience.ONE_SIDE)
        found |= case.notes.filter(audience=Note.Audience.AUTHOR, author=user)
    return found.select_related("participation__party", "author").order_by("-spoken_at", "-id")


@staff_only
@require_safe
def records(request, uid):
    """The sessions with their records, the notes by who may read them, the offers for the mediator alone."""
    case, context = _open(request, uid, "records")
    papers = Document.objects.filter(dossier=case.uid, paper="mediation_record", voided_at__isnull=True)
    by_ordinal = {document.facts.get("ordinal"): document for document in papers}
    sessions = list(case.sessions.select_related("recorded_by").order_by("-ordinal"))
    for session in sessions:
        session.document = by_ordinal.get(session.ordinal)
    offers = case.offers.select_related("participation__party").order_by("-made_at", "-id")
    context |= {
        "sessions": sessions,
        "investigations": list(
            case.investigations.select_related("participation__party", "recorded_by").order_by("-ordinal")
        ),
        "notes": list(notes_for(case, request.user)),
        "offers": list(offers) if may(case, "read_offers") else None,
        "steps": buttons(
            case, "schedule_session", "record_session", "record_investigation", "add_note", "record_offer"
        ),
        "may_download": may(case, "download_document"),
    }
    return render(request, "cases/records.html", context)


@staff_only
@require_safe
def papers(request, uid):
    """Every issued paper with its versions, who has signed, what was voided and why."""
    case, context = _open(request, uid, "papers")
    documents = list(
        Document.objects.filter(dossier=case.uid).select_related("issued_by").order_by("-issued_at", "-pk")
    )
    asked = {}
    for row in case.signature_requests.select_related("user"):
        asked.setdefault(row.document_id, []).append(row)
    served = {}
    for row in case.services.select_related("participation__party"):
        served.setdefault(row.document_id, []).append(row)
    for document in documents:
        document.served = served.get(document.pk, [])
        document.asked = asked.get(document.pk, [])
        document.signed = sum(row.status == SignatureRequest.Status.SIGNED for row in document.asked)
    context |= {
        "documents": [document for document in documents if document.voided_at is None],
        "voided": [document for document in documents if document.voided_at is not None],
        "may_download": may(case, "download_document"),
        "may_sign": may(case, "sign_paper"),
        "steps": buttons(case, "record_service"),
        "supplements": list(case.supplements.select_related("file", "added_by")),
    }
    return render(request, "cases/papers.html", context)


@staff_only
@require_safe
def evidence(request, uid):
    """The evidence list (证据清单) with its files."""
    case, context = _open(request, uid, "evidence", look="view_evidence")
    rows = case.evidence.select_related("given_by__party", "file", "added_by").order_by("-id")
    return render(
        request,
        "cases/evidence.html",
        context | {"rows": list(rows), "steps": buttons(case, "add_evidence", "list_evidence")},
    )


@staff_only
@require_safe
def keeping(request, uid):
    """履行与回访: what is due when, what was done, who confirmed it, the visits."""
    case, context = _open(request, uid, "performance")
    agreement = performance.in_force(case)
    parts = performance.instalments(agreement) if agreement else []
    for part in parts:
        part.clause = clauses.numeral(part.obligation.position)
        part.left = performance.left(part)
        part.done, part.broken = performance.is_done(part), performance.is_breached(part)
        part.reported = [_report(row, request.user) for row in part.records.all()]
    context |= {
        "parts": parts,
        "agreement": agreement,
        "visits": list(case.visits.select_related("visited_by").order_by("-id")),
        "steps": buttons(case, "record_performance", "confirm_performance", "report_breach", "record_visit", "close"),
    }
    return render(request, "cases/performance.html", context)


def _report(row, user):
    """One report with whether this user may say the other side's word on it."""
    waits = row.confirmed_at is None and row.kind != row.Kind.BREACH
    return {"row": row, "waits": waits, "confirmable": waits and row.recorded_by_id != user.pk}


@staff_only
@require_safe
def log(request, uid):
    """Every entry this user may read as a sentence with its place in the chain, newest first, by pages of places."""
    case, context = _open(request, uid, "log")
    before = request.GET.get("before", "")
    narrower = {"place__lt": int(before)} if before.isdecimal() and len(before) < 10 else {}
    lines = reading.lines(case, request.user, case.held, ENTRIES + 1, **narrower)
    context |= {
        "lines": lines[:ENTRIES],
        "older": lines[ENTRIES - 1].entry.place if len(lines) > ENTRIES else None,
        "first_page": not narrower,
        "may_see_deliveries": may(case, "view_deliveries"),
    }
    return render(request, "cases/log.html", context)
