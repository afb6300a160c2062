"""What happens in mediation: sessions, notes with an audience, offers, evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Session(models.Model):
    """One meeting, first arranged, later recorded (人民调解记录)."""

    class Result(models.TextChoices):
        AGREED = "agreed", _("达成协议")
        CONTINUE = "continue", _("没有谈成，双方愿意再谈")
        NOT_AGREED = "not_agreed", _("未达成协议")
        NOT_HELD = "not_held", _("没有开成")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="sessions")
    ordinal = models.PositiveSmallIntegerField(_("第几次"))
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=120)
    attendees = models.JSONField(_("参加人"), default=list, blank=True)
    record = models.TextField(_("调解记录"), blank=True)
    result = models.CharField(_("调解结果"), max_length=12, choices=Result.choices, blank=True)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("调解")
        default_permissions = ()
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["case", "ordinal"], name="a_session_has_its_place")]
        indexes = [models.Index(fields=["starts_at"], name="session_by_day")]

    def __str__(self):
        return f"{self.ordinal}"


class Note(models.Model):
    """Something written down during mediation; its audience is part of what it is (人民调解法第15条)."""

    class Audience(models.TextChoices):
        AUTHOR = "author", _("只有记录人能看")
        ONE_SIDE = "one_side", _("单独谈话，只有调解员能看")
        ALL_SIDES = "all_sides", _("双方当事人可见")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="notes")
    audience = models.CharField(_("谁能看"), max_length=10, choices=Audience.choices)
    participation = models.ForeignKey("cases.Participation", models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("内容"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    spoken_at = models.DateTimeField(_("谈话时间"))
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("谈话记录")
        default_permissions = ()
        ordering = ["spoken_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience="one_side", participation__isnull=False)
                | ~models.Q(audience="one_side") & models.Q(participation__isnull=True),
                name="a_private_talk_names_its_side",
            )
        ]

    def __str__(self):
        return self.get_audience_display()


class Offer(models.Model):
    """What one side asked or offered while talking; seen by the mediator alone (民诉法解释第107条)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="offers")
    participation = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2)
    terms = models.CharField(_("条件"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("出价")
        default_permissions = ()
        ordering = ["made_at", "id"]

    def __str__(self):
        return str(self.amount)


class Evidence(models.Model):
    """One item of evidence: what it is, who gave it, what it shows, and its file."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="evidence")
    name = models.CharField(_("证据名称"), max_length=120)
    given_by = models.ForeignKey("cases.Participation", models.PROTECT, null=True, blank=True, related_name="+")
    shows = models.CharField(_("证明内容"), max_length=300, blank=True)
    original_seen = models.BooleanField(_("已核对原件"), default=False)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("证据材料")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return self.name


class Report(models.Model):
    """What whoever filed the dispute said in his own words, at once and later; the register's text may differ from it.

    Read by the office and by himself: it is the "own text" of the standing `reported`.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="reports")
    text = models.TextField(_("内容"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("报告人的话")
        default_permissions = ()
        ordering = ["said_at", "id"]

    def __str__(self):
        return self.text[:40]
