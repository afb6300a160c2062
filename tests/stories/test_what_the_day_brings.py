"""What a day also brings: nobody has a telephone, something is entered afterwards, somebody does not come, nothing is taken."""

import datetime as dt

import pytest
from django.utils import timezone

from cases import clauses, engine
from cases.models import Case
from documents.models import Document
from tests import factories
from tests.personas import persona
from tests.stories.people import Person, phone_of, reason

pytestmark = pytest.mark.usefixtures("sanya")


def step(case, name):
    return f"/cases/{case.uid}/steps/{name}/"


def days(number):
    return dt.timedelta(days=number)


def test_somebody_without_a_telephone_gets_a_notice_on_paper():
    case = factories.mediating(people=(("applicant", dict(factories.CHEN)), ("respondent", {"name": "黎阿婆"})))
    start = timezone.localtime() + days(5)
    Person("silver_mediator").fill(
        step(case, "schedule_session"), starts_at=f"{start:%Y-%m-%dT%H:%M}", place="新港社区矛盾调解室"
    )
    notice = Document.objects.get(dossier=case.uid, paper="mediation_notice")
    assert notice.facts["place"] == "新港社区矛盾调解室"
    other = factories.mediating()
    engine.take(other, "schedule_session", by=other.mediator, starts_at=start + days(1), place="调解室")
    assert not Document.objects.filter(dossier=other.uid, paper="mediation_notice").exists()


def test_an_oral_agreement_entered_afterwards_bears_the_day_on_which_it_was_reached():
    case = factories.drafted()
    before = timezone.now() - days(2)
    engine.take(case, "record_oral_agreement", by=case.mediator, event_at=before, need_no_paper=True)
    case = Case.objects.get(pk=case.pk)
    register = Document.objects.get(dossier=case.uid, paper="oral_agreement_register")
    assert case.effective_on == timezone.localdate(before)
    assert register.facts["dated"] == str(case.effective_on)
    assert register.facts["agreed"] == clauses.day(case.effective_on)


def test_who_did_not_come_is_entered_once_and_not_before_the_hour():
    case = factories.mediating()
    side = case.dispute.participations.first()
    engine.take(case, "schedule_session", by=case.mediator, starts_at=timezone.now() + days(1), place="调解室")
    absent = {"session": case.sessions.get(), "participation": side, "excuse": "none"}
    with pytest.raises(engine.Refused, match="还没有到时间"):
        engine.take(case, "record_absence", by=case.mediator, **absent)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=timezone.now(), place="调解室")
    absent["session"] = case.sessions.order_by("ordinal").last()
    engine.take(case, "record_absence", by=case.mediator, **absent)
    with pytest.raises(engine.Refused, match="已经记过了"):
        engine.take(case, "record_absence", by=case.mediator, **absent)


def test_the_head_sees_whom_a_party_would_like_and_what_a_danger_or_a_call_was():
    case = factories.consented()
    side = case.dispute.participations.first()
    engine.take(case, "choose_mediator", by=persona("clerk"), participation=side, mediator=persona("mediator"))
    head = Person("head")
    assert "陈玉㛃想请" in head.open(step(case, "assign_mediator")).words
    engine.take(case, "report_risk", by=persona("clerk"), kind="crowd", level="blue", text="楼下聚了十来个人。")
    assert "楼下聚了十来个人" in head.open(f"/cases/{case.uid}/log/").words
    talks = factories.mediating()
    engine.take(
        talks, "record_call", by=talks.mediator, participation=side_of(talks), answer="spoke", text="他说再等等。"
    )
    assert "他说再等等" in Person("silver_mediator").open(f"/cases/{talks.uid}/log/").words
    assert "他说再等等" not in head.open(f"/cases/{talks.uid}/log/").words


def side_of(case):
    return case.dispute.participations.first()


def test_a_dispute_that_is_not_taken_leaves_a_notice_with_the_other_ways():
    case = factories.submitted()
    Person("head").fill(step(case, "decline"), reasons=reason("decline_court"), text="法院已经立案。")
    notice = Document.objects.get(dossier=case.uid, paper="non_acceptance_notice")
    assert notice.facts["reasons"] == ["法院已经受理或者已经裁判", "法院已经立案。"]
    party = phone_of(case.dispute.participations.first())
    answer = party.client.get(f"/my/{case.uid}/documents/{notice.uid}.pdf")
    assert answer.content.startswith(b"%PDF")
