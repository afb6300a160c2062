"""After the end: another case on the same dispute, material for an archived dossier, complaints to the bureau."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import deadlines, filing
from cases.states import NEW, CaseState
from cases.step import BUREAU, OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState
EVERYWHERE = tuple(CaseState)


def no_other_case_is_open(case, by, facts):
    """A body mediates one dispute in one case at a time."""
    others = case.dispute.cases.filter(organization=case.organization_id)
    open_one = others.exclude(pk=case.pk).exclude(state__in=[S.CLOSED, S.ARCHIVED]).first()
    if open_one is None:
        return None
    number = open_one.number or _now("还没有编号")
    return Closed(_now("这起纠纷已经有一件在办（{number}），不用再开。").format(number=number))


def the_complaint_waits(case, by, facts):
    complaint = facts.get("complaint")
    if complaint is None or (complaint.case_id == case.pk and complaint.answered_at is None):
        return None
    return Closed(_now("这份投诉已经答复过了。"))


def the_bureau_may_answer(case, by, facts):
    """Whoever answers is neither complained of nor tied to the people."""
    complaint = facts.get("complaint")
    if complaint is None or complaint.mediator_id != by.pk:
        return None
    return Closed(_now("投诉的就是您，请由别的同事答复。"))


def next_one_begins(case, facts, documents):
    """The new case stands on the same dispute, waits for the head, and names the one before."""
    again = type(case)(
        dispute=case.dispute,
        organization=case.organization,
        studio=case.studio,
        dispute_type=case.dispute_type,
        source=case.source,
        people_count=case.people_count,
        amount=case.amount,
    )
    return [(again, "begin_again", {"previous": case})]


def clocks_and_rights_begin(case, facts, documents):
    """Everybody of the dispute may see the new case, and the head's clock runs."""
    filing.grant_to_parties(case)
    deadlines.start(case, deadlines.ACCEPT, on=timezone.localdate(), owner="head")
    case.save(update_fields=["due_on", "due_code"])
    return ()


class After:
    """Nothing old changes."""

    @step(
        source=(S.CLOSED, S.ARCHIVED),
        target=None,
        button=_("另开一件"),
        log=_("同一起纠纷另开一件"),
        requires=[no_other_case_is_open],
        then=next_one_begins,
        hint=_("结错了、有新情况、当事人又愿意调解的，另开一件；原来这件不变。"),
    )
    def open_next_case(self, *, by, at, documents, reason):
        """A wrong closing, new facts, an offer again after a refusal."""
        return {"reason_sha256": filing.digest(reason)}

    @step(
        source=NEW,
        target=S.SUBMITTED,
        button=_("接着办"),
        log=_("接着{previous}办"),
        tells=["heads"],
        then=clocks_and_rights_begin,
        reworded=True,
        screen=False,
    )
    def begin_again(self, *, by, at, documents, previous):
        """The next case of a dispute: same people, same matter code, its own number and clocks."""
        self.previous = previous
        self.regime = previous.regime
        self.registered_by, self.created_at = by, timezone.now()
        self.district, self.city = self.organization.district, self.organization.city
        return {"previous": previous.number or previous.dispute.title}

    @step(
        source=S.ARCHIVED,
        target=None,
        button=_("补充材料"),
        log=_("归档后补充材料：{title}"),
        audience=OFFICE,
    )
    def add_supplement(self, *, by, at, documents, title, reason, upload):
        """One line more in the index, with its author and time."""
        from documents import uploads

        stored = uploads.store(upload, dossier=self.uid, by=by, purpose="supplement")
        row = self.supplements.create(title=title, reason=reason, file=stored, added_by=by, added_at=timezone.now())
        return {"supplement": row.pk, "title": title, "sha256": stored.sha256}

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("投诉"),
        log=_("{participation}投诉{about}"),
        audience=BUREAU,
        requires=[must.it_is_one_of_its_people, must.only_for_oneself],
        tells=["bureau"],
    )
    def complain(self, *, by, at, documents, participation, about, text):
        """人民调解法第15条: to the bureau that guides the body; the body's own people do not see it."""
        answer_by = deadlines.last_day_of(
            deadlines.COMPLAINT, organization=self.organization, start=timezone.localdate(at)
        )
        row = self.complaints.create(
            participation=participation,
            about=about,
            mediator=self.mediator if about == "mediator" else None,
            text=text,
            raised_by=by,
            raised_at=at,
            answer_by=answer_by.date,
        )
        return {"participation": participation.pk, "complaint": row.pk, "about": about}

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("答复投诉"),
        log=_("答复了{participation}的投诉"),
        audience=BUREAU,
        requires=[the_complaint_waits, the_bureau_may_answer],
        tells=["its_person"],
        screen=False,
    )
    def answer_complaint(self, *, by, at, documents, complaint, answer):
        """The bureau's answer, which the party reads in its own window."""
        complaint.answer, complaint.answered_by, complaint.answered_at = answer, by, at
        complaint.save(update_fields=["answer", "answered_by", "answered_at"])
        return {"participation": complaint.participation_id, "complaint": complaint.pk}
