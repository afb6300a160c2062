"""Reading pages as somebody of 新港社区: a browser that is logged in, and the text of what it got."""

import html
import re

from django.test import Client

from tests.personas import persona


def browser(name):
    """A browser in which this persona is logged in."""
    client = Client(raise_request_exception=True)
    client.force_login(persona(name), backend="accounts.backends.StaffBackend")
    return client


def text_of(response):
    """What a person reads: the page without its tags, one space between words."""
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def hidden(response, name):
    """The value of a hidden field."""
    field = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())
    assert field, f"no hidden field {name}"
    return html.unescape(field.group(1))
