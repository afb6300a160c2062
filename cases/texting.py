"""Text messages to the staff: to whoever has a mobile on file, in the body's name."""

from cases import quiet, wording
from notices import outbox
from parties.identity.phones import MOBILE


def text_staff(case, user, said, *, key, kind, urgent=False):
    """Post one SMS to a colleague, not in the night unless urgent; whether he has a mobile. Twice with a key is once."""
    if not MOBILE.fullmatch(user.phone):
        return False
    hours = None if urgent else quiet.hours_of(case.organization)
    body = wording.office(case.organization) + said
    outbox.post(
        key=key, kind=kind, about=str(case.uid), channel="sms", user=user, address=user.phone, body=body, quiet=hours
    )
    return True
