"""What is sent: one row per message, written in the transaction of the step that causes it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encryption.fields import EncryptedTextField
from notices.quiet import Quiet


class Message(models.Model):
    """One message to one address or inbox; `key` says what it is about, so the same thing is never sent twice."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("站内")
        SMS = "sms", _("短信")
        EMAIL = "email", _("电子邮件")

    class State(models.TextChoices):
        WAITING = "waiting", _("等待发送")
        SENDING = "sending", _("正在发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("没有发出去")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=64)
    # What it is about, in words that only the room above understands: an id, never a name.
    about = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    address = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField(blank=True)
    link = EncryptedTextField(blank=True)
    calendar = EncryptedTextField(blank=True)
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    not_after = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField()
    # The hours in which this message may not leave, whenever it is tried; both or neither.
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        constraints = [
            # A link or code that stayed here would let staff enter as the party.
            models.CheckConstraint(
                condition=Q(secret=False) | Q(state__in=["waiting", "sending"]) | Q(body="", subject="", link=""),
                name="secret_message_erased_when_done",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
            models.CheckConstraint(
                condition=~Q(channel="in_app") | Q(user__isnull=False, secret=False), name="inbox_message_has_reader"
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state__in=["waiting", "sending"]), name="message_unsent"),
            models.Index(fields=["due_at"], condition=Q(state="failed"), name="message_failed"),
            models.Index(fields=["about", "-due_at"], condition=~Q(about=""), name="message_about"),
            models.Index(fields=["user", "-due_at"], condition=Q(channel="in_app"), name="message_inbox"),
        ]

    def __str__(self):
        return f"{self.channel} {self.key}"

    def next_allowed(self, moment):
        """The moment, or the end of the message's quiet hours in which it falls."""
        return moment if self.quiet_from is None else Quiet(self.quiet_from, self.quiet_until).next_allowed(moment)


class DailyMail(models.Model):
    """Somebody who wants his unread warnings as one e-mail on every working day; no row, no mail."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="daily_mail")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("每日邮件")
        verbose_name_plural = _("每日邮件")
        default_permissions = ()

    def __str__(self):
        return f"daily mail of {self.user_id}"
