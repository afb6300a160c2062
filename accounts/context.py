"""What every page's frame needs to know: reading size, languages, the site's name, unread messages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import language
from notices import outbox

SIZE_COOKIE = "size"
SIZES = ("std", "large", "huge")
YEAR = 365 * 24 * 3600  # seconds


def text_size(request: HttpRequest) -> str:
    """The reading size this browser chose: std, large (大字版) or huge (特大字)."""
    size = request.COOKIES.get(SIZE_COOKIE, "std")
    return size if size in SIZES else "std"


def keep_size(response: HttpResponse, size: str) -> None:
    """Lets this browser read in a size from now on."""
    response.set_cookie(
        SIZE_COOKIE, size, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def page(request: HttpRequest) -> dict:
    """Context processor: `size`, `languages`, `site_name`, `unread` (counted only when the template asks)."""
    user = getattr(request, "user", None)

    def count():
        return outbox.unread_count(user) if user is not None and user.is_authenticated else 0

    return {
        "size": text_size(request),
        "languages": language.offered(request),
        "site_name": getattr(settings, "SITE_NAME", "") or _("调解办案"),
        "unread": SimpleLazyObject(count),
    }
