"""A report that is being written: kept on the server for its writer alone until it is sent, three days at most.

What was typed before is there again after the next login, on any device.
"""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from intake.kept import Shelf

KEPT = timedelta(days=3)
LONGEST = 20_000  # characters of one answer; the form says much earlier that it is too long
SHELF = Shelf("report", "intake.draft", KEPT)


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
    return _read(SHELF.read(user))


def change(user, act):
    """Let `act` change the user's draft and keep it; two requests at once change it one after the other."""
    with SHELF.changing(user) as page:
        draft = _read(page.text)
        act(draft)
        draft.kept_at = f"{timezone.localtime():%H:%M}"
        page.text = json.dumps(asdict(draft), ensure_ascii=False)
    return draft


def drop(user):
    """Forget the user's draft."""
    SHELF.drop(user)


def _read(text):
    try:
        return Draft(**json.loads(text)) if text else Draft()
    except (TypeError, ValueError):
        return Draft()
