"""What happens between the sessions: telephone calls, somebody who did not come, a danger that is reported."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import errands, filing
from cases.models.contacts import RiskReport
from cases.states import CaseState
from cases.step import MEDIATOR, OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState
REPORTED_BY_LAW = _("人民调解法第25条、反家庭暴力法第14条、未成年人保护法第11条")


def the_session_is_of_this_case(case, by, facts):
    session = facts.get("session")
    if session is None or session.case_id == case.pk:
        return None
    return Closed(_now("这次调解不是本案的，请重新选。"))


def a_session_was_arranged(case, by, facts):
    if must.sessions_of(case):
        return None
    return Closed(_now("还没有约过调解，没有谁缺席。"))


def it_was_to_begin_by_now(case, by, facts):
    session = facts.get("session")
    if session is None or session.starts_at <= timezone.now():
        return None
    return Closed(_now("这次调解还没有到时间，到了时间没有来再记。"))


def the_absence_is_new(case, by, facts):
    session, person = facts.get("session"), facts.get("participation")
    if session is None or person is None or not session.absences.filter(participation=person).exists():
        return None
    return Closed(_now("{name}这次没有来，已经记过了。").format(name=person.party.name))


def the_law_asks_whom_it_was_told(case, by, facts):
    """未成年人保护法第11条、反家庭暴力法第14条: violence and harm to a child are reported, not only noted."""
    if facts.get("kind") not in RiskReport.MUST_BE_TOLD or facts.get("told_to"):
        return None
    if by.is_party:
        # Whoever is in danger has told the committee; passing it on is the committee's duty.
        return None
    return Closed(
        _now("涉及暴力或者未成年人的，要马上报告公安机关或有关部门，请写上报告给了谁。"),
        REPORTED_BY_LAW,
    )


def it_was_passed_on(case, by, facts):
    """A violence or a harm to a child that a party reported to nobody else is reported by the committee."""
    risk = facts.get("risk")
    if risk is None or not risk.must_be_told or risk.told_to or facts.get("told_to"):
        return None
    return Closed(
        _now("还没有报告公安机关或有关部门，请马上报告，再写上报告给了谁。"),
        REPORTED_BY_LAW,
    )


def the_danger_waits(case, by, facts):
    risk = facts.get("risk")
    if risk is not None and (risk.case_id != case.pk or risk.answered_at is not None):
        return Closed(_now("这次危险的处理情况已经记过了。"))
    if facts or (case.dispute.danger and case.risks.filter(answered_at__isnull=True).exists()):
        return None
    return Closed(_now("没有等着问处理情况的危险报告。"))


class Contacts:
    """Calls, absences, dangers."""

    @step(
        source=(S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE),
        target=None,
        button=_("记一次电话"),
        log=_("给{participation}打了电话：{answer}"),
        audience=MEDIATOR,
        requires=[must.it_is_one_of_its_people],
    )
    def record_call(self, *, by, at, documents, participation, answer, text=""):
        """A call and what came of it; what one side said stays with the mediator (人民调解法第15条)."""
        call = self.calls.create(
            participation=participation, answer=answer, text=text, called_by=by, called_at=at,
            entered_at=timezone.now(),
        )  # fmt: skip
        return {"participation": participation.pk, "call": call.pk, "answer": answer}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("记缺席"),
        log=_("第{ordinal}次调解{participation}没有到：{excuse}"),
        requires=[
            must.it_is_one_of_its_people,
            the_session_is_of_this_case,
            a_session_was_arranged,
            it_was_to_begin_by_now,
            the_absence_is_new,
        ],
    )
    def record_absence(self, *, by, at, documents, session, participation, excuse, text=""):
        """Somebody did not come to a session that was arranged; with a reason or without."""
        self.absences.create(
            session=session, participation=participation, excuse=excuse, text=text, recorded_by=by,
            recorded_at=timezone.now(),
        )  # fmt: skip
        if session.recorded_at is None:
            session.recorded_at, session.recorded_by, session.result = timezone.now(), by, session.Result.NOT_HELD
            session.save(update_fields=["recorded_at", "recorded_by", "result"])
        return {
            "session": session.pk,
            "ordinal": session.ordinal,
            "participation": participation.pk,
            "excuse": excuse,
            "text_sha256": filing.digest(text),
        }

    @step(
        source=(
            S.DRAFT,
            S.SUBMITTED,
            S.ACCEPTED,
            S.ASSIGNED,
            S.MEDIATING,
            S.SUSPENDED,
            S.AGREEING,
            S.EFFECTIVE,
            S.CLOSED,
        ),
        target=None,
        button=_("报告危险"),
        log=_("报告危险：{danger}（{level}）"),
        audience=OFFICE,
        requires=[the_law_asks_whom_it_was_told],
        tells=["heads", "mediator", "bureau"],
        then=errands.stopped_in_danger,
        hint=_("可能打起来、伤人、轻生、多人聚集的，先报告再调解（人民调解法第25条）。"),
    )
    def report_risk(self, *, by, at, documents, kind, level, text, told_to="", told_at=None):
        """人民调解法第25条: preventive steps, and a prompt report to the police or whoever is competent."""
        report = self.risks.create(
            kind=kind, level=level, text=text, told_to=told_to, told_at=told_at, reported_by=by, reported_at=at
        )
        if not self.dispute.danger:
            self.dispute.danger = True
            self.dispute.save(update_fields=["danger"])
        return {"risk": report.pk, "danger": kind, "level": level, "text_sha256": filing.digest(text)}

    @step(
        source=(S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE, S.CLOSED),
        target=None,
        button=_("记下危险的处理情况"),
        log=_("危险的处理情况：{danger}"),
        audience=OFFICE,
        requires=[the_danger_waits, it_was_passed_on],
        tells=["heads", "mediator"],
        hint=_("问一问派出所或者有关部门后来怎么处理的，写下来；没有写下来，这件案件会一直排在最前面。"),
    )
    def answer_risk(self, *, by, at, documents, risk, text, told_to=""):
        """What came of a danger that had to be reported: the task stays until somebody has asked (人民调解法第25条).

        told_to: whom the committee told, where the report itself named nobody
        """
        risk.answer, risk.answered_by, risk.answered_at = text, by, at
        risk.told_to = risk.told_to or told_to
        risk.save(update_fields=["answer", "answered_by", "answered_at", "told_to"])
        return {"answered_risk": risk.pk, "danger": risk.kind, "text_sha256": filing.digest(text)}
