"""A request that one person sign one issued paper, and what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignatureRequest(models.Model):
    """Serves every signed paper; moves only by a conditional UPDATE on (status, version, sha256)."""

    class Signer(models.TextChoices):
        PARTY = "party", _("当事人")
        GUARDIAN = "guardian", _("监护人")
        LEGAL_REPRESENTATIVE = "legal_representative", _("法定代表人")
        AGENT = "agent", _("委托代理人")
        MEDIATOR = "mediator", _("人民调解员")
        RECORDER = "recorder", _("记录人")

    class Way(models.TextChoices):
        INK = "ink", _("纸上签名")
        TABLET = "tablet", _("平板当面签名")
        # Its ceremony (link, code, consent, strokes) comes with phone signing; the column already knows the word.
        PHONE = "phone", _("手机签名")

    class Status(models.TextChoices):
        WAITING = "waiting", _("等签名")
        SHEET_ATTACHED = "sheet_attached", _("等核对")
        SIGNED = "signed", _("已签")
        REFUSED = "refused", _("不签")
        VOIDED = "voided", _("已作废")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="signature_requests")
    agreement = models.ForeignKey(
        "cases.Agreement", models.PROTECT, null=True, blank=True, related_name="signature_requests"
    )
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()
    signer = models.CharField(_("身份"), max_length=24, choices=Signer.choices)
    participation = models.ForeignKey("cases.Participation", models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.ForeignKey(
        "cases.Mandate", models.PROTECT, null=True, blank=True, related_name="signature_requests"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    way = models.CharField(_("签名方式"), max_length=8, choices=Way.choices, blank=True)
    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, default=Status.WAITING)
    # 3 = at the counter, identity card seen, witness present (the signing ceremony's levels).
    identity_level = models.PositiveSmallIntegerField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    witness = models.CharField(_("见证人"), max_length=100, blank=True)
    consent_text = models.TextField(blank=True)
    strokes = models.JSONField(null=True, blank=True)
    # The box it was written in: size, how often it was turned, finger or pen.
    pad = models.JSONField(default=dict, blank=True)
    image_sha256 = models.CharField(max_length=64, blank=True)
    sheet = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    sheet_attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sheet_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("签名")
        default_permissions = ()
        ordering = ["position", "id"]
        indexes = [
            models.Index(
                fields=["case", "position"],
                name="signature_still_open",
                condition=models.Q(status__in=["waiting", "sheet_attached"]),
            ),
            models.Index(fields=["case"], name="sheet_to_compare", condition=models.Q(status="sheet_attached")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="a_signer_is_asked_once_a_paper"),
            models.CheckConstraint(
                condition=~models.Q(status="signed") | models.Q(signed_at__isnull=False) & ~models.Q(way=""),
                name="signed_has_its_time_and_way",
            ),
        ]

    def __str__(self):
        return f"{self.get_signer_display()} {self.get_status_display()}"
