"""What somebody keeps of the list of cases for himself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A view and its filters under a name of one's own; a typed search is never part of it, for it holds names."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("名字"), max_length=12)
    query = models.CharField(_("条件"), max_length=500)

    class Meta:
        verbose_name = _("存下的条件")
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="a_name_is_one_view_of_a_person"),
            models.UniqueConstraint(fields=["user", "query"], name="a_view_is_saved_once_by_a_person"),
        ]

    def __str__(self):
        return self.name
