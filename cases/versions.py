"""The versions of a case's agreement as pages show them: the newest, its two summaries, its text, what is wrong with it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import clauses, performance
from cases.models.agreement import Agreement
from cases.workflow.requirements import sides_of


@dataclass(frozen=True)
class Summary:
    """What one side gets and does, in plain words."""

    participation: object
    gets: list
    does: list


@dataclass(frozen=True)
class Written:
    """A saved text beside which another one is shown: by whom and when it was saved, its parts as sentences."""

    by: str
    at: object
    main_facts: str
    responsibility: str
    clauses: list


def newest(case):
    """The case's newest version, or None; its `case` is the very object given."""
    found = (
        Agreement.objects.filter(case=case).select_related("document", "sealed_document").order_by("-version").first()
    )
    if found is not None:
        found.case = case
    return found


def obligations_of(agreement):
    """Its clauses with both sides and all due dates, in two queries."""
    return list(
        agreement.obligations.select_related("obligor__party", "obligee__party").prefetch_related("instalments")
    )


def is_whole(row):
    """Whether a stored clause has all that its sentence needs."""
    return clauses.is_complete(row, list(row.instalments.all()))


def summaries(agreement, rows=None):
    """One Summary a side, in the order of the paper; rows: its obligations, where they are read already."""
    rows = rows if rows is not None else obligations_of(agreement)
    return [Summary(side, *clauses.summary(rows, side)) for side in sides_of(agreement.case)]


def summary_for(agreement, participation):
    """The Summary of one side; None for somebody who signs for nobody (mediator, recorder)."""
    if participation is None:
        return None
    return Summary(participation, *clauses.summary(obligations_of(agreement), participation))


def as_written(agreement):
    """The saved text with the name and time of its last edit."""
    entry = (
        agreement.case.entries.filter(step__in=["edit_clauses", "draft_agreement"])
        .select_related("actor")
        .order_by("-place")
        .first()
    )
    sentences = []
    for row in obligations_of(agreement):
        whole = clauses.clause(row, list(row.instalments.all())) if is_whole(row) else ""
        sentences.append(whole or _("{words}（还没有写完）").format(words=row.text))
    return Written(
        by=entry.actor.name if entry else "",
        at=entry.entered_at if entry else None,
        main_facts=agreement.main_facts,
        responsibility=agreement.responsibility,
        clauses=sentences,
    )


def flaws_of_text(agreement):
    """What is wrong with the text as a whole, its clauses left out; nothing for a text not yet begun."""
    if agreement is None:
        return []
    return clauses.check_text(agreement.main_facts, agreement.responsibility, obligations_of(agreement))


def flaws_by_clause(agreement, rows):
    """[(clause position or 0 for the whole, Closed)] in the order of the page."""
    found = [(0, flaw) for flaw in clauses.check_text(agreement.main_facts, agreement.responsibility, rows)]
    standing = performance.promises(agreement.case)
    for row in rows:
        parts = list(row.instalments.all())
        found += [(row.position, flaw) for flaw in clauses.check_clause(row, parts, timezone.localdate(), standing)]
    return found


def likely_recorder(case):
    """Who kept the record of the last session, if that was not the mediator: the agreement's recorder most times."""
    from cases.models.signature import SignatureRequest

    last = (
        case.signature_requests.filter(signer=SignatureRequest.Signer.RECORDER, document__paper="mediation_record")
        .select_related("user")
        .order_by("-pk")
        .first()
    )
    return last.user if last is not None and last.user_id != case.mediator_id else None
