"""A person's standing in one case, as a django-guardian object permission with a real foreign key."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase


class CaseGrant(UserObjectPermissionBase):
    """Written only by cases/standing.py when a step grants or ends a standing; checked for validity at every use."""

    content_object = models.ForeignKey("cases.Case", models.CASCADE, related_name="grants")
    # For ordering a list of grants by the case's age without touching the case.
    case_created = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    # What gave the standing (participation:7, assignment:3 …); the row goes when the last source ends.
    sources = models.JSONField(default=list)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("身份关系")
        default_permissions = ()
        indexes = [
            models.Index(fields=["user", "-case_created", "-content_object"], name="grant_by_person"),
            models.Index(fields=["user", "permission", "valid_until", "content_object"], name="grant_in_force"),
        ]

    def __str__(self):
        return f"{self.user_id} {self.permission_id} {self.content_object_id}"
