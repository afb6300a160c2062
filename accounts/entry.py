"""Coming in and going out: every entry begins a new session key, every exit empties the browser."""

import secrets
from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts import backends, recent, throttle
from accounts.address import coarse_address
from accounts.models import Invitation, User
from encryption import keyring

TRIES = 5
TRIES_FROM_ONE_ADDRESS = 200  # a ceiling against machines: a whole office, or a carrier's network, shares one address
WINDOW = timedelta(minutes=15)

ENTERED_AT = "entered_at"  # session keys; whole seconds since 1970, server time
SEEN_AT = "seen_at"
INVITATION = "invitation"
BROWSER_KEY = "browser_key"
SHARED_DEVICE = "shared_device"  # the browser may be somebody else's too


class Refused(Exception):
    """No entry; `message_zh` is the same whether or not the user exists."""

    def __init__(self, message_zh):
        super().__init__(str(message_zh))
        self.message_zh = message_zh


@sensitive_variables("password")
def by_password(request: HttpRequest, username: str, password: str) -> User:
    """Begins a staff session. Raises Refused for a wrong name or password and after 5 tries in 15 minutes."""
    user = _check(request, username, password)
    _begin(request, user, backends.STAFF)
    return user


@sensitive_variables("password")
def confirm(request: HttpRequest, password: str) -> None:
    """Notes in the session that the user at the keyboard just gave the password again. Raises Refused like a login."""
    _check(request, request.user.get_username(), password)
    request.session.cycle_key()
    recent.note(request)


def by_invitation(request: HttpRequest, invitation: Invitation) -> User:
    """Begins a party's session after `invitations.check_code` said yes; whoever was logged in before is out."""
    _begin(request, invitation.user, backends.PARTY)
    request.session[INVITATION] = invitation.pk
    return invitation.user


def leave(request: HttpRequest, response: HttpResponse, *, keep_text: bool = False) -> HttpResponse:
    """Ends the session and tells the browser to forget what it kept of it: the next citizen presses Back.

    keep_text: the session of a member of staff ran out by itself; what he had typed stays in his own browser.
    """
    end_session(request)
    response["Cache-Control"] = "no-store"
    response["Clear-Site-Data"] = '"cache"' if keep_text else '"cache", "storage"'
    return response


def browser_key(request: HttpRequest) -> str:
    """A random key of this browser, kept in its session. Call it from a POST only: opening a link writes nothing."""
    if BROWSER_KEY not in request.session:
        request.session[BROWSER_KEY] = secrets.token_urlsafe(16)
    return request.session[BROWSER_KEY]


def seconds_now() -> int:
    return int(timezone.now().timestamp())


@sensitive_variables("password")
def _check(request, username, password):
    name_key = f"login:{keyring.blind_index(username, context='accounts.login')}"
    from_key = f"login-from:{coarse_address(request)}"
    if not (
        throttle.allow(name_key, limit=TRIES, window=WINDOW)
        and throttle.allow(from_key, limit=TRIES_FROM_ONE_ADDRESS, window=WINDOW)
    ):
        raise Refused(_("试的次数太多了。请过15分钟再试，或者找本单位的管理员。"))
    user = authenticate(request, username=username, password=password)
    if user is None:
        raise Refused(_("登录名和密码对不上，请再看一下。"))
    throttle.forgive(name_key)
    return user


def _begin(request, user, backend):
    begin_session(request, user, backend=backend)
    request.session[ENTERED_AT] = request.session[SEEN_AT] = seconds_now()
