"""What an administrator does to staff accounts: opens them, corrects them, closes them; never reads a case."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.passwords import reachable
from notices import outbox

USER_PERMISSIONS = ("accounts.view_user", "accounts.add_user", "accounts.change_user")


def appoint(user: User, permissions: Iterable[str] = USER_PERMISSIONS) -> None:
    """Opens the administration pages to a staff user, for the models whose permissions are named ("app.codename").

    Raises LookupError for a permission that does not exist.
    """
    found = []
    for name in permissions:
        app_label, codename = name.split(".", 1)
        permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
        if permission is None:
            raise LookupError(f"There is no permission {name}.")
        found.append(permission)
    with transaction.atomic():
        user.is_staff = True
        user.save(update_fields=["is_staff"])
        user.user_permissions.set(found)


def dismiss(user: User) -> None:
    """Closes the administration pages to the user again."""
    with transaction.atomic():
        user.is_staff = False
        user.save(update_fields=["is_staff"])
        user.user_permissions.clear()


def open_account(user: User) -> None:
    """Saves a new staff user without a password; `passwords.send_temporary` sends the first one to the person."""
    user.kind = User.Kind.STAFF
    user.set_unusable_password()
    user.save()


def correct_account(user: User) -> None:
    """Saves changed particulars; a changed phone or e-mail is told to the old one, because passwords go there."""
    with transaction.atomic():
        old = User.objects.select_for_update().get(pk=user.pk)
        user.save(update_fields=["username", "name", "phone", "email", "is_active"])
        if (old.phone, old.email) == (user.phone, user.email):
            return
        said = {
            "kind": "contact_changed",
            "user": user,
            "subject": _("您的登录联系方式改了"),
            "body": _("管理员改了您账号的手机号或者电子邮箱。如果您不知道这件事，请马上告诉本单位负责人。"),
        }
        key = f"contact-changed:{uuid.uuid4()}"
        outbox.post(key=f"{key}:inbox", channel="in_app", **said)
        if where := reachable(old.phone, old.email):
            outbox.post(key=f"{key}:old", **where, **said)
