"""What happens between the sessions: telephone calls, absences, dangers that were reported."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.talks import Session


class Call(models.Model):
    """One telephone call to a party and what came of it; read by the mediator alone (人民调解法第15条)."""

    class Answer(models.TextChoices):
        SPOKE = "spoke", _("说上话了")
        NOBODY = "nobody", _("没有接")
        WRONG = "wrong", _("号码不对")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="calls")
    participation = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    answer = models.CharField(_("打通了没有"), max_length=8, choices=Answer.choices)
    text = models.TextField(_("说了什么"), blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(_("时间"))
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("电话")
        default_permissions = ()
        ordering = ["called_at", "id"]

    def __str__(self):
        return self.get_answer_display()


class Absence(models.Model):
    """Somebody did not come to a session that was arranged."""

    class Excuse(models.TextChoices):
        TOLD = "told", _("事先说了来不了")
        REASON = "reason", _("有正当理由")
        NONE = "none", _("没有说理由")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="absences")
    session = models.ForeignKey(Session, models.PROTECT, related_name="absences")
    participation = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    excuse = models.CharField(_("为什么没来"), max_length=8, choices=Excuse.choices)
    text = models.CharField(_("说明"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("缺席")
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="somebody_is_absent_once_a_session")
        ]

    def __str__(self):
        return self.get_excuse_display()


class RiskReport(models.Model):
    """A danger that was seen, and to whom it was told (人民调解法第25条)."""

    class Kind(models.TextChoices):
        VIOLENCE = "violence", _("家庭暴力或者其他暴力")
        MINOR = "minor", _("未成年人受到伤害或者有危险")
        SELF_HARM = "self_harm", _("可能轻生")
        CROWD = "crowd", _("可能多人聚集")
        CRIME = "crime", _("可能涉及犯罪")
        OTHER = "other", _("其他激化的可能")

    class Level(models.TextChoices):
        BLUE = "blue", _("留意")
        YELLOW = "yellow", _("较急")
        RED = "red", _("紧急")

    # 反家庭暴力法第14条、未成年人保护法第11条: these must be reported, whatever the parties wish.
    MUST_BE_TOLD = (Kind.VIOLENCE, Kind.MINOR)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="risks")
    kind = models.CharField(_("是什么危险"), max_length=12, choices=Kind.choices)
    level = models.CharField(_("急不急"), max_length=8, choices=Level.choices)
    text = models.TextField(_("看到或听到了什么"))
    told_to = models.CharField(_("报告给了谁"), max_length=100, blank=True)
    told_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    # What the police or whoever was told did about it; until somebody writes that down the case is somebody's turn.
    answer = models.TextField(_("后来怎么处理的"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("危险报告")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.get_level_display()}"

    @property
    def must_be_told(self):
        """Whether the law asks to report it, whatever the parties wish."""
        return self.kind in self.MUST_BE_TOLD
