"""What the calendar does by itself: owners are warned, and a clock that ran out acts (workflow reference § 7).

Every act is a step of the engine by the system's clock, every warning an outbox message with a key of its own: a tick
that is killed and run again, or two at once, do everything once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import (
    announcing,
    announcing_errands,
    calendar,
    deadlines,
    deliveries,
    drafting,
    engine,
    standing,
    writing,
)
from cases.clauses import near
from cases.models import Case, Complaint, Deadline, Period
from cases.states import CaseState
from notices import outbox
from organizations import roster

log = logging.getLogger(__name__)

# How long a clock may stand past its end before the next one up hears of it.
PATIENCE = 2  # working days


@dataclass(frozen=True)
class Expiry:
    """What happens when a clock has run out. step: the engine's step that the clock takes; facts: of the case.

    tells, then_tells: (case) -> users warned at once, and after PATIENCE
    """

    step: str = ""
    facts: Callable = lambda case: {}
    tells: Callable = lambda case: []
    then_tells: Callable = lambda case: []


def _mediator(case):
    return [case.mediator] if case.mediator_id else _heads(case)


def _heads(case):
    return standing.free(case, roster.heads(case.organization))


def _office(case):
    return standing.free(case, roster.office(case.organization))


def _guides(case):
    return roster.guides(case.organization)


EXPIRIES = {
    deadlines.DRAFT: Expiry("drop_draft", lambda case: {"reason": _("到期没有补齐，自动撤下")}),
    deadlines.ACCEPT: Expiry(tells=_heads, then_tells=_guides),
    deadlines.ASSIGN: Expiry(tells=_heads, then_tells=_guides),
    deadlines.RESPOND: Expiry("decline_assignment", lambda case: {"reason": _("到期没有答复")}, tells=_heads),
    deadlines.TERM: Expiry(tells=_mediator, then_tells=_heads),
    deadlines.REVIEW: Expiry("resume"),
    deadlines.SIGNING: Expiry("reopen_talks", lambda case: {"reason": _("签名期限到了，没有签齐")}),
    deadlines.CONFIRMATION: Expiry("lapse_confirmation"),
    deadlines.PERFORMANCE: Expiry("urge_performance", tells=_mediator),
    deadlines.VISIT: Expiry(tells=_mediator, then_tells=_heads),
    deadlines.CLOSE: Expiry(tells=_mediator, then_tells=_heads),
    deadlines.FILE: Expiry(tells=_office, then_tells=_heads),
}
OWNERS = {"clerk": _office, "head": _heads, "mediator": _mediator}


def tick(now=None):
    """Act on every clock that ran out and warn of those that will; returns (acts, warnings posted now).

    A case whose step is refused is left for the stuck list and never stops the others.
    """
    today = timezone.localdate(now)
    acts = sum(_act(deadline, today) for deadline in _run_out(today))
    lengths = {(row.code, row.organization_id): (row.first_warning, row.second_warning) for row in Period.objects.all()}
    warnings = sum(_warn(deadline, today, lengths) for deadline in _coming(today, lengths))
    warnings += sum(_warn_bureau(complaint, today, lengths) for complaint in _unanswered())
    warnings += announcing_errands.remind(today)
    writing.forget()
    return acts, warnings + deliveries.tell_offices()


def _running():
    return Deadline.objects.filter(status=Deadline.Status.RUNNING).select_related(
        "case__dispute", "case__organization", "case__mediator"
    )


def _run_out(today):
    return list(_running().filter(ends_on__lt=today, code__in=EXPIRIES).order_by("ends_on", "pk"))


def _coming(today, lengths):
    last = deadlines.days_ahead(today, max((first for first, _second in lengths.values()), default=0))
    return list(_running().filter(ends_on__gte=today, ends_on__lte=last).order_by("ends_on", "pk"))


def _act(deadline, today):
    """1 when the clock's step was taken now. The warnings of a clock that ran out are posted whether or not it was."""
    expiry, case = EXPIRIES[deadline.code], deadline.case
    if deadline.acted_on is not None:
        return 0
    _tell(deadline, "red", expiry.tells(case), _("{what}已经过期（{day}到期），请马上办。"))
    if _is_past_patience(deadline, today):
        _tell(deadline, "red-up", expiry.then_tells(case), _("{what}已经过期（{day}到期），还没有办，请过问。"))
    if not expiry.step or not _may_act(deadline):
        return 0
    try:
        engine.take(case, expiry.step, by=drafting.clock(), **expiry.facts(case))
    except engine.Refused as refusal:
        # A person was quicker, or the state does not allow it: the stuck list shows what stays.
        log.warning("case %s: %s was refused: %s", case.pk, expiry.step, refusal)
        return 0
    return 1


def _may_act(deadline):
    """Whether the clock still runs: another tick, or a person, may have been quicker."""
    return Deadline.objects.filter(pk=deadline.pk, status=Deadline.Status.RUNNING, ends_on=deadline.ends_on).exists()


def _is_past_patience(deadline, today):
    return calendar.days_between(deadline.ends_on, today, Period.Unit.WORKING) > PATIENCE


def _warn(deadline, today, lengths):
    """Tell the owner of a clock that ends soon, once a colour."""
    case = deadline.case
    own = lengths.get((deadline.code, case.organization_id)) or lengths.get((deadline.code, None), (7, 3))
    colour = deadlines.colour(deadline, today, first=own[0], second=own[1])
    if colour == "":
        return 0
    if deadline.owner_role == "party":
        return announcing.remind_parties(case, f"deadline:{deadline.pk}:{deadline.ends_on}:{colour}", deadline)
    return _tell(deadline, colour, OWNERS[deadline.owner_role](case), _("{what}快到期了，{day}到期。"))


def _unanswered():
    rows = Complaint.objects.filter(answered_at__isnull=True).order_by("answer_by", "pk")
    return list(rows.select_related("case__organization"))


def _warn_bureau(complaint, today, lengths):
    """A complaint is the bureau's clock: its people hear of it in every colour; returns how many messages are new."""
    first, second = lengths.get((deadlines.COMPLAINT, None), (7, 3))
    colour = deadlines.colour(complaint, today, first=first, second=second)
    if colour == "":
        return 0
    said = _("有一件投诉{day}前要答复。") if colour != "red" else _("有一件投诉{day}就该答复了，还没有答复，请马上办。")
    posted = 0
    for user in roster.guides(complaint.case.organization):
        key = f"complaint:{complaint.pk}:{complaint.ends_on}:{colour}:{user.pk}"
        posted += not outbox.has(key)
        outbox.post(
            key=key, kind=f"deadline_{colour}", channel="in_app", user=user, subject=str(_("投诉")),
            body=said.format(day=near(complaint.ends_on)), link=reverse("cases:complaint", args=[complaint.pk]),
        )  # fmt: skip
    return posted


def _tell(deadline, colour, people, words):
    """Post one inbox message a person, each colour once; returns how many are new."""
    posted = 0
    case = deadline.case
    body = words.format(what=deadline.name, day=near(deadline.ends_on))
    for user in people:
        key = f"deadline:{deadline.pk}:{deadline.ends_on}:{colour}:{user.pk}"
        posted += not outbox.has(key)
        outbox.post(
            key=key, kind=f"deadline_{colour.partition('-')[0]}", about=str(case.uid), channel="in_app", user=user,
            subject=str(case.dispute.title), body=body, link=f"/cases/{case.uid}/",
        )  # fmt: skip
    return posted


# --- the stuck list ----------------------------------------------------------


def stuck():
    """Cases for which nobody and nothing is waiting: no next step or no running clock. By construction there are none.

    Archived cases are done; a closed one waits for its filing clock.
    """
    running = Deadline.objects.filter(status=Deadline.Status.RUNNING)
    return (
        Case.objects.exclude(state=CaseState.ARCHIVED)
        .filter(Q(turn="") | ~Q(pk__in=running.values("case")) | Q(mediator=None, state__in=_NEED_A_MEDIATOR))
        .annotate(title=F("dispute__title"))
        .order_by("created_at", "id")
    )


_NEED_A_MEDIATOR = (
    CaseState.ASSIGNED,
    CaseState.MEDIATING,
    CaseState.SUSPENDED,
    CaseState.AGREEING,
    CaseState.EFFECTIVE,
)
