"""What a body decides about the text messages in its name: the hours in which none leaves, and its own words."""

import datetime as dt

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class QuietHours(models.Model):
    """The hours of the night in which no text leaves but codes and what is urgent; a row without a body is everyone's."""

    organization = models.ForeignKey(
        "organizations.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("只用于"),
        help_text=_("不选就是全市通用。"),
    )
    starts = models.TimeField(_("几点起不发"), default=dt.time(21))
    ends = models.TimeField(_("几点起再发"), default=dt.time(8), help_text=_("和上面一样，就是一整天都可以发。"))

    class Meta:
        verbose_name = _("夜间不发短信")
        verbose_name_plural = _("夜间不发短信")
        # Kept by whoever keeps the bodies: no model permission on this room is ever given to anybody.
        default_permissions = ()
        constraints = [
            # NULL differs from NULL: the general row would stand twice.
            models.UniqueConstraint(
                Coalesce("organization", 0, output_field=models.BigIntegerField()),
                name="a_body_has_its_quiet_hours_once",
                violation_error_message=_("这个调委会已经有一行了，请改那一行。"),
            )
        ]

    def __str__(self):
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


class Wording(models.Model):
    """A body's own words for one text message, in place of the general ones (cases/announcing.py)."""

    organization = models.ForeignKey(
        "organizations.Organization", models.CASCADE, related_name="+", verbose_name=_("调解组织")
    )
    code = models.CharField(_("哪一条短信"), max_length=40)
    words = models.CharField(
        _("改成"),
        max_length=70,
        help_text=_("前面的单位、称呼和后面的电话由系统加上。大括号里的词会换成真的内容。"),
    )

    class Meta:
        verbose_name = _("短信用语")
        verbose_name_plural = _("短信用语")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code"],
                name="a_body_words_a_text_once",
                violation_error_message=_("这一条已经改过了，请在原来那一行上改。"),
            )
        ]

    def __str__(self):
        return self.words
