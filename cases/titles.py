"""What a case is called on pages: 陈玉兰与李建国：楼上漏水纠纷."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.models.people import Participation

APPLICANT, RESPONDENT = Participation.Side.APPLICANT, Participation.Side.RESPONDENT


# What papers are called beside their own Chinese name, for whoever reads another language.
PAPERS = (
    gettext_noop("人民调解申请书"),
    gettext_noop("延长调解期限同意书"),
    gettext_noop("人民调解受理登记表"),
    gettext_noop("人民调解协议书"),
    gettext_noop("调解通知书"),
    gettext_noop("人民调解记录"),
    gettext_noop("人民调解不予受理告知书"),
    gettext_noop("人民调解口头协议登记表"),
    gettext_noop("人民调解当事人权利义务告知书"),
    gettext_noop("人民调解终止通知书"),
    gettext_noop("人民调解调查记录"),
    gettext_noop("人民调解证据材料清单"),
    gettext_noop("送达回证"),
    gettext_noop("收条"),
    gettext_noop("人民调解补充协议"),
    gettext_noop("授权委托书"),
    gettext_noop("法定代表人身份证明书"),
    gettext_noop("推选代表人决定书"),
)


def of_paper(title):
    """A paper's title in the language of the page."""
    return _(title) if title in PAPERS else title


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


def one_side(names):
    """陈玉兰, or 陈玉兰等3人 for several people on one side; "" while nobody is known."""
    if len(names) < 2:
        return names[0] if names else ""
    return _("{name}等{count}人").format(name=names[0], count=len(names))


def of_sides(names, matter):
    """The heading from {side: its names in order}."""
    return Heading(one_side(names.get(APPLICANT, [])), one_side(names.get(RESPONDENT, [])), matter)


def heading(people, matter):
    """The heading from the participations of a dispute, read with their parties."""
    names = {}
    for row in people:
        names.setdefault(row.side, []).append(row.party.name)
    return of_sides(names, matter)
