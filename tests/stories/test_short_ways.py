"""The four shorter ways through real pages: declined, failed, refused, ended by the applicant himself."""

import pytest

from cases import engine
from cases.models import Case
from documents.models import Document
from tests import factories
from tests.personas import persona
from tests.stories.people import Person, phone_of, reason

pytestmark = pytest.mark.usefixtures("sanya")


def test_a_dispute_the_court_already_has_is_declined_and_the_other_ways_are_told():
    case = factories.submitted()
    page = Person("head").fill(
        f"/cases/{case.uid}/steps/decline/", reasons=[reason("decline_court")], text="法院已经立案，请按通知参加诉讼。"
    )
    case = Case.objects.get()
    assert (case.state, case.outcome, case.number) == ("closed", "declined", "")
    assert "不予受理" in page.words
    party = case.dispute.participations.first()
    words = phone_of(party)
    assert "法院" in words.words(words.open(f"/my/{case.uid}/"))


def test_a_mediation_that_fails_ends_with_typed_reasons_and_a_notice_of_the_other_ways():
    case = factories.talked()
    Person("silver_mediator").fill(
        f"/cases/{case.uid}/steps/terminate/", reasons=[reason("terminate_apart"), reason("terminate_unwilling")]
    )
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("closed", "failed")
    notice = Document.objects.get(dossier=case.uid, paper="termination_notice")
    assert notice.facts["reasons"] == ["双方分歧较大，达不成一致", "一方不愿继续调解"]
    assert any("人民法院起诉" in way for way in notice.facts["other_ways"])
    party = case.dispute.participations.first()
    answer = phone_of(party).client.get(f"/my/{case.uid}/documents/{notice.uid}.pdf")
    assert answer.content.startswith(b"%PDF")


def test_a_respondent_who_refuses_by_phone_is_not_mediated_and_not_counted_as_a_failure():
    case = factories.accepted()
    respondent = case.dispute.participations.get(side="respondent")
    clerk = Person("clerk")
    clerk.fill(f"/cases/{case.uid}/steps/refuse/", participation=str(respondent.pk), channel="phone", text="我不调。")
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("closed", "refused")
    with pytest.raises(engine.Refused, match="现在是“结案”，不能约调解"):
        engine.take(case, "schedule_session", by=persona("clerk"), starts_at=case.created_at, place="调解室")
    assert not Document.objects.filter(dossier=case.uid, paper="termination_notice").exists()


def test_an_applicant_ends_the_mediation_from_his_own_phone_and_reads_where_else_to_go():
    case = factories.mediating()
    applicant = case.dispute.participations.get(side="applicant")
    phone = phone_of(applicant)
    page = phone.open(f"/my/{case.uid}/steps/end_mediation/")
    assert "起诉" in phone.words(page)
    phone.send(page)
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("closed", "failed")
    entry = case.entries.order_by("-place").first()
    assert (entry.step, entry.role) == ("end_mediation", "party")
    assert "起诉" in phone.words(phone.open(f"/my/{case.uid}/"))
