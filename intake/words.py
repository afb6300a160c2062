"""What became of a report, in the words of whoever reported it (ux reference § 6): never more than the state."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from cases import deadlines
from cases.states import CaseState, Outcome

STATES = {
    CaseState.DRAFT: _("还在补齐登记"),
    CaseState.SUBMITTED: _("等调委会受理"),
    CaseState.ACCEPTED: _("已受理，正在安排调解员"),
    CaseState.ASSIGNED: _("已受理，等{mediator}接下"),
    CaseState.MEDIATING: _("已受理，{mediator}在办"),
    CaseState.SUSPENDED: _("已受理，{mediator}在办，先停一停"),
    CaseState.AGREEING: _("谈好了，正在签协议"),
    CaseState.EFFECTIVE: _("谈成了，正在照协议做"),
}
OUTCOMES = {
    Outcome.DECLINED: _("没有受理，已告诉当事人别的办法"),
    Outcome.REFUSED: _("一方不同意调解，不再调解"),
    Outcome.WITHDRAWN: _("撤下了，不用再办"),
    Outcome.FAILED: _("没谈成，已告诉双方别的办法"),
    Outcome.SETTLED_WRITTEN: _("谈成了，已结案"),
    Outcome.SETTLED_ORAL: _("谈成了，已结案"),
}
# The clocks that the reporter hears of: until when somebody must act on his report.
AWAITED = {deadlines.ACCEPT, deadlines.DRAFT}


class Said(NamedTuple):
    """The state in words, the date until which it lasts at most (or None), and whether it is over."""

    words: str
    until: object
    over: bool


def said_of(case):
    """等调委会受理 (until a date) · 已受理，王秀珍在办 · 谈成了，已结案."""
    if case.outcome:
        return Said(str(OUTCOMES[Outcome(case.outcome)]), None, True)
    words = STATES[CaseState(case.state)].format(mediator=case.mediator.name if case.mediator_id else "")
    return Said(words, case.due_on if case.due_code in AWAITED else None, False)
