"""Who acts, and the doors they come in by: users, invitations, one-time codes, counted tries."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CODE_TRIES = 5  # of a million: a guesser succeeds with 5e-6 for each code


class UserManager(BaseUserManager):
    """Makes users; there is no `create_superuser` because nobody may read every case: rights come by standing."""

    def create_user(self, username, *, name, kind, password=None, phone="", email=""):
        """A saved user; without a password nobody can log in with the name (parties enter by link and code)."""
        user = self.model(
            username=self.model.normalize_username(username),
            name=name,
            kind=kind,
            phone=phone,
            email=self.normalize_email(email),
        )
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
    temporary_until = models.DateTimeField(_("临时密码的期限"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "kind"]
    objects = UserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            # Django and guardian answer True to everything for a superuser, so none can exist.
            models.CheckConstraint(condition=Q(is_superuser=False), name="no_superuser_reads_cases"),
            models.CheckConstraint(condition=Q(is_staff=False) | Q(kind="staff"), name="only_staff_administer"),
            # "!" begins an unusable password: parties enter by link and code, the clock and the channel never.
            models.CheckConstraint(
                condition=Q(kind="staff") | Q(password="") | Q(("password__startswith", "!")),
                name="only_staff_have_passwords",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_party(self):
        """Whether he comes by a link, as a party or for one."""
        return self.kind == self.Kind.PARTY

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class Invitation(models.Model):
    """A link that brings one party user to the door; worth nothing without a code, and only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("邀请")
        verbose_name_plural = _("邀请")

    def __str__(self):
        return f"invitation {self.pk}"


class OneTimeCode(models.Model):
    """Six digits sent or printed for one invitation: a keyed hash, five tries, one use."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="codes")
    browser_hash = models.CharField(max_length=64, blank=True)  # "" = printed on a slip: any browser, once
    salt = models.CharField(max_length=32)
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("验证码")
        verbose_name_plural = _("验证码")
        constraints = [models.CheckConstraint(condition=Q(tries__lte=CODE_TRIES), name="code_has_five_tries")]

    def __str__(self):
        return f"code {self.pk} of invitation {self.invitation_id}"


class Throttle(models.Model):
    """How many tries passed in the window that is open for one key; written only by accounts.throttle."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    opened_at = models.DateTimeField(db_index=True)
    passed = models.PositiveIntegerField()

    class Meta:
        db_table = "accounts_throttle"
        verbose_name = _("次数限制")
        verbose_name_plural = _("次数限制")

    def __str__(self):
        return f"{self.passed} since {self.opened_at:%Y-%m-%d %H:%M}"
