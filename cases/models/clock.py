"""Periods of law and practice, the calendar of working days, and the running deadlines of a case."""

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
        MET = "met", _("已完成")
        LEFT = "left", _("不再适用")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="deadlines")
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    law = models.CharField(max_length=120, blank=True)
    owner_role = models.CharField(max_length=16)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RUNNING)
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
