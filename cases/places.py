"""The places to sign on a paper, as the signing pages show them: who has signed, how, and what may be done next by whom."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases import standing, versions
from cases.clauses import figures, near
from cases.models.agreement import Agreement
from cases.models.signature import SignatureRequest
from cases.states import AgreementState
from cases.step import Closed
from cases.workflow import signing_requirements as must

Status, Way, Signer = SignatureRequest.Status, SignatureRequest.Way, SignatureRequest.Signer
TONES = {Status.SIGNED: "ok", Status.WAITING: "warn", Status.SHEET_ATTACHED: "info", Status.REFUSED: "bad"}


@dataclass(frozen=True)
class Place:
    """One signer's line. act: "tablet" (a colleague holds it), "own" (sign now), "mediator", or "" with a hint."""

    request: SignatureRequest
    tone: str
    how: str
    act: str
    hint: str


@dataclass(frozen=True)
class Coming:
    """What comes next for somebody who has just signed."""

    title: str
    text: str


def of(document):
    """Every request to sign this paper, in printing order, in one query."""
    return list(
        SignatureRequest.objects.filter(document=document).select_related(
            "user", "participation__party", "sheet", "sheet_attached_by", "sheet_confirmed_by", "identity_checked_by"
        )
    )


def agreement_on(case, document):
    """The version of the agreement that this paper is, frozen or sealed; None for every other paper."""
    found = (
        Agreement.objects.filter(case=case)
        .filter(Q(document=document) | Q(sealed_document=document))
        .select_related("document", "sealed_document")
        .first()
    )
    if found is not None:
        found.case = case
    return found


def lines(case, requests, agreement, user):
    """The page's lines for this user (no query)."""
    step = "sign" if agreement is not None else "sign_paper"
    allowed = standing.role_among(case.held, step) is not None
    return [
        Place(row, TONES.get(row.status, ""), _how(row), *_act(case, row, agreement, user, allowed)) for row in requests
    ]


def _how(row):
    """How and before whom it was signed."""
    if row.status == Status.REFUSED:
        return row.refused_reason
    if row.status == Status.SHEET_ATTACHED:
        return _("纸上签的，{name}交来扫描件，等另一位同事核对").format(name=row.sheet_attached_by.name)
    if row.status != Status.SIGNED:
        return ""
    if row.way == Way.INK:
        return _("纸上签的，{first}交来，{second}核对").format(
            first=row.sheet_attached_by.name, second=row.sheet_confirmed_by.name
        )
    if row.identity_checked_by_id == row.user_id:
        return _("用自己的账号签的")
    return _("平板当面签，{name}看过证件，见证人{witness}").format(
        name=row.identity_checked_by.name, witness=row.witness
    )


def _act(case, row, agreement, user, allowed):
    """(act, hint) for a place that waits."""
    if row.status != Status.WAITING or not _may_still_be_signed(row, agreement):
        return "", ""
    if case.dispute_type.ink_only:
        return "", _("要在纸上签")
    if agreement is not None and row.signer == Signer.MEDIATOR:
        if agreement.state != AgreementState.ALL_SIGNED:
            return "", _("等大家都签了再签")
        own = row.user_id == user.pk
        return ("mediator", "") if own else ("", _("等{name}登录后签").format(name=row.user.name))
    if row.user_id == user.pk:
        return ("own", "") if allowed else ("", "")
    if row.user.kind == User.Kind.STAFF:
        return "", _("等{name}登录后签").format(name=row.user.name)
    return ("tablet", "") if allowed else ("", "")


def _may_still_be_signed(row, agreement):
    return agreement is None or agreement.state in (AgreementState.SIGNING, AgreementState.ALL_SIGNED)


def cannot_be_signed_here(row, user):
    """Why this place cannot be signed on the tablet by whoever holds it now, as Closed; None when it can."""
    thing = row.agreement or row.case
    words = {
        Status.SHEET_ATTACHED: _("已经交了纸上签名的扫描件，等同事核对，不用再签。"),
        Status.REFUSED: _("已经表示不签，请回到调解再谈。"),
        Status.VOIDED: _("这一版已经作废，请看新的一版。"),
    }
    if row.status in words:
        return Closed(words[row.status])
    checks = [must.the_paper_may_be_signed_on_a_tablet, must.only_the_signer_signs_himself]
    if row.agreement is not None:
        checks = [must.the_mediator_signs_last, must.the_signing_period_runs, *checks]
        if row.agreement.state != AgreementState.SIGNING:
            state = row.agreement.get_state_display()
            return Closed(_("这份协议现在是“{state}”，不能再签。").format(state=state))
    found = (one(thing, user, {"request": row}) for one in checks)
    return next((closed for closed in found if closed is not None), None)


def after_signing(row):
    """What the done page tells the signer (ux reference § 5, confirmation page)."""
    agreement = row.agreement
    if agreement is None:
        return [Coming(_("这份文书签好了"), _("有疑问，随时问调解员。"))]
    waiting = [
        other.user.name
        for other in of(row.document)
        if other.status != Status.SIGNED and other.signer != Signer.MEDIATOR
    ]
    coming = []
    if waiting:
        names = _("、").join(dict.fromkeys(waiting))
        coming.append(Coming(_("等{names}签名").format(names=names), _("大家都签了，最后由调解员签名、调委会盖章。")))
    else:
        coming.append(Coming(_("等调解员签名、调委会盖章"), _("盖章那天协议生效，我们会告诉您。")))
    if row.participation_id:
        coming += _first_date(agreement, row.participation_id)
    coming.append(Coming(_("想让法院确认这份协议？"), _("生效后30天内，双方一起申请，不收费。")))
    return coming


def _first_date(agreement, side):
    """The first due date of one side, in its own words."""
    today = timezone.localdate()
    dates = [
        (part.due_on, obligation, part)
        for obligation in versions.obligations_of(agreement)
        if side in (obligation.obligee_id, obligation.obligor_id)
        for part in obligation.instalments.all()
        if part.due_on >= today
    ]
    if not dates:
        return []
    due_on, obligation, part = min(dates, key=lambda one: (one[0], one[1].position))
    gets = obligation.obligee_id == side
    when = _("{day}前").format(day=near(due_on))
    if part.amount is not None:
        text = _("收第一笔钱：{figures}元") if gets else _("付第一笔钱：{figures}元")
        return [Coming(when + text.format(figures=figures(part.amount)), _("到那天我们会问做到没有。"))]
    who = _("对方") if gets else _("您")
    return [Coming(when + _("{who}：{what}").format(who=who, what=obligation.text), _("到那天我们会问做到没有。"))]
