"""The door behind a link: who is expected there, and what this browser's session remembers of it."""

from dataclasses import dataclass

from django.http import HttpRequest

from accounts import entry, invitations, language
from accounts.models import Invitation
from portal.person import Person, person_of

SENT = "code_sent_for"  # session key


@dataclass(frozen=True)
class Door:
    """A link in force and who is behind it."""

    invitation: Invitation
    person: Person


def find(token: str) -> Door | None:
    """The door of a link, or None whatever the reason: unknown, over, withdrawn, mandate ended. Reads only."""
    invitation = invitations.find(token)
    person = person_of(invitation.user) if invitation else None
    return Door(invitation, person) if person else None


def code_was_sent(request: HttpRequest, door: Door) -> bool:
    """Whether this browser asked for a code by this link."""
    return request.session.get(SENT) == door.invitation.pk


def send_code(request: HttpRequest, door: Door) -> None:
    """Sends a code to the person's own telephone, for this browser. Raises invitations.TooMany."""
    key = entry.browser_key(request)
    invitations.send_code(door.invitation, phone=door.person.mobile, request_key=key)
    request.session[SENT] = door.invitation.pk


def come_in(request: HttpRequest, door: Door, code: str) -> str:
    """Begins the person's session and returns "", or returns why not (the words of invitations.why_refused)."""
    key = entry.browser_key(request)
    if not invitations.check_code(door.invitation, code, key):
        return invitations.why_refused(door.invitation, key)
    # A slip is typed wherever its bearer stands, at the counter's tablet most of all.
    shared = not code_was_sent(request, door)
    entry.by_invitation(request, door.invitation)
    request.session[entry.SHARED_DEVICE] = shared
    request.session[language.SESSION] = spoken(request, door, shared)
    return ""


def spoken(request: HttpRequest, door: Door, shared: bool) -> str:
    """The language of the person's pages: what was chosen on his own telephone, or else the one noted with him."""
    before = None if shared else language.chosen_before(request)
    return before or language.of_person(door.person.party.language)


def on_shared_device(request: HttpRequest) -> bool:
    """Whether the browser may be somebody else's too, so that nothing typed may stay in it."""
    return bool(request.session.get(entry.SHARED_DEVICE))
