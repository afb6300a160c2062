"""How a party comes in: a link that is worth nothing without a six-digit code, and a code that works once.

Finding an invitation writes nothing, because messengers and mail scanners open links. A code sent by phone belongs to
the browser that asked for it; one printed on a slip works in any browser, once. Digits of an ID number or a phone are
never asked for: a relative who knows the birthday has to guess nine bits.
"""

import hashlib
import re
import secrets
import unicodedata
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from accounts import throttle
from accounts.models import CODE_TRIES, Invitation, OneTimeCode, User
from accounts.throttle import TooMany
from encryption import keyring
from notices import outbox

__all__ = [
    "TooMany",
    "check_code",
    "find",
    "forget_old_codes",
    "in_force",
    "invite",
    "revoke",
    "send_code",
    "slip_code",
    "why_refused",
]

TOKEN_BYTES = 16
SENDS_A_DAY = 5
SENDS_A_DAY_TO_ONE_PHONE = 10  # a person may be party to several disputes
DAY = timedelta(days=1)
SENT_CODE_LASTS = timedelta(minutes=10)
SLIP_CODE_LASTS = timedelta(hours=24)


def invite(user: User, *, label: str, valid_for: timedelta) -> str:
    """A new link token for a party user: 128 random bits, returned once, stored only as sha256.

    `label` says who sent it and is shown before the code. Raises ValueError for users who are not parties.
    """
    if user.kind != User.Kind.PARTY:
        raise ValueError("Only parties are invited; staff log in.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Invitation.objects.create(user=user, token_hash=_sha256(token), label=label, expires_at=timezone.now() + valid_for)
    return token


def find(token: str) -> Invitation | None:
    """The invitation behind a link when it is in force, else None whatever the reason; reads only."""
    return _in_force().filter(token_hash=_sha256(token)).select_related("user").first()


def in_force(pk: int, user: User) -> bool:
    """Whether this invitation of the user still lets him in: not expired, not revoked."""
    return _in_force().filter(pk=pk, user=user).exists()


def revoke(user: User) -> int:
    """Ends every link of the user now, and with it his open sessions; returns how many links."""
    return Invitation.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def send_code(invitation: Invitation, *, phone: str, request_key: str) -> None:
    """Sends six digits to the party's phone, valid 10 minutes, only for the browser that holds `request_key`.

    An earlier code for the same browser no longer works. Raises TooMany after 5 codes a day for one invitation.
    The text names neither sender nor matter: the other side may hold the phone.
    """
    if not request_key:
        raise ValueError("A code that is sent belongs to a browser.")
    _count_send(f"code:{invitation.pk}", SENDS_A_DAY)
    _count_send(f"code-to:{keyring.blind_index(phone, context='accounts.code_phone')}", SENDS_A_DAY_TO_ONE_PHONE)
    with transaction.atomic():
        digits, code = _new_code(invitation, _sha256(request_key), SENT_CODE_LASTS)
        outbox.post(
            key=f"code:{code.pk}",
            kind="one_time_code",
            channel="sms",
            user=invitation.user,
            address=phone,
            body=_("您的验证码是%(code)s，10分钟内有效。请不要告诉别人，工作人员也不会问您要。") % {"code": digits},
            secret=True,
            not_after=code.expires_at,
        )


def slip_code(invitation: Invitation) -> str:
    """Six digits to print on a slip for a party without a phone: valid 24 hours, once, returned only here.

    An earlier slip of the same invitation no longer works. Raises TooMany after 5 slips a day.
    """
    _count_send(f"slip:{invitation.pk}", SENDS_A_DAY)
    digits, _code = _new_code(invitation, "", min(SLIP_CODE_LASTS, invitation.expires_at - timezone.now()))
    return digits


def check_code(invitation: Invitation, code: str, browser_key: str) -> bool:
    """True once for the right digits in the right browser.

    Every call costs one of the five tries of each code it may mean (the one that was sent, the one on the slip).
    Not to be called inside a transaction (RuntimeError): a rolled back try would not be counted.
    """
    digits = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", code))
    for candidate in _live_codes(invitation, browser_key):
        if _take_try(candidate.pk) and constant_time_compare(_code_hash(candidate, digits), candidate.code_hash):
            return _use(candidate.pk)
    return False


def why_refused(invitation: Invitation, browser_key: str) -> str:
    """After `check_code` said no, the newest code that could be meant here: wrong, used, locked, expired or none."""
    codes = invitation.codes.filter(browser_hash__in=["", _sha256(browser_key)], replaced_at=None)
    if _live_codes(invitation, browser_key).exists():
        return "wrong"
    newest = codes.order_by("-pk").first()
    if newest is None:
        return "none"
    if newest.used_at:
        return "used"
    return "locked" if newest.tries >= CODE_TRIES else "expired"


def forget_old_codes(older_than: timedelta = timedelta(days=30)) -> int:
    """Deletes codes that expired before `older_than`; returns how many."""
    return OneTimeCode.objects.filter(expires_at__lt=timezone.now() - older_than).delete()[0]


def _in_force():
    return Invitation.objects.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)


def _count_send(key, limit):
    if not throttle.allow(key, limit=limit, window=DAY):
        raise TooMany(_("今天的验证码已经发完了。请明天再试，或者打电话给调解员。"))


def _new_code(invitation, browser_hash, lasts):
    """The digits and their row; the row it replaces stops working in the same transaction."""
    digits = f"{secrets.randbelow(10**6):06}"
    now = timezone.now()
    code = OneTimeCode(
        invitation=invitation, browser_hash=browser_hash, salt=secrets.token_hex(16), expires_at=now + lasts
    )
    code.code_hash = _code_hash(code, digits)
    with transaction.atomic():
        invitation.codes.filter(browser_hash=browser_hash, replaced_at=None).update(replaced_at=now)
        code.save()
    return digits, code


def _live_codes(invitation, browser_key):
    live = Q(used_at=None, replaced_at=None, expires_at__gt=timezone.now(), tries__lt=CODE_TRIES)
    still_invited = Q(invitation__in=_in_force().filter(pk=invitation.pk))
    return OneTimeCode.objects.filter(live, still_invited, browser_hash__in=["", _sha256(browser_key)]).order_by("pk")


def _take_try(pk):
    with transaction.atomic(durable=True):
        row = OneTimeCode.objects.filter(
            pk=pk, tries__lt=CODE_TRIES, used_at=None, replaced_at=None, expires_at__gt=timezone.now()
        )
        return row.update(tries=F("tries") + 1) == 1


def _use(pk):
    return OneTimeCode.objects.filter(pk=pk, used_at=None, replaced_at=None).update(used_at=timezone.now()) == 1


def _code_hash(code, digits):
    """Keyed with SECRET_KEY: a million codes are tried in a second, so a plain hash would be the code."""
    text = f"{code.invitation_id}:{code.salt}:{digits}"
    return salted_hmac("accounts.one_time_code", text, algorithm="sha256").hexdigest()


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
