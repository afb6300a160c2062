"""The language of a page: a party's own, or what the reader chose; what the staff works with is always Chinese."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts import entry
from accounts.models import User

CHINESE = settings.LANGUAGE_CODE
# Each by its own name, so that whoever reads nothing else finds it.
NAMES = {CHINESE: "中文", "en": "English", "ru": "Русский"}
COOKIE = "language"
SESSION = "language"
KEPT = 365 * 24 * 3600  # seconds
STAFF_DOORS = ("/login/",)


def of_person(code: str) -> str:
    """The site's language for the language noted with a person: zh, en or ru."""
    return code if code in NAMES else CHINESE


def of(request: HttpRequest) -> str:
    """The language in which this request is answered."""
    user = request.user
    if user.is_authenticated:
        chosen = request.session.get(SESSION) if user.kind == User.Kind.PARTY else None
    elif request.path in STAFF_DOORS:
        chosen = None
    else:
        chosen = chosen_before(request) or first_accepted(request)
    return chosen if chosen in NAMES else CHINESE


def chosen_before(request: HttpRequest) -> str | None:
    """What this browser chose at any time, or None."""
    chosen = request.COOKIES.get(COOKIE)
    return chosen if chosen in NAMES else None


def first_accepted(request: HttpRequest) -> str | None:
    """The first language of the browser's own list that the site speaks, or None."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        short = code.partition("-")[0]
        if short == "zh":
            return CHINESE
        if short in NAMES:
            return short
    return None


def offered(request: HttpRequest) -> list[dict]:
    """The languages that a page lets choose from; none on the pages of the staff."""
    user = getattr(request, "user", None)
    if user is None or request.path in STAFF_DOORS or (user.is_authenticated and user.kind != User.Kind.PARTY):
        return []
    return [{"code": code, "name": name} for code, name in NAMES.items()]


def keep(request: HttpRequest, response: HttpResponse, code: str) -> None:
    """Speaks a language to this browser from now on; on somebody else's device only as long as the session lasts."""
    user = request.user
    if user.is_authenticated and user.kind == User.Kind.PARTY:
        request.session[SESSION] = code
    if not request.session.get(entry.SHARED_DEVICE):
        response.set_cookie(
            COOKIE, code, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


class Languages:
    """Answers each request in its language, and leaves none behind for whatever the thread does next."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = of(request)
        with translation.override(code):
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", code)
        return response
