"""How far a case has come, in a party's words: five stages with their dates, and one sentence."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import deadlines
from cases.states import RUNNING, STAGES, AgreementState, CaseState, Outcome
from mediation import days

S, A = CaseState, AgreementState

# The entry that opens each stage; its day stands under the stage.
OPENED_BY = ("register", "accept", "accept_assignment", "freeze_agreement", "take_effect")
SENTENCES = {
    S.DRAFT: gettext_lazy("已经登记，工作人员在补材料"),
    S.SUBMITTED: gettext_lazy("等调委会受理"),
    S.ACCEPTED: gettext_lazy("已受理，在安排调解员"),
    S.ASSIGNED: gettext_lazy("调解员定了，等调解员接下"),
    S.MEDIATING: gettext_lazy("正在调解"),
    S.SUSPENDED: gettext_lazy("调解先停一停"),
    S.AGREEING: gettext_lazy("协议写好了，等大家签名"),
    S.EFFECTIVE: gettext_lazy("协议生效了，请照着做"),
}
ENDINGS = {
    Outcome.DECLINED: gettext_lazy("调委会没有受理"),
    Outcome.REFUSED: gettext_lazy("有一方不愿意调解，调解结束了"),
    Outcome.WITHDRAWN: gettext_lazy("申请撤回了，调解结束了"),
    Outcome.FAILED: gettext_lazy("没有谈成，调解结束了"),
    Outcome.SETTLED_WRITTEN: gettext_lazy("谈成了，已经办结"),
    Outcome.SETTLED_ORAL: gettext_lazy("谈成了，已经办结"),
}
ASKED_BEFORE = 7  # days before the end of the term: there is then still time to meet once more
# Which clock a party is shown in each state, and what it means to him.
TERM_ENDS = (deadlines.TERM, gettext_lazy("一般在{day}以前调解完"))
CLOCKS = {
    S.SUBMITTED: (deadlines.ACCEPT, gettext_lazy("最晚{day}答复您受不受理")),
    S.ACCEPTED: TERM_ENDS,
    S.ASSIGNED: TERM_ENDS,
    S.MEDIATING: TERM_ENDS,
    S.SUSPENDED: (deadlines.REVIEW, gettext_lazy("到{day}再看能不能接着谈")),
    S.AGREEING: (deadlines.SIGNING, gettext_lazy("请在{day}以前签完，过了就要重新谈")),
    S.EFFECTIVE: (deadlines.PERFORMANCE, gettext_lazy("下一件要照协议做的，到{day}")),
}


@dataclass(frozen=True)
class Stage:
    """One of the five: state is done, now or ""; note its day."""

    label: str
    note: str
    state: str


def short_day(date):
    """11月23日, with the year when it is another one."""
    return days.short(date)


def stages(case):
    """The five stages; the last time a stage was opened counts."""
    entries = case.entries.filter(step__in=OPENED_BY).order_by("place").values_list("step", "event_at")
    opened = {step: timezone.localdate(moment) for step, moment in entries}
    now = next((place for place, (_label, states) in enumerate(STAGES) if case.state in states), len(STAGES))
    found = []
    for place, ((label, _states), step) in enumerate(zip(STAGES, OPENED_BY, strict=True)):
        day = opened.get(step)
        reached = day is not None and place <= now
        state = "now" if place == now else "done" if reached else ""
        found.append(Stage(str(label), short_day(day) if reached else "", state))
    return found


def ends_soon(term):
    """Whether the term of the talks (a Deadline or None) is about to end: a longer one is asked for only then."""
    return term is not None and term.ends_on <= deadlines.days_ahead(timezone.localdate(), ASKED_BEFORE)


def is_running(case):
    """Whether something can still happen in this proceeding."""
    return case.state in RUNNING


def sentence(case, agreement):
    """Where it stands, in one sentence."""
    if not is_running(case) and case.outcome:
        return str(ENDINGS[case.outcome])
    if agreement is not None and case.state == S.AGREEING and agreement.state != A.SIGNING:
        return _("大家都签了，等调解员签名、调委会盖章")
    return str(SENTENCES[case.state])


def clock(case, running):
    """(day, sentence) of the clock a party is shown, or (None, ""). running: the case's running deadlines."""
    code, words = CLOCKS.get(case.state, ("", ""))
    row = next((row for row in running if row.code == code), None)
    return (row.ends_on, str(words).format(day=short_day(row.ends_on))) if row else (None, "")


def confirmation_ends(running):
    """The last day to ask the court together for confirmation (人民调解法第33条), or None."""
    return next((row.ends_on for row in running if row.code == deadlines.CONFIRMATION), None)
