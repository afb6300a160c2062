"""Who came in by a link: a party itself, or somebody who speaks for one while the mandate is in force."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from accounts.models import User
from cases.models import Mandate, Participation
from cases.workflow.requirements import SIDES
from parties.identity import phones
from parties.models import Party


@dataclass(frozen=True)
class Person:
    """The user behind a link, the participation whose side he is on, and the mandate he speaks by, if any.

    others: the names of the other people between whom it is mediated
    """

    user: User
    participation: Participation
    mandate: Mandate | None = None
    others: tuple[str, ...] = ()

    @property
    def party(self) -> Party:
        """The row of the person himself: an agent's own, not his client's."""
        return self.mandate.person if self.mandate else self.participation.party

    @property
    def mobile(self) -> str:
        """His own telephone if a text message can reach it, else ""; a contact person's never (he is not the party)."""
        return number_for_texts(self.party)

    @property
    def client(self) -> str:
        """The name of the party he speaks for; "" for one who speaks for himself."""
        return self.participation.party.name if self.mandate else ""

    @property
    def side_users(self) -> set[int]:
        """Ids of everybody who acts for his side: the party and all who ever spoke for it."""
        return {self.participation.user_id, *(mandate.user_id for mandate in self.participation.mandates.all())}

    @property
    def applied(self) -> bool:
        """Whether his side is the one that asked for mediation."""
        return self.participation.side == Participation.Side.APPLICANT


def number_for_texts(party: Party) -> str:
    """A party's own mobile number, of the mainland or abroad; "" for a landline and for none."""
    phone = party.phone
    return phone if phones.MOBILE.fullmatch(phone) or phones.ABROAD.fullmatch(phone) else ""


def person_of(user: User) -> Person | None:
    """Who this user is today; None once the mandate has ended or the party has left (ASVS 8.3.2: at once)."""
    own = Participation.objects.filter(Q(user=user) | Q(mandates__user=user))
    mandates = Prefetch("mandates", Mandate.objects.select_related("person"))
    rows = list(
        Participation.objects.filter(dispute__in=own.values("dispute"), left_at=None)
        .select_related("party", "dispute")
        .prefetch_related(mandates)
    )
    for row in rows:
        others = tuple(other.party.name for other in rows if other is not row and other.side in SIDES)
        if row.user_id == user.pk:
            return Person(user, row, others=others)
        for mandate in row.mandates.all():
            if mandate.user_id == user.pk:
                return Person(user, row, mandate, others) if in_force(mandate) else None
    return None


def in_force(mandate: Mandate) -> bool:
    """Whether a mandate holds today (Shanghai)."""
    return mandate.in_force
