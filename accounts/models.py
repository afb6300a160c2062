"""The person or system actor behind every act."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes users; there is no `create_superuser` because nobody may read every case (design rule: rights by standing)."""

    def create_user(self, username, *, name, kind, password=None):
        """A saved user; without a password nobody can log in with the name (parties enter by link and code)."""
        user = self.model(username=username, name=name, kind=kind)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save(using=self._db)
        return user

    def system(self, name):
        """The system actor `clock` or `channel`, made by migration."""
        return self.get(username=name, kind=User.Kind.SYSTEM)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who acts. Roles come from memberships and standings, never from this row."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("工作人员")
        PARTY = "party", _("当事人")
        SYSTEM = "system", _("系统")

    username = models.CharField(_("登录名"), max_length=64, unique=True)
    name = models.CharField(_("姓名"), max_length=100)
    kind = models.CharField(_("身份"), max_length=8, choices=Kind.choices)
    phone = models.CharField(_("办公电话"), max_length=32, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_staff = models.BooleanField(_("可进管理后台"), default=False)
    is_active = models.BooleanField(_("在用"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "kind"]
    objects = UserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            # Django and guardian answer True to everything for a superuser, so none can exist.
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="no_superuser_reads_cases"),
        ]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name
