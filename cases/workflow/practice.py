"""What the practice of a room adds to the talks: asking about the facts, inviting somebody to help, telling how it stands."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import filing
from cases.models.people import Consent
from cases.papers import practice as papers
from cases.states import CaseState
from cases.step import OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState


def somebody_was_asked(case, by, facts):
    """An investigation names whom it asked: a party, or others."""
    if not facts or facts.get("participation") or facts.get("others"):
        return None
    return Closed(_now("请选被调查的当事人，或者写上被调查人的姓名。"))


def each_side_consents_to_this_helper(case, by, facts):
    """人民调解法第20条: whoever is invited is invited with the parties' consent, given anew for each."""
    words = must.consents_of(case, Consent.Purpose.HELPER)
    used = set(case.invited_people.values_list("consents", flat=True)) if words else set()
    words = {key: row.given for key, row in words.items() if row.pk not in used}
    for row in must.sides_of(case):
        if not words.get(row.pk):
            missing = (
                _now("{name}不同意请人参加，不能邀请。")
                if row.pk in words
                else _now("还没有问{name}同不同意请人参加调解，请先问一问并记下来。")
            )
            return Closed(missing.format(name=row.party.name), _now("人民调解法第20条"))
    return None


class Practice:
    """Papers beside the talks, each made when what it says happens."""

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("记调查笔录"),
        log=_("向{investigation}调查"),
        audience=OFFICE,
        requires=[must.the_mediator_has_declared, must.it_is_one_of_its_people, somebody_was_asked],
        papers=papers.investigation_record,
        hint=_("一问一答地记。对方当事人看不到，归档时放进卷宗。"),
    )
    def record_investigation(
        self, *, by, at, documents, place, record, participation=None, others=(), attendees=(), recorder=None
    ):
        """Somebody was asked about the facts (F03); who is no party has no account and signs on the paper."""
        row = self.investigations.create(
            ordinal=self.investigations.count() + 1,
            participation=participation,
            others=list(others),
            place=place,
            attendees=list(attendees),
            record=record,
            recorded_by=recorder or by,
            asked_at=at,
            entered_at=timezone.now(),
        )
        papers.ask_about_the_investigation(self, documents, at, participation=participation, recorder=recorder or by)
        return {"investigation": row.pk}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("邀请参加人"),
        log=_("邀请{invited}参加调解（{capacity}）"),
        requires=[must.the_mediator_has_declared, each_side_consents_to_this_helper],
        papers=papers.confidentiality_promise,
        hint=_("每请一位，都要各方先同意。请来的人不用开账号，先在保密承诺书上签名。"),
    )
    def invite_helper(self, *, by, at, documents, name, capacity, tie=""):
        """人民调解法第20条: a relative, a neighbour, an expert … gets a seat by name and promises to keep silent."""
        row = self.invited_people.create(
            name=name, capacity=capacity, tie=tie, invited_by=by, invited_at=timezone.now()
        )
        row.consents.set(must.consents_of(self, Consent.Purpose.HELPER).values())
        papers.ask_for_the_promise(self, documents, at)
        return {"invited": row.pk, "capacity": capacity}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("报告进展"),
        log=_("向{addressee}报告了进展"),
        audience=OFFICE,
        tells=["heads"],
        hint=_("写一两句谈到哪里了。主任马上看得到；要报给机关的，请按机关的要求另外送去。"),
    )
    def report_progress(self, *, by, at, documents, addressee, text):
        """A few words on how the talks stand; what one side said in confidence does not belong here."""
        row = self.progress_reports.create(addressee=addressee, text=text, reported_by=by, reported_at=at)
        return {"progress": row.pk, "addressee": addressee, "text_sha256": filing.digest(text)}
