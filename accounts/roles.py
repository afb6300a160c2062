"""The roles a user can act in; one column of the matrix each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody acts as. Memberships give the staff roles, standings give party, agent and helper."""

    PARTY = "party", _("当事人")
    AGENT = "agent", _("代理人")
    CLERK = "clerk", _("登记人")
    GRID_WORKER = "grid_worker", _("网格员")
    MEDIATOR = "mediator", _("人民调解员")
    HELPER = "helper", _("受邀参加人")
    HEAD = "head", _("主任")
    BUREAU = "bureau", _("司法行政机关")
    AUDITOR = "auditor", _("审计员")
    ADMIN = "admin", _("系统管理员")
    CLOCK = "clock", _("系统时钟")
    CHANNEL = "channel", _("接入渠道")


# Roles that a membership in a body may give.
STAFF_ROLES = (
    Role.CLERK,
    Role.GRID_WORKER,
    Role.MEDIATOR,
    Role.HEAD,
    Role.BUREAU,
    Role.AUDITOR,
    Role.ADMIN,
)
