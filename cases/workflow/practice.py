"""What the practice of a room adds to the talks: asking about the facts."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

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
