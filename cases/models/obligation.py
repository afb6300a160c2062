"""The clauses of an agreement as rows: who owes what to whom by when, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Obligation(models.Model):
    """Who owes what to whom by when: one row makes the clause, both summaries, the reminder, the performance list."""

    class Kind(models.TextChoices):
        PAY = "pay", _("付钱")
        REPAIR = "repair", _("修好")
        ACT = "act", _("做一件事")
        REFRAIN = "refrain", _("不再做")
        APOLOGISE = "apologise", _("赔礼道歉")

    class Method(models.TextChoices):
        CASH = "cash", _("现金")
        TRANSFER = "transfer", _("转账")
        PHONE = "phone", _("手机支付")
        NONE = "", _("不涉及")

    agreement = models.ForeignKey("cases.Agreement", models.PROTECT, related_name="obligations")
    position = models.PositiveSmallIntegerField(_("第几条"))
    kind = models.CharField(_("种类"), max_length=12, choices=Kind.choices)
    obligor = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    obligee = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.CharField(_("内容"), max_length=300, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    method = models.CharField(_("方式"), max_length=12, choices=Method.choices, blank=True)

    class Meta:
        verbose_name = _("履行义务")
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="a_clause_has_its_place"),
            models.CheckConstraint(condition=~models.Q(obligor=models.F("obligee")), name="nobody_owes_himself"),
        ]

    def __str__(self):
        return f"{self.position}"


class Instalment(models.Model):
    """One payment or act that falls due; an obligation without instalments of its own has exactly one."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("期限"))

    class Meta:
        verbose_name = _("分期")
        default_permissions = ()
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["obligation", "position"], name="an_instalment_has_its_place")]

    def __str__(self):
        return f"{self.due_on}"


class PerformanceRecord(models.Model):
    """What was done on one instalment, as one side or the mediator says, and whether the other side confirms."""

    class Kind(models.TextChoices):
        DONE = "done", _("做到了")
        PARTIAL = "partial", _("做了一部分")
        BREACH = "breach", _("没有做到")

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="records")
    kind = models.CharField(_("情况"), max_length=8, choices=Kind.choices)
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    happened_on = models.DateField(_("日期"))
    method = models.CharField(_("方式"), max_length=12, choices=Obligation.Method.choices, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    proof = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("履行情况")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_breach(self):
        """Whether it says that the promise was not kept."""
        return self.kind == self.Kind.BREACH
