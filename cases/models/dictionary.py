"""Lists that an administrator edits: dispute types, sources, reasons (versioned by validity, never in code)."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Dated(models.Model):
    """A list entry that holds for a time; old cases keep theirs."""

    code = models.CharField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    valid_from = models.DateField(_("起用日期"), null=True, blank=True)
    valid_until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self):
        return self.name


class DisputeType(Dated):
    """纠纷类型 of the justice statistics (domain reference § 7.1, newer list)."""

    report_column = models.CharField(_("统计栏目"), max_length=40, blank=True)
    # 电子签名法第3条: papers on marriage, adoption, inheritance cannot be signed electronically.
    ink_only = models.BooleanField(_("只能手写签名"), default=False)
    quick_pick = models.BooleanField(_("报纠纷时可选"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("纠纷类型")
        verbose_name_plural = _("纠纷类型")


class CaseSource(Dated):
    """案件来源 of the justice statistics (domain reference § 7.2), with our sub-sources."""

    own_initiative = models.BooleanField(_("属于主动调解"), default=False)
    by_application = models.BooleanField(_("依申请"), default=False)

    class Meta(Dated.Meta):
        verbose_name = _("案件来源")
        verbose_name_plural = _("案件来源")


class Reason(Dated):
    """A typed reason for declining, sending back, terminating, withdrawing; the given ones have a translation."""

    class Kind(models.TextChoices):
        DECLINE = "decline", _("不予受理")
        SEND_BACK = "send_back", _("退回补充")
        TERMINATE = "terminate", _("终止调解")
        WITHDRAW = "withdraw", _("撤回")
        SUSPEND = "suspend", _("中止")

    kind = models.CharField(_("用于"), max_length=12, choices=Kind.choices)

    class Meta(Dated.Meta):
        verbose_name = _("事由")
        verbose_name_plural = _("事由")

    def __str__(self):
        return gettext(self.name)


class Retention(models.Model):
    """How long a dossier is kept, by outcome; a body's own row wins (no national years are fixed by law)."""

    organization = models.ForeignKey(
        "organizations.Organization", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("只用于")
    )
    outcome = models.CharField(_("结果"), max_length=20)
    text = models.CharField(_("保管期限"), max_length=40)

    class Meta:
        verbose_name = _("保管期限")
        verbose_name_plural = _("保管期限")
        constraints = [
            models.UniqueConstraint(fields=["organization", "outcome"], name="a_body_has_one_retention_an_outcome"),
            models.UniqueConstraint(
                fields=["outcome"],
                condition=models.Q(organization__isnull=True),
                name="a_general_retention_stands_once",
            ),
        ]

    def __str__(self):
        return self.text
