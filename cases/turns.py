"""Whose turn a case is and what comes next: one table for the lists, the workbench and the case page.

The engine keeps the answer in the case's own columns (`turn`, `turn_until`) with every step, so that a list of any
length is a walk along an index (performance reference § 2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from cases import condition, deadlines
from cases.condition import Condition, fetch, moment
from cases.models import Consent, Deadline, Participation, RiskReport, Session, SignatureRequest
from cases.states import RUNNING, STAGES, AgreementState, CaseState, Outcome
from cases.workflow.requirements import SIDES

S, A = CaseState, AgreementState
# What still asks something of somebody: a draft before the road, the archive after it.
UNFINISHED = (S.DRAFT, *RUNNING, S.CLOSED)


def _always(case):
    return True


def _somebody_was_not_asked(case):
    """One of the two sides has not yet said whether it agrees to mediation (人民调解法第17条)."""
    said = Consent.objects.filter(case=case, purpose=Consent.Purpose.MEDIATION).values("participation")
    sides = Participation.objects.filter(dispute=case.dispute_id, left_at__isnull=True, side__in=SIDES)
    return sides.exclude(pk__in=said).exists()


def _agreement_in(*states):
    """The newest version is in one of these states; in a renegotiation an older one still binds beside it."""
    return lambda case: case.agreements.order_by("-version").values_list("state", flat=True).first() in states


def _a_session_is_arranged(case):
    return case.sessions.filter(recorded_at__isnull=True).exists()


def _last_session(result):
    def came_to_it(case):
        held = case.sessions.filter(recorded_at__isnull=False).order_by("-ordinal")
        return held.values_list("result", flat=True).first() == result

    return came_to_it


def _a_sheet_is_to_compare(case):
    return case.signature_requests.filter(status=SignatureRequest.Status.SHEET_ATTACHED).exists()


def _performance_ends_on(case):
    running = case.deadlines.filter(code=deadlines.PERFORMANCE, status=Deadline.Status.RUNNING)
    return running.values_list("ends_on", flat=True).first()


def _it_was_visited(case):
    return case.visits.exists()


def _an_objection_waits(case):
    return case.objections.filter(ruling="").exists()


def _the_follower_has_not_declared(case):
    return case.assignments.filter(ended_at__isnull=True, accepted_at__isnull=True).exists()


def a_danger_waits(case):
    """A violence, a harm to a child, or whatever a party itself reported, and nobody has asked yet what came of it
    (人民调解法第25条)."""
    heard = Q(kind__in=RiskReport.MUST_BE_TOLD) | Q(reported_by__kind=User.Kind.PARTY)
    return case.dispute.danger and case.pk is not None and case.risks.filter(heard, answered_at__isnull=True).exists()


def _reviewed_on(case):
    running = case.deadlines.filter(code=deadlines.REVIEW, status=Deadline.Status.RUNNING)
    return running.values_list("ends_on", flat=True).first()


@dataclass(frozen=True)
class Turn:
    """One answer to “whose turn is it”; the first whose state and condition hold is the case's.

    role: who moves next, None when it is the parties', the other side's or the machine's
    step: what that person does next, as far as it is a step; words: the column 下一步
    until: the last Shanghai date on which it stays so, for a turn that passes to `late` by itself the day after
    """

    code: str
    states: tuple
    role: Role | None
    words: str
    step: str = ""
    holds: Callable = _always
    until: Callable | None = None
    late: str = ""


CLERK, HEAD, MEDIATOR = Role.CLERK, Role.HEAD, Role.MEDIATOR

ASK_WHAT_CAME = _("问清危险处理得怎样，记下来")
WITH_MEDIATOR = (S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING)
TURNS = (
    Turn("complete", (S.DRAFT,), CLERK, _("补齐当事人，交给主任"), "submit"),
    Turn("danger_of_head", (S.SUBMITTED, S.ACCEPTED, S.CLOSED), HEAD, ASK_WHAT_CAME, "answer_risk", a_danger_waits),
    Turn("accept", (S.SUBMITTED,), HEAD, _("看受不受理"), "accept"),
    Turn("ask", (S.ACCEPTED,), CLERK, _("问双方同不同意调解"), "record_consent", _somebody_was_not_asked),
    Turn("assign", (S.ACCEPTED,), HEAD, _("指派调解员"), "assign_mediator"),
    Turn("rule", WITH_MEDIATOR, HEAD, _("答复换人申请"), "rule_on_objection", _an_objection_waits),
    Turn(
        "take_over", (S.MEDIATING, S.SUSPENDED, S.EFFECTIVE), MEDIATOR, _("声明没有利害关系，接手"), "take_over",
        _the_follower_has_not_declared,
    ),
    Turn("danger", (*WITH_MEDIATOR, S.EFFECTIVE), MEDIATOR, ASK_WHAT_CAME, "answer_risk", a_danger_waits),
    Turn("take_up", (S.ASSIGNED,), MEDIATOR, _("接下这件，或者退回"), "accept_assignment"),
    Turn("finish_text", (S.MEDIATING,), MEDIATOR, _("把协议写完，定稿"), "edit_clauses", _agreement_in(A.DRAFT)),
    Turn("hold", (S.MEDIATING,), MEDIATOR, _("记调解笔录"), "record_session", _a_session_is_arranged),
    Turn(
        "write", (S.MEDIATING,), MEDIATOR, _("谈成了，写协议"), "draft_agreement",
        _last_session(Session.Result.AGREED),
    ),
    Turn(
        "decide", (S.MEDIATING,), MEDIATOR, _("再约一次，或者结束调解"), "schedule_session",
        _last_session(Session.Result.NOT_AGREED),
    ),
    Turn("arrange", (S.MEDIATING,), MEDIATOR, _("约调解"), "schedule_session"),
    Turn("rest", (S.SUSPENDED,), None, _("中止，等复查"), "resume", until=_reviewed_on, late="review"),
    Turn("mediator_sign", (S.AGREEING,), MEDIATOR, _("调解员签名"), "mediator_sign", _agreement_in(A.ALL_SIGNED)),
    Turn("seal", (S.AGREEING,), HEAD, _("同意盖章"), "seal", _agreement_in(A.MEDIATOR_SIGNED)),
    Turn("sealing", (S.AGREEING,), None, _("正在盖章，好了自动生效"), "", _agreement_in(A.SEALING, A.SEALED)),
    Turn("compare", (S.AGREEING,), None, _("请另一个人核对签好的纸"), "confirm_signed_sheet", _a_sheet_is_to_compare),
    Turn("signatures", (S.AGREEING,), None, _("等签名"), "sign"),
    Turn(
        "perform", (S.EFFECTIVE,), None, _("等履行"), "record_performance",
        lambda case: _performance_ends_on(case) is not None, _performance_ends_on, late="urge",
    ),
    Turn("close", (S.EFFECTIVE,), MEDIATOR, _("结案"), "close", _it_was_visited),
    Turn("visit", (S.EFFECTIVE,), MEDIATOR, _("回访，再结案"), "record_visit"),
    Turn("archive", (S.CLOSED,), CLERK, _("归档"), "archive"),
)  # fmt: skip
# What a turn becomes when its day has passed: never stored, read off the calendar.
LATE = (
    Turn("urge", (S.EFFECTIVE,), MEDIATOR, _("到期了，问履行了没有"), "record_performance"),
    Turn("review", (S.SUSPENDED,), MEDIATOR, _("到复查日了，恢复调解"), "resume"),
)
BY_CODE = {turn.code: turn for turn in (*TURNS, *LATE)}


# --- kept by the engine ------------------------------------------------------


def refresh(case):
    """Keep the case's own turn columns equal to what its rows say now (the engine saves the case)."""
    turn = next((turn for turn in TURNS if case.state in turn.states and turn.holds(case)), None)
    case.turn = turn.code if turn else ""
    case.turn_until = turn.until(case) if turn and turn.until else None


def of(case):
    """The Turn that a case (or a row with its columns) is at today; None when nothing is left to do."""
    turn = BY_CODE.get(case.turn)
    if turn is not None and turn.late and case.turn_until < timezone.localdate():
        return BY_CODE[turn.late]
    return turn


# --- asked of lists ----------------------------------------------------------


def among(codes):
    """A condition on Case: its turn today is one of `codes`."""
    today = timezone.localdate()
    whole = [turn.code for turn in TURNS if turn.code in codes and (not turn.late or turn.late in codes)]
    found = [condition.among("cases_case.turn", whole)] if whole else []
    for turn in TURNS:
        if turn.late in codes and turn.code not in codes:
            found.append(Condition("(cases_case.turn = %s AND cases_case.turn_until < %s)", (turn.code, today)))
        if turn.late and turn.code in codes and turn.late not in codes:
            found.append(Condition("(cases_case.turn = %s AND cases_case.turn_until >= %s)", (turn.code, today)))
    return condition.any_of(found)


def mine(user, roles):
    """A condition on Case: the next move is this user's, in one of the roles he holds where they are.

    roles: (role, organization id) pairs in force. The scope itself is the caller's (standing.branches).
    """
    own = Condition("cases_case.mediator_id = %s", (user.pk,))
    found = [among(_codes(MEDIATOR)) & own]
    for role in (HEAD, CLERK):
        bodies = sorted({body for held, body in roles if held == role})
        if bodies:
            found.append(among(_codes(role)) & condition.among("cases_case.organization_id", bodies))
    bodies = sorted({body for held, body in roles if held in (HEAD, CLERK)})
    his = own | condition.among("cases_case.organization_id", bodies)
    # Whatever is unfinished waits for somebody, and what waits has an index of its own.
    return WAITS & condition.any_of([*found, his & has_a_sheet_to_compare(user)])


WAITS = Condition("cases_case.turn <> ''")

# The signature requests whose sheet a user may compare, as the second person who has not filed it himself: whatever
# the turn is, 签好的纸要另一个人核对, and papers are signed all along the road.
SHEETS = (
    "FROM cases_signaturerequest WHERE status = 'sheet_attached' AND user_id <> %s"
    " AND (sheet_attached_by_id IS NULL OR sheet_attached_by_id <> %s)"
)


def has_a_sheet_to_compare(user):
    """A condition on Case: it holds a sheet that this user may compare."""
    return Condition(f"cases_case.id IN (SELECT case_id {SHEETS})", (user.pk, user.pk))


def sheets_to_compare(user, *, alone=False):
    """The signature requests whose sheet this user may compare, as the second person who has not filed it himself.

    alone: nobody else serves in the body (signing.works_alone), so there is no second person
    """
    if alone:
        return SignatureRequest.objects.filter(status=SignatureRequest.Status.SHEET_ATTACHED)
    return SignatureRequest.objects.filter(pk__in=RawSQL(f"SELECT id {SHEETS}", (user.pk, user.pk)))


def _codes(role):
    return [turn.code for turn in BY_CODE.values() if turn.role == role]


# --- in words ----------------------------------------------------------------


class Details(NamedTuple):
    """What the words of a turn speak of: the arranged session, how many there are, and whose signature is waited for."""

    session_at: object = None
    session_place: str = ""
    sessions: int = 0
    signer: str = ""


NOTHING = Details()


def details(cases):
    """{case id: Details} of these cases or rows, in one query a kind of detail that any of them speaks of."""
    meeting = [case.pk for case in cases if case.turn in ("hold", "arrange")]
    signing = [case.pk for case in cases if case.turn == "signatures"]
    found = {}
    if meeting:
        for pk, start, place, recorded in fetch(
            "SELECT case_id, starts_at, place, recorded_at FROM cases_session"
            f" WHERE case_id IN ({condition.marks(meeting)}) ORDER BY ordinal",
            meeting,
        ):
            known = found.get(pk, NOTHING)
            if recorded is None and known.session_at is None:
                known = known._replace(session_at=moment(start), session_place=place)
            found[pk] = known._replace(sessions=known.sessions + 1)
    if signing:
        for pk, name in fetch(
            "SELECT request.case_id, accounts_user.name FROM cases_signaturerequest request"
            " JOIN accounts_user ON accounts_user.id = request.user_id"
            f" WHERE request.case_id IN ({condition.marks(signing)}) AND request.agreement_id IS NOT NULL"
            " AND request.status = 'waiting' AND request.signer <> 'mediator' ORDER BY request.position DESC",
            signing,
        ):
            found[pk] = Details(signer=name)
    return found


def ordinal(details):
    """Which session is the next one: the arranged one counts already."""
    return details.sessions if details.session_at else details.sessions + 1


DATED = {"perform": gettext_noop("等履行，{month}月{day}日到期"), "rest": gettext_noop("中止，{month}月{day}日复查")}


def words(case, details=NOTHING):
    """下一步 of a case (or a row with its columns) in words."""
    turn = of(case)
    if turn is None:
        return ""
    if turn.code == "hold":
        return _of_session(details)
    if turn.code == "arrange":
        return _now("约第{ordinal}次调解").format(ordinal=ordinal(details))
    if turn.code == "signatures" and details.signer:
        return _now("等{name}签名").format(name=details.signer)
    if turn.code in DATED:
        return _now(DATED[turn.code]).format(month=case.turn_until.month, day=case.turn_until.day)
    return _said(turn.code, get_language())


@lru_cache(maxsize=256)
def _said(code, _language):
    return str(BY_CODE[code].words)


def _of_session(details):
    start = timezone.localtime(details.session_at)
    today = timezone.localdate()
    if start.date() < today:
        return _now("记第{ordinal}次调解笔录").format(ordinal=details.sessions)
    day = _now("今天") if start.date() == today else _now("{month}月{day}日").format(month=start.month, day=start.day)
    return _now("{day}{time}在{place}调解").format(day=day, time=f"{start:%H:%M}", place=details.session_place)


def stage(state, outcome=""):
    """登记 受理 调解 签协议 履行回访, or how it ended: the word of the column 办到."""
    return _stage(state, outcome, get_language())


@lru_cache(maxsize=256)  # a list asks for each of its rows
def _stage(state, outcome, _language):
    for label, states in STAGES:
        if state in states:
            return str(label)
    ended = Outcome(outcome).label if outcome else ""
    return f"{CaseState(state).label}：{ended}" if ended else str(CaseState(state).label)
