"""What a case is called on pages: 陈玉兰与李建国：楼上漏水纠纷."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models.people import Participation

APPLICANT, RESPONDENT = Participation.Side.APPLICANT, Participation.Side.RESPONDENT


@dataclass(frozen=True)
class Heading:
    """The two sides by their first names ("" while unknown) and the matter; a template keeps each name on one line."""

    first: str
    second: str
    matter: str

    def __str__(self):
        sides = _("{first}与{second}").format(first=self.first, second=self.second)
        sides = sides if self.first and self.second else self.first or self.second
        return _("{sides}：{matter}").format(sides=sides, matter=self.matter) if sides else self.matter


def one_side(name, count):
    """陈玉兰, or 陈玉兰等3人 for several people on one side."""
    if not name or count < 2:
        return name or ""
    return _("{name}等{count}人").format(name=name, count=count)


def heading(people, matter):
    """The heading from the participations of a dispute, read with their parties."""
    sides = {side: [row.party.name for row in people if row.side == side] for side in (APPLICANT, RESPONDENT)}
    first, second = (one_side(names[0] if names else "", len(names)) for names in sides.values())
    return Heading(first, second, matter)
