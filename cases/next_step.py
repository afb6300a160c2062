"""What the case page puts first: the likeliest step from here with its reason, what else is open, what is closed and why."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from cases import clauses, engine, performance, signing, turns
from cases.getting import may
from cases.models import SignatureRequest
from cases.states import AgreementState, CaseState
from cases.workflow.requirements import consents_of, sides_of

ICONS = {
    "accept": "check",
    "submit": "check",
    "schedule_session": "calendar-event",
    "record_session": "writing",
    "add_note": "message",
    "edit_clauses": "file-text",
    "draft_agreement": "file-text",
    "mediator_sign": "writing",
    "seal": "rubber-stamp",
    "assign_mediator": "users",
    "accept_assignment": "shield-check",
    "archive": "folder",
    "answer_risk": "phone",
}
# What stands beside the first button, by turn; the rest is behind 更多操作.
BESIDE = {
    "complete": ("record_party", "describe_dispute", "drop_draft"),
    "accept": ("describe_dispute", "send_back", "decline"),
    "ask": ("refuse",),
    "assign": ("record_consent",),
    "take_up": ("decline_assignment",),
    "finish_text": ("schedule_session", "add_note", "keep_agreement", "terminate"),
    "hold": ("add_note", "record_offer", "draft_agreement"),
    "write": ("schedule_session", "add_note"),
    "decide": ("add_note", "draft_agreement", "terminate"),
    "arrange": ("draft_agreement", "add_note", "suspend", "keep_agreement", "terminate"),
    "rule": ("replace_mediator",),
    "danger": ("suspend", "add_note", "terminate"),
    "danger_of_head": ("accept", "decline"),
    "take_over": ("replace_mediator",),
    "rest": ("resume", "extend_term", "terminate"),
    "review": ("extend_term", "terminate"),
    "signatures": ("reopen_talks",),
    "mediator_sign": ("reopen_talks",),
    "perform": ("report_breach", "record_visit", "renegotiate"),
    "urge": ("report_breach", "renegotiate", "record_visit"),
    "close": ("record_performance", "record_visit"),
    "visit": ("record_performance", "close"),
    "archive": ("record_visit", "open_next_case"),
}
# What has to be done first when the turn's own step is still closed.
OPENS = {"complete": "record_party", "assign": "record_consent"}
# Ways out of the road: quiet, never beside the first button in its looks.
QUIET = {
    "open_next_case",
    "add_supplement",
    "suspend",
    "object_to_mediator",
    "replace_mediator",
    "report_risk",
    "terminate",
    "refuse",
    "decline",
    "decline_assignment",
    "drop_draft",
    "reopen_talks",
    "send_back",
}


# Steps about something that most cases never have: while there is none of it, nobody asks why they are closed.
SILENT = {"drop_errand"}


@dataclass(frozen=True)
class Act:
    """A button: its words, where it leads, and how loud it is ("primary", "quiet" or "")."""

    label: str
    url: str
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True)
class NextStep:
    """The card 下一步. others: steps behind 更多操作; closed: offers that are not open now, with their reasons."""

    title: str
    why: str
    primary: Act | None
    beside: tuple
    others: tuple
    closed: tuple


def next_step(case, user, words, agreement, sessions, sheet=None):
    """The NextStep of one case for a user who got it by getting.get_case.

    words: turns.words; agreement: versions.newest; sessions: the case's sessions in order
    sheet: the uid of a paper whose scanned sheet this user may compare
    """
    offers = engine.offers(case, user, held=case.held)
    if agreement is not None:
        offers += engine.offers(agreement, user, held=case.held)
    turn = turns.of(case)
    acts = _acts(case, user, offers, agreement)
    stuck = next((offer for offer in offers if turn and offer.step.name == turn.step and not offer.is_open), None)
    primary = _primary(turn, acts, stuck)
    compare = _compare(case, sheet)
    second = compare is not None and primary is None
    beside = [
        acts[name] for name in BESIDE.get(turn.code if turn else "", ()) if name in acts and acts[name] != primary
    ]
    if compare and not second:
        beside.insert(0, compare)
    shown = {primary, *beside}
    return NextStep(
        title=compare.label if second else _title(turn, words, case, mine=primary is not None or stuck is not None),
        why=_reason(case, turn, agreement, sessions, stuck=not primary and stuck, second=second),
        primary=replace(compare, tone="primary") if second else primary,
        beside=tuple(beside),
        others=tuple(act for act in acts.values() if act not in shown),
        closed=tuple(offer for offer in offers if not offer.is_open and offer.step.name not in SILENT),
    )


def _reason(case, turn, agreement, sessions, *, stuck, second):
    """The sentence under the title: what to do first, what the second person does, or what the case's facts say."""
    if second:
        return _("有同事交了签好的纸。请对一对：纸上的字和定稿一样，该签的人都签了。")
    return str(stuck.closed[0].sentence) if stuck else _why(case, turn, agreement, sessions)


def _acts(case, user, offers, agreement):
    """{step: Act} of everything that is open, the pages of the agreement included."""
    acts = {}
    for offer in offers:
        if offer.is_open:
            name = offer.step.name
            label = str(offer.step.button)
            tone = "quiet" if name in QUIET else ""
            acts[name] = Act(label, reverse("cases:step", args=[case.uid, name]), ICONS.get(name, ""), tone)
    if case.state == CaseState.MEDIATING and may(case, "draft_agreement"):
        drafted = agreement is not None and agreement.state == AgreementState.DRAFT
        label = _("接着写协议") if drafted else _("谈成了，写协议")
        act = Act(label, reverse("cases:agreement", args=[case.uid]), ICONS["draft_agreement"])
        acts["edit_clauses" if drafted else "draft_agreement"] = act
    if agreement is not None and agreement.document_id and case.state == CaseState.AGREEING and may(case, "sign"):
        label = _("看签名进度")
        acts["sign"] = Act(label, reverse("cases:signing", args=[case.uid, agreement.document.uid]), "writing")
    return acts


def _primary(turn, acts, stuck):
    """The first button: the turn's own step, or what opens it while it is closed; None for whose turn it is not."""
    if turn is None:
        return None
    found = acts.get(turn.step) or (acts.get(OPENS.get(turn.code)) if stuck else None)
    if found is None:
        return None
    loud = Act(found.label, found.url, found.icon, "primary")
    for name, act in list(acts.items()):
        if act == found:
            acts[name] = loud
    return loud


def _compare(case, sheet):
    """The second person's button: a scanned sheet waits for somebody other than who filed it."""
    if sheet is None or not (may(case, "confirm_paper_sheet") or may(case, "confirm_signed_sheet")):
        return None
    url = reverse("cases:confirm_sheet", args=[case.uid, sheet])
    return Act(_("核对签好的纸"), url, "shield-check")


def _title(turn, words, case, *, mine):
    """The decision in words; whose it is, when it is not the reader's."""
    if turn is None:
        return _("已经归档，没有要办的了") if case.state == CaseState.ARCHIVED else _("没有要办的了")
    if mine or turn.role is None:
        return words
    if turn.role == Role.MEDIATOR and case.mediator_id:
        return _("等{name}：{words}").format(name=case.mediator.name, words=words)
    return _("等{role}：{words}").format(role=turn.role.label, words=words)


# --- why ---------------------------------------------------------------------


def _why(case, turn, agreement, sessions):
    """One or two sentences from the case's own facts; offers never: this card is printed."""
    reasons = {
        "complete": _why_complete,
        "accept": _why_accept,
        "ask": _why_ask,
        "assign": _why_assign,
        "take_up": _why_take_up,
        "seal": _why_seal,
        "archive": _why_archive,
    }
    code = turn.code if turn else ""
    if code in reasons:
        return reasons[code](case)
    if code in ("signatures", "compare", "mediator_sign") and agreement is not None:
        return _why_signatures(agreement)
    if code in ("perform", "urge", "visit", "close") and agreement is not None:
        return _why_performance(agreement)
    if code in ("arrange", "decide", "write", "hold", "finish_text"):
        return _why_talks(sessions)
    return ""


def _why_complete(case):
    sides = {row.side for row in sides_of(case)}
    if len(sides) < 2:
        return _("还没有写清楚双方是谁。补上对方的姓名，就可以交给主任。")
    return _("双方都登记了。看一遍情况写全没有，再交给主任。")


def _why_accept(case):
    if case.due_on is None:
        return ""
    return _("{who}报来的。{month}月{day}日前要答复受不受理。").format(
        who=case.registered_by.name, month=case.due_on.month, day=case.due_on.day
    )


def _why_ask(case):
    said = consents_of(case)
    names = [row.party.name for row in sides_of(case) if row.pk not in said]
    return _("调解要双方自愿。还没有问{names}。").format(names="、".join(names))


def _why_assign(case):
    return _("双方都同意调解，还没有调解员。")


def _why_take_up(case):
    return _("{name}被指派了，还没有答复。接下之前要声明没有利害关系。").format(name=case.mediator.name)


def _why_seal(case):
    return _("各方和调解员都签了。盖章后协议生效，双方都要照着做。")


def _why_archive(case):
    return _("卷宗材料齐了就可以归档。立卷人和检查人应当是两个人。")


def _why_signatures(agreement):
    rows = list(agreement.signature_requests.exclude(status=SignatureRequest.Status.SIGNED).select_related("user"))
    names = [row.user.name for row in rows if row.signer != signing.Signer.MEDIATOR]
    if not names:
        return _("各方都签了，最后由调解员签名，再请主任盖章。")
    until = agreement.signing_expires_on
    last = _("最晚{month}月{day}日。").format(month=until.month, day=until.day) if until else ""
    return _("还差{names}。").format(names="、".join(names)) + last


def _why_performance(agreement):
    parts = performance.open_instalments(agreement)
    if not parts:
        return _("约定的都做到了，或者已经记下没有做到并告知了权利。")
    part = parts[0]
    what = (
        _("付{figures}元").format(figures=performance.figures(performance.left(part)))
        if part.amount is not None
        else part.obligation.text
    )
    return _("第{clause}条：{who}{what}，{until}前。").format(
        clause=clauses.numeral(part.obligation.position),
        who=part.obligation.obligor.party.name,
        what=what,
        until=clauses.day(part.due_on),
    )


def _why_talks(sessions):
    held = [row for row in sessions if row.recorded_at]
    if not held:
        return _("还没有谈过。可以到现场谈，也可以请双方到调解室。")
    last = held[-1]
    day = timezone.localtime(last.starts_at)
    return _("{month}月{day}日第{ordinal}次调解：{result}。").format(
        month=day.month, day=day.day, ordinal=last.ordinal, result=last.get_result_display()
    )
