"""The words of the machines: states, outcomes, and the stage a person sees for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Where a thing stands before the step that creates it; never stored.
NEW = "new"


class CaseState(models.TextChoices):
    """How far a case has come (outcome is a separate column)."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待受理")
    ACCEPTED = "accepted", _("已受理")
    ASSIGNED = "assigned", _("已指派")
    MEDIATING = "mediating", _("调解中")
    SUSPENDED = "suspended", _("中止")
    AGREEING = "agreeing", _("签署中")
    EFFECTIVE = "effective", _("已生效")
    CLOSED = "closed", _("结案")
    ARCHIVED = "archived", _("归档")


OPEN = (
    CaseState.SUBMITTED,
    CaseState.ACCEPTED,
    CaseState.ASSIGNED,
    CaseState.MEDIATING,
    CaseState.SUSPENDED,
    CaseState.AGREEING,
)
RUNNING = (*OPEN, CaseState.EFFECTIVE)


class Outcome(models.TextChoices):
    """How a case ended; set exactly when it closes."""

    DECLINED = "declined", _("不予受理")
    REFUSED = "refused", _("一方不同意调解")
    WITHDRAWN = "withdrawn", _("撤回或自行和解")
    FAILED = "failed", _("没有谈成")
    SETTLED_WRITTEN = "settled_written", _("达成书面协议")
    SETTLED_ORAL = "settled_oral", _("达成口头协议")


class AgreementState(models.TextChoices):
    """How far one version of an agreement has come."""

    DRAFT = "draft", _("起草中")
    FROZEN = "frozen", _("已定稿")
    SIGNING = "signing", _("签名中")
    ALL_SIGNED = "all_signed", _("各方已签")
    MEDIATOR_SIGNED = "mediator_signed", _("调解员已签")
    SEALING = "sealing", _("盖章中")
    SEALED = "sealed", _("已盖章")
    REFUSED = "refused", _("有人不签")
    VOIDED = "voided", _("已作废")
    ORAL = "oral", _("口头协议")
    SUPERSEDED = "superseded", _("已被新协议代替")


# What binds the parties (人民调解法第30、31条).
IN_FORCE = (AgreementState.SEALED, AgreementState.ORAL)


# 登记 受理 调解 签协议 履行回访 → 结案: the five stages of every page, and the states each one covers.
STAGES = (
    (_("登记"), (CaseState.DRAFT, CaseState.SUBMITTED)),
    (_("受理"), (CaseState.ACCEPTED, CaseState.ASSIGNED)),
    (_("调解"), (CaseState.MEDIATING, CaseState.SUSPENDED)),
    (_("签协议"), (CaseState.AGREEING,)),
    (_("履行回访"), (CaseState.EFFECTIVE,)),
)
