"""Whether the person at the keyboard proved a moment ago who they are: asked before acts that bind, such as signing."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

CONFIRMED_AT = "confirmed_at"  # session key; seconds since 1970, server time


def note(request: HttpRequest) -> None:
    """Writes the server's time into the session; called only by accounts.entry.confirm."""
    request.session[CONFIRMED_AT] = timezone.now().timestamp()


def confirmed_within(request: HttpRequest, minutes: int = 10) -> bool:
    """Whether the password was given again in this session in the last `minutes`; logging in does not count."""
    confirmed_at = request.session.get(CONFIRMED_AT)
    if confirmed_at is None:
        return False
    age = timezone.now().timestamp() - confirmed_at
    return 0 <= age < timedelta(minutes=minutes).total_seconds()


def ask(request: HttpRequest) -> HttpResponseRedirect:
    """Sends the user to the page that asks for the password and comes back to this one."""
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{query}")


def forget(request: HttpRequest) -> None:
    """Takes the confirmation back: it proved the old password."""
    request.session.pop(CONFIRMED_AT, None)
