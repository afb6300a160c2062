"""Middleware that tells a browser which form has arrived, so that it forgets its own copy of what was typed.

static/enhance.js keeps a form's text when it is sent and puts a mark into it. Only a form that reached its view and was
neither refused nor answered with “log in first” is named back; all others are offered again when the page is reopened.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

FIELD = "typed_mark"
COOKIE = "arrived"
MINUTES = 10
DETOURS = ("accounts:login", "accounts:confirm")
PLAUSIBLE = re.compile(r"[a-z0-9]{6,24}")


class Arrivals:
    """Stands last, so that it sees exactly the requests that a view answers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        mark = getattr(request, "typed_mark", "")
        if mark and taken_in(response):
            response.set_cookie(
                COOKIE, mark, max_age=MINUTES * 60, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response

    def process_view(self, request, view, args, kwargs):
        """Remembers the mark of a form whose view runs now."""
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            mark = request.POST.get(FIELD, "")
            if PLAUSIBLE.fullmatch(mark):
                request.typed_mark = mark


def taken_in(response):
    """Whether an answer means that the text is stored or on the page that the answer shows."""
    if response.status_code >= 400:
        return False
    path = urlsplit(response.headers.get("Location", "")).path
    return path not in {reverse(name) for name in DETOURS}
