"""The pages for what went wrong: one clear sentence each, and nothing about the case or the path that was asked for.

They are rendered without the request, so a stranger's answer for a case equals the answer for no case, byte for byte.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.template.loader import render_to_string

SIZES = ("std", "large", "huge")
NEVER_SHOWN = ("csrf", "password", "code", "token", "strokes")  # parts of field names that hold secrets or no text


def page(request, name, status, **context):
    """The error page `name` in the reader's text size."""
    size = request.COOKIES.get("size", "std")
    context["size"] = size if size in SIZES else "std"
    return HttpResponse(render_to_string(f"errors/{name}.html", context), status=status)


def bad_request(request, exception):
    """400, or 413 when what was sent is larger than the site takes."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(request, "400", 400)


def too_large(request):
    """413: says how much fits."""
    return page(request, "413", 413, megabytes=settings.UPLOAD_LIMIT // (1024 * 1024))


def forbidden(request, exception):
    """403: something the reader may know of but not do."""
    return page(request, "403", 403)


def not_found(request, exception):
    """404: the same page for what does not exist and what is not the reader's."""
    return page(request, "404", 404)


def broken(request):
    """500: our fault, said so."""
    return page(request, "500", 500)


def csrf_failure(request, reason=""):
    """403 for a form whose page was too old; shows what was typed so that it can be copied.

    Text is shown back only to a form of this site, never to one that another site sent.
    """
    texts = typed_texts(request.POST) if came_from_here(request) else []
    return page(request, "csrf", 403, texts=texts)


def came_from_here(request):
    """Whether the browser says that the form stood on a page of this site."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(said).netloc == request.get_host()


def typed_texts(posted):
    """What somebody wrote into a form, in its order, without secrets."""
    shown = [name for name in posted if not any(part in name.lower() for part in NEVER_SHOWN)]
    return [text for name in shown for text in posted.getlist(name) if text.strip()]
