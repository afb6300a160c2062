"""Passwords of staff: changed by their owner, or begun with a temporary one that no administrator sees."""

import re
import secrets
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts import throttle
from accounts.models import User
from accounts.throttle import TooMany
from notices import outbox

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else on a phone: no i, l, o, 0, 1
TEMPORARY_LASTS = timedelta(hours=24)
TEMPORARY_A_DAY = 3
MOBILE = re.compile(r"(?:\+?86)?1\d{10}")


class NoAddress(Exception):
    """The user has neither a mobile number nor an e-mail address; `message_zh` says what to do."""

    def __init__(self, message_zh):
        super().__init__(str(message_zh))
        self.message_zh = message_zh


@sensitive_variables("password")
def change(user: User, password: str) -> None:
    """Sets the owner's new password and tells them so; every other session of theirs ends with the old hash."""
    with transaction.atomic():
        user.set_password(password)
        user.temporary_until = None
        user.save(update_fields=["password", "temporary_until"])
        outbox.post(
            key=f"password-changed:{uuid.uuid4()}",
            kind="password_changed",
            channel="in_app",
            user=user,
            subject=_("您的登录密码改好了"),
            body=_("如果不是您自己改的，请马上找本单位的管理员。"),
        )


@sensitive_variables("password", "groups")
def send_temporary(user: User) -> None:
    """Sends a random password, valid 24 hours and only for choosing another, to the user's own mobile or e-mail.

    An administrator who could set passwords could log in as a mediator and read cases. Raises NoAddress when there is
    nowhere to send it, TooMany after 3 in a day, ValueError for users who are not staff.
    """
    if user.kind != User.Kind.STAFF:
        raise ValueError("Only staff have passwords.")
    where = reachable(user.phone, user.email)
    if not where:
        raise NoAddress(_("请先填这个人的手机号或者电子邮箱，密码只发给他本人。"))
    if not throttle.allow(f"temporary-password:{user.pk}", limit=TEMPORARY_A_DAY, window=timedelta(days=1)):
        raise TooMany(_("今天已经发了3次，请明天再发。"))
    groups = ["".join(secrets.choice(READABLE) for _place in range(4)) for _group in range(4)]
    password = "-".join(groups)
    with transaction.atomic():
        user.set_password(password)
        user.temporary_until = timezone.now() + TEMPORARY_LASTS
        user.save(update_fields=["password", "temporary_until"])
        outbox.post(
            key=f"temporary-password:{uuid.uuid4()}",
            kind="temporary_password",
            **where,
            user=user,
            subject=_("临时登录密码"),
            body=_("临时密码：%(password)s，24小时内有效，登录后请换成自己的。") % {"password": password},
            secret=True,
            not_after=user.temporary_until,
        )


def reachable(phone: str, email: str) -> dict[str, str]:
    """Channel and address to reach a person: the mobile first, then e-mail; empty when there is neither."""
    digits = re.sub(r"[\s\-]", "", phone)
    if MOBILE.fullmatch(digits):
        return {"channel": "sms", "address": digits}
    return {"channel": "email", "address": email} if email else {}
