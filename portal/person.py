"""Who came in by a link: a party itself, or somebody who speaks for one while the mandate is in force."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from cases.models import Mandate, Participation
from parties.models import Party


@dataclass(frozen=True)
class Person:
    """The user behind a link, the participation whose side he is on, and the mandate he speaks by, if any."""

    user: User
    participation: Participation
    mandate: Mandate | None = None

    @property
    def party(self) -> Party:
        """The row of the person himself: an agent's own, not his client's."""
        return self.mandate.person if self.mandate else self.participation.party

    @property
    def client(self) -> str:
        """The name of the party he speaks for; "" for one who speaks for himself."""
        return self.participation.party.name if self.mandate else ""

    @property
    def applied(self) -> bool:
        """Whether his side is the one that asked for mediation."""
        return self.participation.side == Participation.Side.APPLICANT


def person_of(user: User) -> Person | None:
    """Who this user is today; None once the mandate has ended or the party has left (ASVS 8.3.2: at once)."""
    mandate = (
        Mandate.objects.filter(user=user)
        .select_related("person", "participation__party", "participation__dispute")
        .first()
    )
    if mandate is not None:
        if not in_force(mandate) or mandate.participation.left_at is not None:
            return None
        return Person(user, mandate.participation, mandate)
    row = Participation.objects.filter(user=user, left_at=None).select_related("party", "dispute").first()
    return Person(user, row) if row is not None else None


def in_force(mandate: Mandate) -> bool:
    """Whether a mandate holds today (Shanghai)."""
    today = timezone.localdate()
    until = mandate.valid_until
    return mandate.ended_at is None and mandate.valid_from <= today and (until is None or today <= until)


def own_users(participation: Participation) -> set[int]:
    """Ids of everybody who acts for one side: the party and all who ever spoke for it."""
    return {participation.user_id, *participation.mandates.values_list("user_id", flat=True)}
