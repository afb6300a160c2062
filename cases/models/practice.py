"""What a room writes beside the talks: whom it asked about the facts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Investigation(models.Model):
    """Somebody was asked about the facts: a party, or people who are none (调查记录)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="investigations")
    ordinal = models.PositiveSmallIntegerField(_("第几份"))
    participation = models.ForeignKey("cases.Participation", models.PROTECT, null=True, blank=True, related_name="+")
    others = models.JSONField(_("其他被调查人"), default=list, blank=True)
    place = models.CharField(_("地点"), max_length=120)
    attendees = models.JSONField(_("参加人"), default=list, blank=True)
    record = models.TextField(_("记录"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("时间"))
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("调查")
        default_permissions = ()
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["case", "ordinal"], name="an_investigation_has_its_place")]

    def __str__(self):
        party = [self.participation.party.name] if self.participation_id else []
        return "、".join([*party, *self.others])
