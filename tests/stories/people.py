"""Somebody at a browser without JavaScript: opens pages, fills in the form that is there, sends it, reads the answer."""

import io

from django.test import Client
from lxml import html

from tests.personas import PASSWORD, persona


class Refused(AssertionError):
    """The page came back with errors; says them."""


class Person:
    """One browser, logged in as one of the personas, or a party's."""

    def __init__(self, name=None):
        self.client = Client()
        if name is not None:
            self.user = persona(name)
            page = self.open("/login/")
            self.send(page, username=self.user.username, password=PASSWORD)

    def open(self, address):
        """The page, redirects followed; it must be there."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (answer.status_code, address)
        return self._page(answer, address)

    def _page(self, answer, address):
        page = html.fromstring(answer.content.decode())
        page.answer = answer
        page.address = answer.redirect_chain[-1][0] if getattr(answer, "redirect_chain", None) else address
        return page

    def fill(self, address, /, files=None, **values):
        """Open a page, fill in its form, send it; the answer must not be the form with errors."""
        return self.send(self.open(address), files=files, **values)

    def send(self, page, /, files=None, press=None, **values):
        """Send the page's form with `values` over what it shows; press: (name, value) of the button."""
        form = self._form(page, values, press)
        sent = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        # A field whose name has a dash (a block of the editor) is written with two underscores here.
        for name, value in values.items():
            sent[name.replace("__", "-")] = value
        for name, data in (files or {}).items():
            upload = io.BytesIO(data)
            upload.name = f"{name}.jpg"
            sent[name] = upload
        if press:
            sent[press[0]] = press[1]
        address = form.get("action") or page.address
        answer = self.client.post(address, sent, follow=True)
        result = self._page(answer, address)
        errors = [node.text_content().strip() for node in result.xpath("//*[contains(@class, 'error-summary')]//li")]
        if errors:
            raise Refused("；".join(errors))
        assert answer.status_code == 200, (answer.status_code, address)
        return result

    @staticmethod
    def _form(page, values, press):
        """The POST form of the page's main part that has the fields."""
        forms = [form for form in page.xpath("//main//form") if (form.method or "").upper() == "POST"]
        wanted = {name.replace("__", "-") for name in values}
        for form in forms:
            names = {node.get("name") for node in form.xpath(".//*[@name]")}
            if wanted <= names:
                return form
        raise AssertionError(f"no form with {wanted} on the page {page.address}; there are {len(forms)}")

    def words(self, page):
        """What the page says, spaces folded."""
        return " ".join(page.xpath("//main")[0].text_content().split())
