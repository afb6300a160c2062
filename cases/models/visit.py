"""Visits after an agreement (回访)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """One visit or call: whether the agreement is kept, how content the parties are (人民调解法第31条)."""

    class Satisfaction(models.TextChoices):
        CONTENT = "content", _("满意")
        FAIR = "fair", _("基本满意")
        DISCONTENT = "discontent", _("不满意")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="visits")
    visited_at = models.DateTimeField(_("回访时间"))
    performance = models.TextField(_("履行情况"))
    satisfaction = models.CharField(_("满意度"), max_length=12, choices=Satisfaction.choices)
    sued = models.CharField(_("是否起诉及结果"), max_length=200, blank=True)
    remaining_danger = models.CharField(_("是否还有激化可能"), max_length=200, blank=True)
    measures = models.CharField(_("采取的措施"), max_length=300, blank=True)
    visited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("回访")
        default_permissions = ()
        ordering = ["id"]

    def __str__(self):
        return f"{self.visited_at}"
