"""Somebody at a browser without JavaScript: opens pages, fills in the form that is there, sends it, reads the answer."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from accounts import invitations
from cases.models import Reason
from tests.accounts.doors import come_in
from tests.forms import form_of
from tests.personas import PASSWORD, persona


class Refused(AssertionError):
    """The page came back with errors; says them."""


class Page:
    """The main part of an answer: its words, its errors, its forms."""

    def __init__(self, answer, address):
        whole = html.fromstring(answer.content.decode())
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.content = html.tostring(whole.xpath("//main")[0], encoding="utf-8")
        self.whole = answer.content.decode()
        self.words = " ".join(whole.xpath("//main")[0].text_content().split())
        found = whole.xpath("//*[contains(@class, 'error-summary')]//li")
        self.errors = [node.text_content().strip() for node in found]

    def form(self, *having):
        """The first form that is sent by POST (it carries the token against forged ones) and has these fields."""
        return form_of(self, "csrfmiddlewaretoken", *having)


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
        return Page(answer, address)

    def fill(self, address, /, files=None, **values):
        """Open a page, fill in its form, send it; the answer must not be the form with errors."""
        return self.send(self.open(address), files=files, **values)

    def send(self, page, /, files=None, press=None, **values):
        """Send the form of the page's main part that has these fields, with `values` over what it shows.

        press: (name, value) of the button. A name with a dash (a block of the editor) has two underscores here.
        """
        typed = {name.replace("__", "-"): value for name, value in values.items()}
        form = page.form(*typed)
        for name, data in (files or {}).items():
            typed[name] = SimpleUploadedFile(f"{name}.jpg", data)
        address = form.action.split("#")[0] or page.address
        answer = self.client.post(address, form.values | typed | dict([press] if press else []), follow=True)
        result = Page(answer, address)
        if result.errors:
            raise Refused("；".join(result.errors))
        assert answer.status_code == 200, (answer.status_code, address)
        return result

    @staticmethod
    def words(page):
        """What the page says, spaces folded."""
        return page.words


def reason(code):
    """The key of a typed reason, as its tick box sends it."""
    return str(Reason.objects.get(code=code).pk)


def phone_of(participation):
    """The party's own browser, come in by its link."""
    person = Person()
    token = invitations.invite(participation.user, label="新港社区", valid_for=invitations.DAY)
    come_in(person.client, invitations.find(token))
    return person
