"""差在哪里: what each side asked and offered so far, as two points on a line; for the mediator's eyes alone."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.money import figures
from cases.titles import APPLICANT, RESPONDENT

# The drawing's own units: the line runs from LEFT to RIGHT.
LEFT, RIGHT = 14, 286
LABEL_MARGIN = 34


@dataclass(frozen=True)
class Point:
    """Where one side began and stands now: amounts in yuan, places along the line."""

    name: str
    began: Decimal
    now: Decimal
    began_at: int
    now_at: int
    label_at: int

    @property
    def label(self):
        """The first character of the name and the amount: 李3500."""
        return f"{self.name[:1]}{figures(self.now)}"


@dataclass(frozen=True)
class Gap:
    """Both sides' points (None until a side has named a sum), how often and when somebody last did."""

    asks: Point | None
    gives: Point | None
    count: int
    last_at: object

    @property
    def difference(self):
        """Yuan between the two, None while one side is silent; nothing or less once they have met."""
        return self.asks.now - self.gives.now if self.asks and self.gives else None

    @property
    def middle(self):
        """Where the words under the line stand."""
        return (self.asks.now_at + self.gives.now_at) // 2

    @property
    def bracket(self):
        """The path under the line from one point to the other."""
        near, far = sorted((self.asks.now_at, self.gives.now_at))
        return f"M{near + 4} 56 V60 H{far - 4} V56"

    @property
    def spoken(self):
        """The drawing in words, for who does not see it."""
        moves = [
            _("{name}先说{began}元，现在{now}元").format(
                name=point.name, began=figures(point.began), now=figures(point.now)
            )
            for point in (self.gives, self.asks)
            if point
        ]
        return "；".join(moves)


def between(offers):
    """The Gap of a case's offers in order, read with their parties; None while nobody has named a sum."""
    if not offers:
        return None
    amounts = [offer.amount for offer in offers]
    low, high = min(amounts), max(amounts)
    asks = [offer for offer in offers if offer.participation.side == APPLICANT]
    gives = [offer for offer in offers if offer.participation.side == RESPONDENT]
    return Gap(_point(asks, low, high), _point(gives, low, high), len(offers), offers[-1].made_at)


def _point(offers, low, high):
    if not offers:
        return None

    def place(amount):
        return LEFT if high == low else LEFT + int((RIGHT - LEFT) * (amount - low) / (high - low))

    first, last = offers[0], offers[-1]
    now_at = place(last.amount)
    return Point(
        name=last.participation.party.name,
        began=first.amount,
        now=last.amount,
        began_at=place(first.amount),
        now_at=now_at,
        label_at=min(max(now_at, LABEL_MARGIN), 300 - LABEL_MARGIN),
    )
