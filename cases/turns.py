"""Whose turn a case is and what comes next: one table for the lists, the workbench and the case page."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Case as Choice
from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from cases import deadlines
from cases.models import Agreement, Consent, Deadline, Participation, Session, SignatureRequest, Visit
from cases.states import STAGES, AgreementState, CaseState, Outcome
from cases.workflow.requirements import SIDES

S, A = CaseState, AgreementState
# What still asks something of somebody: a draft before the road, the archive after it.
UNFINISHED = (S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.AGREEING, S.EFFECTIVE, S.CLOSED)


def _agreement(*states):
    return Exists(Agreement.objects.filter(case=OuterRef("pk"), state__in=states))


def _sheet():
    return SignatureRequest.objects.filter(case=OuterRef("pk"), status=SignatureRequest.Status.SHEET_ATTACHED)


def _unasked():
    """Somebody of the two sides has not yet said whether he agrees to mediation (人民调解法第17条)."""
    said = Consent.objects.filter(
        case=OuterRef(OuterRef("pk")), participation=OuterRef("pk"), purpose=Consent.Purpose.MEDIATION
    )
    sides = Participation.objects.filter(dispute=OuterRef("dispute_id"), left_at__isnull=True, side__in=SIDES)
    return Exists(sides.filter(~Exists(said)))


def _clock(code, **more):
    running = Deadline.objects.filter(case=OuterRef("pk"), code=code, status=Deadline.Status.RUNNING)
    return Exists(running.filter(**more))


def _sessions():
    return Session.objects.filter(case=OuterRef("pk"))


def _arranged():
    return _sessions().filter(recorded_at__isnull=True).order_by("ordinal")


def _result():
    return _sessions().filter(recorded_at__isnull=False).order_by("-ordinal").values("result")[:1]


def _came_to(result):
    # Without a recorded session the answer must be no, not null, whose opposite is null too.
    return Exact(Coalesce(Subquery(_result()), Value("")), result)


@dataclass(frozen=True)
class Turn:
    """One answer to “whose turn is it”; the first whose state and condition hold is the case's.

    role: who moves next, None when it is the parties', the other side's or the machine's
    step: what that person does next, as far as it is a step; words: the column 下一步
    """

    code: str
    state: str
    role: Role | None
    words: str
    step: str = ""
    holds: object = field(default=Q, repr=False)


CLERK, HEAD, MEDIATOR = Role.CLERK, Role.HEAD, Role.MEDIATOR

TURNS = (
    Turn("complete", S.DRAFT, CLERK, _("补齐当事人，交给主任"), "submit"),
    Turn("accept", S.SUBMITTED, HEAD, _("看受不受理"), "accept"),
    Turn("ask", S.ACCEPTED, CLERK, _("问双方同不同意调解"), "record_consent", _unasked),
    Turn("assign", S.ACCEPTED, HEAD, _("指派调解员"), "assign_mediator"),
    Turn("take_up", S.ASSIGNED, MEDIATOR, _("接下这件，或者退回"), "accept_assignment"),
    Turn("finish_text", S.MEDIATING, MEDIATOR, _("把协议写完，定稿"), "edit_clauses", lambda: _agreement(A.DRAFT)),
    Turn("hold", S.MEDIATING, MEDIATOR, _("记调解笔录"), "record_session", lambda: Exists(_arranged())),
    Turn("write", S.MEDIATING, MEDIATOR, _("谈成了，写协议"), "draft_agreement", lambda: _came_to(Session.Result.AGREED)),
    Turn(
        "decide", S.MEDIATING, MEDIATOR, _("再约一次，或者结束调解"), "schedule_session",
        lambda: _came_to(Session.Result.NOT_AGREED),
    ),
    Turn("arrange", S.MEDIATING, MEDIATOR, _("约调解"), "schedule_session"),
    Turn("mediator_sign", S.AGREEING, MEDIATOR, _("调解员签名"), "mediator_sign", lambda: _agreement(A.ALL_SIGNED)),
    Turn("seal", S.AGREEING, HEAD, _("同意盖章"), "seal", lambda: _agreement(A.MEDIATOR_SIGNED)),
    Turn("sealing", S.AGREEING, None, _("正在盖章，好了自动生效"), "", lambda: _agreement(A.SEALING, A.SEALED)),
    Turn("compare", S.AGREEING, None, _("请另一个人核对签好的纸"), "confirm_signed_sheet", lambda: Exists(_sheet())),
    Turn("signatures", S.AGREEING, None, _("等签名"), "sign"),
    Turn(
        "urge", S.EFFECTIVE, MEDIATOR, _("到期了，问履行了没有"), "record_performance",
        lambda: _clock(deadlines.PERFORMANCE, ends_on__lt=timezone.localdate()),
    ),
    Turn("perform", S.EFFECTIVE, None, _("等履行"), "record_performance", lambda: _clock(deadlines.PERFORMANCE)),
    Turn(
        "close", S.EFFECTIVE, MEDIATOR, _("结案"), "close",
        lambda: Exists(Visit.objects.filter(case=OuterRef("pk"))),
    ),
    Turn("visit", S.EFFECTIVE, MEDIATOR, _("回访，再结案"), "record_visit"),
    Turn("archive", S.CLOSED, CLERK, _("归档"), "archive"),
)  # fmt: skip
BY_CODE = {turn.code: turn for turn in TURNS}


def annotate(cases):
    """Cases with `turn` (a code of TURNS, "" when nothing is left) and the details that `words` speaks of."""
    waiting = SignatureRequest.objects.filter(
        case=OuterRef("pk"), agreement__isnull=False, status=SignatureRequest.Status.WAITING
    ).exclude(signer=SignatureRequest.Signer.MEDIATOR)
    return cases.annotate(
        result=Subquery(_result()),
        session_at=Subquery(_arranged().values("starts_at")[:1]),
        session_place=Subquery(_arranged().values("place")[:1]),
        held=Coalesce(
            Subquery(
                _sessions().order_by().values("case").annotate(count=Count("pk")).values("count"),
                output_field=IntegerField(),
            ),
            0,
        ),
        signer=Subquery(waiting.order_by("position").values("user__name")[:1]),
        turn=_turn(),
    )


DETAILS = ("turn", "result", "session_at", "session_place", "held", "signer")


def _turn():
    whens = [When(turn.holds(), state=turn.state, then=Value(turn.code)) for turn in TURNS]
    return Choice(*whens, default=Value(""), output_field=CharField(max_length=16))


def mine(user, roles):
    """A condition on Case: the next move is this user's, in one of the roles he holds where they are.

    roles: (role, organization id) pairs in force. The scope itself is the caller's (standing.branches).
    """
    found = among(_codes(MEDIATOR)) & Q(mediator=user)
    for role in (HEAD, CLERK):
        bodies = sorted({body for held, body in roles if held == role})
        if bodies:
            found |= among(_codes(role)) & Q(organization__in=bodies)
    bodies = sorted({body for held, body in roles if held in (HEAD, CLERK)})
    return found | (Q(mediator=user) | Q(organization__in=bodies)) & Q(state__in=UNFINISHED) & Exists(to_compare(user))


def to_compare(user):
    """For a subquery on Case: sheets that this user may compare, as the second person who has not filed them himself.

    Whatever the turn is: 签好的纸要另一个人核对, and papers are signed all along the road.
    """
    return _sheet().exclude(sheet_attached_by=user).exclude(user=user)


def _codes(role):
    return [turn.code for turn in TURNS if turn.role == role]


def among(codes):
    """A condition on Case: its turn is one of `codes`.

    The same as filtering by the annotated turn, but it asks only what tells these turns from the others of their
    state: a list is counted and sorted out by it a thousand rows at a time.
    """
    whole, parts = [], Q()
    for state, turns in groupby(TURNS, key=lambda turn: turn.state):
        held = _first_among(list(turns), codes)
        if held == Q():
            whole.append(state)
        elif held is not None:
            parts |= Q(state=state) & held
    return Q(state__in=whole) | parts


def _first_among(turns, codes):
    """Whether the first of a state's turns that holds is among `codes`: Q() always, None never, else a condition."""
    if all(turn.code in codes for turn in turns):
        return Q()
    if all(turn.code not in codes for turn in turns):
        return None
    first, *rest = turns
    later = _first_among(rest, codes)
    if first.code in codes:
        return Q(first.holds()) if later is None else Q(first.holds()) | later
    return ~Q(first.holds()) & later


def read(case):
    """The details of one case as annotated attributes, in one query."""
    return annotate(type(case).objects.filter(pk=case.pk)).values_list(*DETAILS, named=True).get()


def ordinal(held, session_at):
    """Which session is the next one: the arranged one counts already."""
    return held if session_at else held + 1


def words(case, *, due_on=None):
    """下一步 of an annotated case (or a row with the same names) in words."""
    turn = BY_CODE.get(case.turn)
    if turn is None:
        return ""
    if turn.code == "hold":
        return _of_session(case)
    if turn.code == "arrange":
        return _now("约第{ordinal}次调解").format(ordinal=case.held + 1)
    if turn.code == "signatures" and case.signer:
        return _now("等{name}签名").format(name=case.signer)
    if turn.code == "perform" and due_on:
        return _now("等履行，{month}月{day}日到期").format(month=due_on.month, day=due_on.day)
    return str(turn.words)


def _of_session(case):
    start = timezone.localtime(case.session_at)
    today = timezone.localdate()
    if start.date() < today:
        return _now("记第{ordinal}次调解笔录").format(ordinal=case.held)
    day = _now("今天") if start.date() == today else _now("{month}月{day}日").format(month=start.month, day=start.day)
    return _now("{day}{time}在{place}调解").format(day=day, time=f"{start:%H:%M}", place=case.session_place)


def stage(state, outcome=""):
    """登记 受理 调解 签协议 履行回访, or how it ended: the word of the column 办到."""
    for label, states in STAGES:
        if state in states:
            return str(label)
    ended = Outcome(outcome).label if outcome else ""
    return f"{CaseState(state).label}：{ended}" if ended else str(CaseState(state).label)
