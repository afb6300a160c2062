"""What must hold before a signature counts (电子签名法第3、13条; signing ceremony of the security reference)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import signing
from cases.models.people import Mandate
from cases.models.signature import SignatureRequest
from cases.step import Closed
from documents import strokes as ink

Status = SignatureRequest.Status


def it_waits_for_this_signature(thing, by, facts):
    """The request is open, belongs here, and the text is the one that was shown."""
    request = facts.get("request")
    if request is None:
        return None
    fresh = SignatureRequest.objects.filter(pk=request.pk, case_id=thing.case.pk).first()
    if fresh is None:
        return Closed(_("没有找到这份签名，请回到签名页再试。"))
    if fresh.status == Status.SIGNED:
        return Closed(_("已经签过了，不用再签。"))
    if fresh.status != Status.WAITING:
        return Closed(_("这份文书现在不能签，请看签名页上的说明。"))
    if facts.get("sha256") != fresh.sha256:
        return Closed(_("文书内容有了变化，请重新看一遍再签。"))
    return _the_name_is_written(facts)


def it_is_a_signature_of_this_paper(thing, by, facts):
    """The agreement's machine counts its own signatures, the case's steps those of all other papers."""
    requests = list(facts.get("requests") or ())
    if facts.get("request") is not None:
        requests.append(facts["request"])
    wanted = None if thing is thing.case else thing.pk
    if all(request.agreement_id == wanted for request in requests):
        return None
    return Closed(_("这份签名不在这里签，请从签名页进入。"))


def the_mediator_signs_last(thing, by, facts):
    """人民调解法第29条: his signature has a step of its own, with a fresh second factor."""
    request = facts.get("request")
    if request is None or request.signer != SignatureRequest.Signer.MEDIATOR:
        return None
    return Closed(_("调解员最后签，请等大家签好后从“调解员签名”进入。"), _("人民调解法第29条"))


def the_signing_period_runs(thing, by, facts):
    """Checked at every signature, not only by the sweep (signing ceremony, expiry)."""
    if thing.signing_expires_on is None or thing.signing_expires_on >= timezone.localdate():
        return None
    return Closed(_("签名期限已经过了，请先再谈谈，重新定稿后再签。"))


def _the_name_is_written(facts):
    try:
        ink.judge(facts["strokes"])
    except ink.TooLittleInk as flaw:
        return Closed(str(flaw))
    return None


def the_paper_may_be_signed_on_a_tablet(thing, by, facts):
    """电子签名法第3条: papers on marriage, adoption, inheritance and other personal status are signed in ink."""
    if not thing.case.dispute_type.ink_only:
        return None
    return Closed(_("涉及婚姻、收养、继承等人身关系的文书不能用电子签名，请打印出来签。"), _("电子签名法第3条"))


def somebody_saw_it_signed(thing, by, facts):
    """Level 3 at the counter: identity paper seen, and a witness who is neither the operator nor the signer."""
    request = facts.get("request")
    if request is None:
        return None
    if request.user_id == by.pk:
        # A colleague signs in his own session; a party's own telephone is another ceremony.
        return None if by.kind == by.Kind.STAFF else Closed(_("请到调委会当面签，或者签纸质的。"))
    if not facts.get("identity_checked"):
        return Closed(_("请先看过本人的身份证件，再勾选“已核对”。"))
    witness = (facts.get("witness") or "").strip()
    if not witness:
        return Closed(_("请写上在场见证人的姓名。"))
    if witness in (by.name, request.user.name):
        return Closed(_("见证人不能是签名人自己，也不能是操作的人，请另请一位。"))
    return None


def the_mandate_holds(thing, by, facts):
    """民法典第171、173条: whose mandate has ended binds his client no more, whatever he was asked to sign before.

    What he signed in ink while it held may be handed in later: `at` is the day of the signing.
    """
    sheet = list(facts.get("requests") or ())
    for request in [*sheet, *([facts["request"]] if facts.get("request") else ())]:
        mandate = request.mandate_id and Mandate.objects.get(pk=request.mandate_id)
        if mandate and not (mandate.held_on(timezone.localdate(facts["at"])) if sheet else mandate.in_force):
            return Closed(
                _("{name}的代理已经结束，不能再代签。是协议的，请再谈谈，重新定稿。").format(name=request.user.name),
                _("民法典第171条"),
            )
    return None


def only_the_signer_signs_himself(thing, by, facts):
    """A party in his own session signs for himself alone; staff hold the tablet for parties, never for a colleague."""
    request = facts.get("request")
    if request is None or request.user_id == by.pk:
        return None
    if by.kind == by.Kind.PARTY:
        return Closed(_("您只能签自己的名字。"))
    if request.user.kind == by.Kind.STAFF:
        return Closed(_("请{name}用自己的账号登录后签。").format(name=request.user.name))
    return None


def these_signatures_are_open(thing, by, facts):
    requests = facts.get("requests")
    if requests is None:
        return None
    if not requests:
        return Closed(_("请勾选这张纸上签了名的人。"))
    if len({request.document_id for request in requests}) != 1:
        return Closed(_("一张纸只能是一份文书，请分开交。"))
    waiting = SignatureRequest.objects.filter(
        pk__in=[request.pk for request in requests],
        case_id=thing.case.pk,
        status__in=[Status.WAITING, Status.SHEET_ATTACHED],
    ).count()
    return None if waiting == len(requests) else Closed(_("有人已经签过或不再需要签，请重新勾选。"))


def a_second_person_compares(thing, by, facts):
    """Ink counts when somebody other than who filed the scan has compared it (only where the body has two people)."""
    requests = facts.get("requests")
    if requests is None:
        return None
    if not requests:
        return Closed(_("请勾选核对过的签名。"))
    fresh = list(SignatureRequest.objects.filter(pk__in=[r.pk for r in requests], case_id=thing.case.pk))
    if len(fresh) != len(requests) or any(row.status != Status.SHEET_ATTACHED for row in fresh):
        return Closed(_("没有要核对的扫描件，请先交签好的纸。"))
    if signing.works_alone(by, thing.case.organization):
        return None
    if any(row.sheet_attached_by_id == by.pk for row in fresh):
        return Closed(_("扫描件是您自己交的，要请另一位同事核对。"))
    if any(row.user_id == by.pk for row in fresh):
        return Closed(_("不能核对自己的签名，请另一位同事核对。"))
    return None
