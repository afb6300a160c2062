"""What one user is in the middle of writing or checking, kept on the server for him alone until it is done.

It lies in a row of its own in the session table and not in the writer's session, which ends after half an hour without
a sign of life. The row is encrypted, because it holds names and telephones of people whose case does not exist yet.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from encryption import keyring


@dataclass
class Page:
    """What is kept; assign another `text` to keep that instead, "" for nothing."""

    text: str = ""


@dataclass(frozen=True)
class Shelf:
    """A place for one text a user. prefix: at most 6 letters that begin its key; kept: how long after its last change"""

    prefix: str
    context: str
    kept: timedelta

    def read(self, user):
        """The user's text; "" when there is none, or it is too old or cannot be read any more."""
        return self._text(user, self._rows(user).first())

    @contextmanager
    def changing(self, user):
        """His Page, kept as it is left; two requests at once change it one after the other."""
        with transaction.atomic():
            page = Page(self._text(user, self._rows(user).select_for_update().first()))
            yield page
            if not page.text:
                self.drop(user)
                return
            token = keyring.encrypt(page.text, context=self._context(user))
            kept = {"session_data": token, "expire_date": timezone.now() + self.kept}
            Session.objects.update_or_create(pk=self._key(user), defaults=kept)

    def drop(self, user):
        """Forget it."""
        Session.objects.filter(pk=self._key(user)).delete()

    def _rows(self, user):
        return Session.objects.filter(pk=self._key(user), expire_date__gt=timezone.now())

    def _text(self, user, row):
        if row is None:
            return ""
        try:
            return keyring.decrypt(row.session_data, context=self._context(user))
        except keyring.Undecipherable:
            return ""

    def _context(self, user):
        # Authenticated with the text: what one user keeps cannot be read as another's.
        return f"{self.context}:{user.pk}"

    def _key(self, user):
        return f"{self.prefix}{keyring.blind_index(str(user.pk), context=self.context)[:34]}"
