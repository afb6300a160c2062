"""Letting a party in: a link by text message that no colleague sees, or a slip printed for the person at the counter.

Whoever holds a link and a code is the party as far as this window can tell. So a link sent by text is never shown, its
message is erased once sent, and a slip, which passes through staff hands, stands on the timeline where the party reads it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import invitations, language
from accounts.models import User
from cases import engine, quiet
from cases.models import Case, Mandate, Participation
from cases.step import Closed
from notices import outbox
from portal.person import in_force, number_for_texts

# Carriers give a number to somebody else 90 days after it was cancelled (security reference trap 4).
LINK_LASTS = timedelta(days=90)


class Invited(NamedTuple):
    """What may be shown of an invitation: link and code of a slip, this once; of one sent by text only when it leaves."""

    link: str
    slip_code: str | None
    leaves_at: datetime | None = None


@dataclass(frozen=True)
class Guest:
    """Somebody who may be let in: a party, or who speaks for it."""

    participation: Participation
    mandate: Mandate | None = None

    @property
    def person(self):
        """The parties.Party whose telephone it is."""
        return self.mandate.person if self.mandate else self.participation.party

    @property
    def mobile(self):
        """Where a text reaches the person, or ""."""
        return number_for_texts(self.person)

    @property
    def user(self) -> User:
        """The user that the link lets in as."""
        return self.mandate.user if self.mandate else self.participation.user

    @property
    def label(self):
        """陈玉兰（本人）, 陈海生（陈玉兰的委托代理人）."""
        name = self.participation.party.name
        if self.mandate is None:
            return _("{name}（本人）").format(name=name)
        return _("{name}（{client}的{kind}）").format(
            name=self.person.name, client=name, kind=self.mandate.get_kind_display()
        )


def guests(participation: Participation) -> dict[str, Guest]:
    """Who may be let in for one side, by a key for the form."""
    found = {"party": Guest(participation)}
    for mandate in participation.mandates.select_related("person", "user").order_by("pk"):
        if in_force(mandate):
            found[f"mandate-{mandate.pk}"] = Guest(participation, mandate)
    return found


def invite_participation(case: Case, guest: Participation | Mandate, by: User, *, by_sms: bool, once=None) -> Invited:
    """Make a link for a participation or a mandate; send it by text, or return it with a code for a printed slip.

    Raises engine.Refused when there is no telephone to send to, engine.NotYours, engine.AlreadyDone, and
    invitations.TooMany after five slips a day.
    """
    let_in = Guest(guest.participation, guest) if isinstance(guest, Mandate) else Guest(guest)
    if by_sms and not let_in.mobile:
        raise engine.Refused(Closed(_("没有登记本人的手机，请打印单子当面给本人。")))
    with engine.together():
        engine.take(
            case,
            "invite_party" if by_sms else "print_slip",
            by=by,
            once=once,
            participation=let_in.participation,
            mandate=let_in.mandate,
        )
        label = _("{body}（{name}）").format(body=case.organization.name, name=by.name)
        token = invitations.invite(let_in.user, label=label, valid_for=LINK_LASTS)
        link = settings.SITE_ADDRESS + reverse("portal:enter", args=[token])
        invitation = invitations.find(token)
        if by_sms:
            message = _send(case, let_in, by, link, invitation)
            return Invited("", None, message.due_at)
        return Invited(link, invitations.slip_code(invitation))


def _send(case, guest, by, link, invitation):
    return outbox.post(
        key=f"invitation:{invitation.pk}",
        kind="invitation",
        about=str(case.uid),
        channel="sms",
        user=guest.user,
        address=guest.mobile,
        body=_text(case, guest, link),
        secret=True,
        quiet=quiet.hours_of(case.organization),
        not_after=invitation.expires_at,
    )


def _text(case, guest, link):
    """In the person's language; a protected person's message names nobody and nothing (security reference trap 3)."""
    with translation.override(language.of_person(guest.person.language)):
        return _words(case, guest, link)


def _words(case, guest, link):
    if guest.person.safe_contact:
        return _("您有一份材料待查看：{link} ").format(link=link)
    office = case.organization.short_name or case.organization.name
    phone = (case.mediator.phone if case.mediator_id else "") or case.organization.phone
    ask = _("有疑问打{phone}{name}。").format(phone=phone, name=case.mediator.name if case.mediator_id else "")
    # A space ends the link: phones take a full stop for a part of it.
    return _("【{office}】{name}您好，您的案件办到哪一步，可以在这里看：{link} {ask}").format(
        office=office, name=guest.person.name[:20], link=link, ask=ask if phone else ""
    )
