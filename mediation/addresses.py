"""Addresses of pages that take no argument, worked out once: the frame of a page alone asks for a dozen of them."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def fixed(name):
    """The address of such a page by its name; "" where the site has none (a test of one room, without the others)."""
    return _fixed(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=256)
def _fixed(name, urlconf, _prefix):
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""
