"""Periods of law and practice, the calendar of working days, and the running deadlines of a case."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Period(models.Model):
    """How long a clock runs; rows, because practice and local rules differ (domain reference § 12.3)."""

    class Unit(models.TextChoices):
        NATURAL = "natural", _("自然日")
        WORKING = "working", _("工作日")

    code = models.CharField(_("代码"), max_length=32)
    organization = models.ForeignKey(
        "organizations.Organization", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("只用于")
    )
    name = models.CharField(_("名称"), max_length=60)
    length = models.PositiveSmallIntegerField(_("天数"))
    unit = models.CharField(_("单位"), max_length=8, choices=Unit.choices)
    law = models.CharField(_("依据"), max_length=120, blank=True)
    # Days before the last one on which the owner is told; 0 for none.
    first_warning = models.PositiveSmallIntegerField(_("提前几天提醒（蓝）"), default=7)
    second_warning = models.PositiveSmallIntegerField(_("提前几天再提醒（黄）"), default=3)

    class Meta:
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        constraints = [
            models.UniqueConstraint(fields=["code", "organization"], name="a_body_has_one_period_a_clock"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(organization__isnull=True), name="a_general_period_stands_once"
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.length}"


class CalendarDay(models.Model):
    """A day the State Council's yearly notice moved: a holiday on a weekday, or a working weekend (调休)."""

    date = models.DateField(_("日期"), unique=True)
    working = models.BooleanField(_("上班"))
    name = models.CharField(_("名称"), max_length=40)
    source = models.CharField(_("来源"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("放假和调休")
        verbose_name_plural = _("放假和调休")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date} {self.name}"


class Deadline(models.Model):
    """One clock of one case: from when, to when, whose it is, and how it ended."""

    class Status(models.TextChoices):
        RUNNING = "running", _("进行中")
        PAUSED = "paused", _("暂停")
        MET = "met", _("已完成")
        LEFT = "left", _("不再适用")
        LAPSED = "lapsed", _("已过期")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="deadlines")
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    law = models.CharField(max_length=120, blank=True)
    owner_role = models.CharField(max_length=16)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RUNNING)
    unit = models.CharField(max_length=8, choices=Period.Unit.choices, default=Period.Unit.NATURAL)
    paused_on = models.DateField(null=True, blank=True)
    # The day on which the clock acted after its end, where it runs on (an urged performance).
    acted_on = models.DateField(null=True, blank=True)
    # The last day fell on a day off and was moved (民法典第203条).
    rolled = models.BooleanField(default=False)
    # The year's holiday notice is not published yet: weekends only.
    provisional = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("期限")
        default_permissions = ()
        ordering = ["ends_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(status="running"), name="a_clock_runs_once_in_a_case"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.ends_on}"


class Extension(models.Model):
    """The term of the mediation was made longer with each side's consent: the old last day and the new one."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="extensions")
    before = models.DateField(_("原来到"))
    until = models.DateField(_("延长到"))
    reason = models.CharField(_("理由"), max_length=200)
    extended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    extended_at = models.DateTimeField()

    class Meta:
        verbose_name = _("延长期限")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.before} {self.until}"


class Pause(models.Model):
    """The talks rested from one day until another; `review_on` is the day on which they come up again."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="pauses")
    from_on = models.DateField(_("中止"))
    review_on = models.DateField(_("复查"))
    resumed_on = models.DateField(_("恢复"), null=True, blank=True)
    text = models.CharField(_("说明"), max_length=300, blank=True)
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField()

    class Meta:
        verbose_name = _("中止")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.from_on} {self.review_on}"
