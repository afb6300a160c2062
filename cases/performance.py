"""Whether what was promised is done: due dates, what is left of each, the clock on the next one."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import clauses, deadlines
from cases.models.obligation import Instalment, PerformanceRecord
from cases.money import figures
from cases.states import IN_FORCE, AgreementState, Outcome
from cases.workflow.requirements import spoken_for

__all__ = ["figures"]

Kind = PerformanceRecord.Kind


def record(case, instalment, *, by, kind, happened_on, amount, method, note, upload):
    """Write one report on one due date, with its proof filed first."""
    proof = None
    if upload is not None:
        from documents import uploads

        proof = uploads.store(upload, dossier=case.uid, by=by, purpose="performance_proof")
    return instalment.records.create(
        kind=kind,
        amount=amount,
        happened_on=happened_on,
        method=method,
        note=note,
        proof=proof,
        recorded_by=by,
        recorded_at=timezone.now(),
    )


def in_force(case):
    """The agreement that binds the parties now, or None; in a renegotiation the old one until the new takes effect."""
    return case.agreements.filter(state__in=IN_FORCE).order_by("-version").first()


def promises(case):
    """What the agreement in force promises, one a due date (clauses.promise_of); read once a case object."""
    if not hasattr(case, "promises_read"):
        first = in_force(case) if case.effective_on else None
        parts = instalments(first) if first else ()
        case.promises_read = frozenset(clauses.promise_of(part.obligation, part) for part in parts)
    return case.promises_read


def carry_over(case, agreement):
    """What was reported on a due date that the parties left as it was counts for the agreement that takes effect now."""
    older = case.agreements.filter(state__in=IN_FORCE).exclude(pk=agreement.pk).order_by("-version").first()
    before = [] if older is None else instalments(older)
    for part in instalments(agreement) if before else ():
        promise = clauses.promise_of(part.obligation, part)
        same = next((old for old in before if clauses.promise_of(old.obligation, old) == promise), None)
        if same is None:
            continue
        before.remove(same)
        for row in same.records.all():
            row.pk, row.instalment = None, part
            row.save(force_insert=True)


def settled_as(agreement):
    """The outcome of a case that closes with this agreement in force."""
    return Outcome.SETTLED_ORAL if agreement.state == AgreementState.ORAL else Outcome.SETTLED_WRITTEN


def instalments(agreement):
    """Every due date of an agreement in order, with its reports, in two queries."""
    return list(
        Instalment.objects.filter(obligation__agreement=agreement)
        .select_related("obligation__obligor__party", "obligation__obligee__party")
        .prefetch_related("records__proof", "records__recorded_by")
        .order_by("due_on", "obligation__position", "position")
    )


def standing_reports(instalment):
    """The reports that still count, in order, breaches left out.

    Who owes says “done”, nobody confirms, and the other side answers that nothing came: the bare word falls.
    """
    found = []
    for row in instalment.records.all():
        if row.is_breach:
            found = [earlier for earlier in found if not _is_bare_word(earlier, instalment)]
        else:
            found.append(row)
    return found


def bare_words(instalment):
    """Standing reports of the side that owes which nobody confirmed."""
    return [row for row in standing_reports(instalment) if _is_bare_word(row, instalment)]


def _is_bare_word(row, instalment):
    return row.confirmed_at is None and spoken_for(row.recorded_by) == instalment.obligation.obligor_id


def left(instalment):
    """Yuan still to pay on one due date, or None for an act."""
    if instalment.amount is None:
        return None
    return instalment.amount - sum((row.amount or Decimal(0) for row in standing_reports(instalment)), Decimal(0))


def is_done(instalment):
    """Paid in full, or reported as done."""
    if instalment.amount is not None:
        return left(instalment) <= 0
    return any(row.kind == Kind.DONE for row in standing_reports(instalment))


def is_breached(instalment):
    """The last word on this due date is that it was not kept."""
    rows = list(instalment.records.all())
    return bool(rows) and rows[-1].is_breach


def open_instalments(agreement):
    """Due dates that are neither done nor recorded as broken."""
    return [part for part in instalments(agreement) if not is_done(part) and not is_breached(part)]


def watch_next(case, agreement):
    """Let the PERFORMANCE clock run to the next open due date; the parties set it, so it does not roll."""
    deadlines.meet(case, deadlines.PERFORMANCE)
    parts = open_instalments(agreement)
    if parts:
        deadlines.start_until(
            case,
            deadlines.PERFORMANCE,
            name=_("履行第{clause}条").format(clause=parts[0].obligation.position),
            on=timezone.localdate(),
            ends_on=parts[0].due_on,
            owner="party",
            law=_("人民调解法第31条"),
        )
