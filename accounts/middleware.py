"""What every private page has in common: it is not stored, and it closes when nobody is there."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts import entry, invitations
from accounts.models import User

IDLE = timedelta(minutes=30)  # ASVS 7.3.1 and 7.3.2: both limits
ABSOLUTE = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)  # the session row is not written for each page
PORTAL = "/p/"
OPEN_WITH_A_TEMPORARY_PASSWORD = ("password", "logout", "size", "language", "left")


class PrivatePages:
    """Ends idle, old and revoked sessions before the view runs; afterwards forbids keeping what was shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        private = request.user.is_authenticated
        response = (closed(request) or detour(request)) if private else None
        response = response or self.get_response(request)
        portal = request.path.startswith(PORTAL)
        if private or portal:
            response["Cache-Control"] = "private, no-store"
        if portal:
            # A link token in the address must not travel on. “no-referrer” would make browsers send forms with the
            # origin “null”, which the guard against forged forms refuses.
            response["Referrer-Policy"] = "strict-origin"
        return response


def closed(request: HttpRequest) -> HttpResponse | None:
    """The answer that ends this session, or None and the session lives on."""
    session, now = request.session, entry.seconds_now()
    seen_at = session.setdefault(entry.SEEN_AT, now)
    entered_at = session.setdefault(entry.ENTERED_AT, now)
    why = ""
    # A clock that was set back counts like one that ran on: nobody gets a longer session by it.
    if abs(now - seen_at) >= IDLE.total_seconds():
        why = "idle"
    elif abs(now - entered_at) >= ABSOLUTE.total_seconds():
        why = "long"
    elif request.user.kind == User.Kind.PARTY and not _still_invited(request):
        why = "link"
    if why:
        return _goodbye(request, why)
    # A page that polls by itself (enhance.js marks it) is nobody at the keyboard.
    if abs(now - seen_at) >= NOTED_EVERY.total_seconds() and "X-Fragment" not in request.headers:
        session[entry.SEEN_AT] = now
    return None


def _still_invited(request):
    """A revoked link ends the session it opened at once (ASVS 8.3.2)."""
    invitation = request.session.get(entry.INVITATION)
    return invitation is not None and invitations.in_force(invitation, request.user)


def _goodbye(request, why):
    page = "accounts:left" if request.user.kind == User.Kind.PARTY else "accounts:login"
    query = {"why": why}
    if page == "accounts:login" and request.method == "GET":
        query["next"] = request.get_full_path()
    keep_text = why == "idle" and request.user.kind == User.Kind.STAFF
    return entry.leave(request, HttpResponseRedirect(f"{reverse(page)}?{urlencode(query)}"), keep_text=keep_text)


def detour(request: HttpRequest) -> HttpResponse | None:
    """Whoever came in with a temporary password chooses another before anything else."""
    if request.user.temporary_until is None:
        return None
    if request.path in {reverse(f"accounts:{name}") for name in OPEN_WITH_A_TEMPORARY_PASSWORD}:
        return None
    return HttpResponseRedirect(reverse("accounts:password"))
