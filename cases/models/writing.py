"""Who has a page of a case open on which something is written."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OpenPage(models.Model):
    """One person before one such page; says nothing of what is typed, and is forgotten after a day."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(_("页面"), max_length=40)
    seen_at = models.DateTimeField(_("最后一次看到"), db_index=True)

    class Meta:
        verbose_name = _("打开着的页面")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "page", "user"], name="a_person_has_a_page_open_once"),
        ]

    def __str__(self):
        return f"{self.user} {self.page}"
