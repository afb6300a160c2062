"""The timeline's rows (append-only, chained by hash) and the keys that make a form count once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One step that happened. Holds ids and hashes, never names or text; sentences are made when read."""

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("双方当事人可见")
        OFFICE = "office", _("只有调委会能看")
        MEDIATOR = "mediator", _("只有调解员能看")
        AUTHOR = "author", _("只有记录人能看")
        BUREAU = "bureau", _("只有司法行政机关能看")

    dispute = models.ForeignKey("cases.Dispute", models.PROTECT, related_name="entries")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    machine = models.CharField(max_length=16)
    thing_id = models.PositiveBigIntegerField()
    step = models.CharField(max_length=40)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    role = models.CharField(max_length=16)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    event_at = models.DateTimeField(_("发生时间"))
    entered_at = models.DateTimeField(_("记入时间"))
    facts = models.JSONField(default=dict)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("办案经过")
        default_permissions = ()
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["dispute", "place"], name="an_entry_has_its_place_in_the_chain")]
        indexes = [models.Index(fields=["case", "-place"], name="entry_by_case")]

    def __str__(self):
        return f"{self.dispute_id}/{self.place} {self.step}"


class SubmittedForm(models.Model):
    """The key of a form that was carried out, so that sending it twice does it once (security reference, trap 26)."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    step = models.CharField(max_length=40)
    sent_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.key)
