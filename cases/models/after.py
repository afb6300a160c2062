"""What comes after the road, or beside it: complaints, and material added to an archived dossier."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Complaint(models.Model):
    """A party complains of a mediator or a body; read by the justice bureau and by itself alone (人民调解法第15条)."""

    class About(models.TextChoices):
        MEDIATOR = "mediator", _("调解员")
        BODY = "body", _("调委会")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="complaints")
    participation = models.ForeignKey("cases.Participation", models.PROTECT, related_name="+")
    about = models.CharField(_("投诉谁"), max_length=10, choices=About.choices)
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("怎么回事"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("时间"))
    answer_by = models.DateField(_("最晚答复"))
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("投诉")
        default_permissions = ()
        ordering = ["id"]
        indexes = [models.Index(fields=["answer_by"], name="complaint_open", condition=models.Q(answered_at=None))]

    def __str__(self):
        return self.get_about_display()

    # The bureau's clock, in the words of a Deadline.

    @property
    def starts_on(self):
        return timezone.localdate(self.raised_at)

    @property
    def ends_on(self):
        return self.answer_by


class Supplement(models.Model):
    """A line added to the index of an archived dossier: what, by whom, when; nothing that was filed changes."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="supplements")
    title = models.CharField(_("材料名称"), max_length=120)
    reason = models.CharField(_("为什么补"), max_length=200)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("补充材料")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return self.title
