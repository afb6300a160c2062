"""What an agreement means to one side: what it gets, what it does, and how far each due date has come."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases import clauses, performance
from cases.models import PerformanceRecord
from mediation import days

Kind = PerformanceRecord.Kind
NEAR = timedelta(days=7)  # from here on a due date is asked about on top of the page


@dataclass(frozen=True)
class Due:
    """One due date of a promise that this side made or was made.

    part: the Instalment; owed: somebody owes it to this side; claim: the newest report of somebody else that this side
    has not confirmed, or None; state: done, told (reported, not yet confirmed), broken or open
    """

    part: object
    owed: bool
    what: str
    state: str
    claim: object = None

    @property
    def is_over(self):
        """Whether its day has passed."""
        return self.part.due_on < timezone.localdate()

    @property
    def is_near(self):
        """Whether its day is less than a week away, or over."""
        return self.part.due_on - timezone.localdate() <= NEAR

    @property
    def can_be_denied(self):
        """Whether this side may say that it was not kept: its day is over, or it was reported and is not true."""
        return self.owed and self.state != "broken" and (self.claim is not None or (self.is_over and self.is_open))

    @property
    def is_open(self):
        """Whether something of it is still to do, late or not."""
        return self.state == "open" or (self.state == "broken" and not performance.is_done(self.part))


def rows_of(agreement):
    """The clauses of an agreement with their due dates and reports, in three queries."""
    reports = Prefetch("instalments__records", PerformanceRecord.objects.select_related("recorded_by"))
    return list(
        agreement.obligations.select_related("obligor__party", "obligee__party").prefetch_related(
            "instalments", reports
        )
    )


def summary(rows, participation):
    """(what this side gets, what it does), each a list of clauses.Promise."""
    return clauses.summary(rows, participation)


def dues(rows, person):
    """Every due date that concerns the person's side, by date."""
    participation, own_users = person.participation, person.side_users
    gets, does = clauses.summary(rows, participation)
    words = {promise.position: promise.what for promise in [*gets, *does]}
    found = [
        _due(part, row.obligee_id == participation.pk, words[row.position], own_users)
        for row in rows
        if row.position in words
        for part in row.instalments.all()
    ]
    return sorted(found, key=lambda due: (due.part.due_on, due.part.obligation.position, due.part.position))


def _due(part, owed, words, own_users):
    unconfirmed = [row for row in part.records.all() if row.kind != Kind.BREACH and row.confirmed_at is None]
    own = [row for row in unconfirmed if row.recorded_by_id in own_users]
    # The mediator's own report needs no confirmation: he asked before he wrote it.
    theirs = [row for row in unconfirmed if row.recorded_by.kind == User.Kind.PARTY and row not in own]
    if performance.is_breached(part):
        state = "broken"
    elif performance.is_done(part):
        state = "told" if (theirs if owed else own) else "done"
    else:
        state = "open"
    claim = theirs[-1] if owed and theirs and state != "broken" else None
    return Due(part, owed, _what(part, owed, words), state, claim)


def _what(part, owed, words):
    if part.amount is None:
        return words
    left = performance.left(part)
    amount = left if left > 0 else part.amount
    return clauses.in_plain_words(part.obligation, amount, owed)


def said(record):
    """What a report says: 12月1日做到了，2400元."""
    words = _("{day}{what}").format(day=days.short(record.happened_on), what=record.get_kind_display())
    return words + (_("，{amount}元").format(amount=performance.figures(record.amount)) if record.amount else "")
