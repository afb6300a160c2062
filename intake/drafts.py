"""A report that is being written: kept on the server for its writer alone until it is sent, three days at most.

It lies in a row of its own in the session table and not in the writer's session, which ends after half an hour without
a sign of life: what was typed before is there again after the next login, on any device. The row is encrypted, because
it holds names and telephones of people whose case does not exist yet.
"""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from encryption import keyring

KEPT = timedelta(days=3)
LONGEST = 20_000  # characters of one answer; the form says much earlier that it is too long
CONTEXT = "intake.draft"


@dataclass
class Draft:
    """What was typed so far. once: the key that makes the report count once; answers: page → field → values as typed."""

    once: str = field(default_factory=lambda: str(uuid.uuid4()))
    answers: dict = field(default_factory=dict)
    photos: list = field(default_factory=list)
    refused: list = field(default_factory=list)  # sentences about photos that were not taken in, until the next try
    kept_at: str = ""  # the clock's time of the last change, as it is shown

    def typed(self, page):
        """The answers of a page as a form takes them."""
        return MultiValueDict(self.answers.get(page, {}))

    def take_down(self, page, names, posted):
        """Keep what was typed on a page, valid or not."""
        self.answers[page] = {name: [value[:LONGEST] for value in posted.getlist(name)] for name in names}

    @property
    def is_begun(self):
        """Whether anything was written at all."""
        return bool(self.photos) or any(
            value.strip() for page in self.answers.values() for values in page.values() for value in values
        )


def load(user):
    """The user's draft; a new one when there is none, or the old one is too old or cannot be read any more."""
    return _read(user, Session.objects.filter(pk=_key(user), expire_date__gt=timezone.now()).first())


def change(user, act):
    """Let `act` change the user's draft and keep it; two requests at once change it one after the other."""
    with transaction.atomic():
        row = Session.objects.select_for_update().filter(pk=_key(user), expire_date__gt=timezone.now()).first()
        draft = _read(user, row)
        act(draft)
        draft.kept_at = f"{timezone.localtime():%H:%M}"
        token = keyring.encrypt(json.dumps(asdict(draft), ensure_ascii=False), context=_context(user))
        Session.objects.update_or_create(
            pk=_key(user), defaults={"session_data": token, "expire_date": timezone.now() + KEPT}
        )
    return draft


def drop(user):
    """Forget the user's draft."""
    Session.objects.filter(pk=_key(user)).delete()


def _read(user, row):
    if row is None:
        return Draft()
    try:
        return Draft(**json.loads(keyring.decrypt(row.session_data, context=_context(user))))
    except (keyring.Undecipherable, TypeError, ValueError):
        return Draft()


def _context(user):
    # Authenticated with the text: one user's draft cannot be read as another's.
    return f"{CONTEXT}:{user.pk}"


def _key(user):
    return f"report{keyring.blind_index(str(user.pk), context=CONTEXT)[:34]}"
