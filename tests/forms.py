"""A page's form as a browser without JavaScript sends it: what stands in its fields, and the button that is pressed."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """`values` are what one form would send, `names` all its controls, `buttons` the (name, value) pairs of its submits."""

    def __init__(self, html, number):
        super().__init__()
        self.wanted, self.seen = number, -1
        self.values, self.buttons, self.action, self.names = {}, [], "", set()
        self._select = self._textarea = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.seen += 1
            if self.seen == self.wanted:
                self.action = found.get("action", "")
        if self.seen != self.wanted:
            return
        if found.get("name"):
            self.names.add(found["name"])
        read = getattr(self, f"read_{tag}", None)
        if read:
            read(found)

    def read_input(self, found):
        name, kind = found.get("name"), found.get("type", "text")
        if not name or kind == "file" or (kind in ("checkbox", "radio") and "checked" not in found):
            return
        self._add(name, found.get("value", "on" if kind == "checkbox" else ""))

    def read_button(self, found):
        if found.get("type", "submit") == "submit":
            self.buttons.append((found.get("name", ""), found.get("value", "")))

    def read_select(self, found):
        self._select = found.get("name")

    def read_option(self, found):
        if "selected" in found or self._select not in self.values:
            self.values[self._select] = found.get("value", "")

    def read_textarea(self, found):
        self._textarea = found.get("name")
        self.values[self._textarea] = ""

    def handle_data(self, data):
        if self._textarea and self.seen == self.wanted:
            self.values[self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._textarea:
            # A browser drops the line break that follows the opening tag.
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\r\n").removeprefix("\n")
            self._textarea = None
        if tag == "form" and self.seen == self.wanted:
            self.wanted = -2

    def _add(self, name, value):
        if name in self.values:
            earlier = self.values[name]
            self.values[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            self.values[name] = value


def form_of(response, *having):
    """The first form of a page that has fields of these names; AssertionError when none has."""
    html = response.content.decode()
    for number in range(html.count("<form")):
        found = Form(html, number)
        if found.names.issuperset(having):
            return found
    raise AssertionError(f"no form has the fields {having}")


def send(client, address, response, having, *, press="", files=None, **typed):
    """Fill in the form that has the field `having`, press the button with this value (or none), and send it."""
    form = form_of(response, having)
    values = form.values | typed
    if press:
        name = next((name for name, value in form.buttons if value == press), None)
        assert name, f"no button {press!r} among {form.buttons}"
        values[name] = press
    return client.post(form.action.split("#")[0] or address, values | (files or {}))
