"""After the end, or beside it: a complaint, a wrong closing, material for the archive."""

from datetime import timedelta

import pytest

from cases import engine, ticking
from cases.models import Case, Complaint, Entry
from notices.models import Message
from tests import factories
from tests.conftest import NOW
from tests.personas import persona
from tests.stories.people import Person, Refused, phone_of

pytestmark = pytest.mark.usefixtures("sanya")


def test_a_complaint_goes_to_the_bureau_and_nobody_of_the_room_sees_it():
    case = factories.talked()
    party = case.dispute.participations.first()
    phone = phone_of(party)
    phone.fill(f"/my/{case.uid}/steps/complain/", about="mediator", text="他把我的话告诉了对方。")
    complaint = Complaint.objects.get()
    assert (complaint.mediator, complaint.participation) == (case.mediator, party)
    for name in ("silver_mediator", "head", "clerk"):
        visitor = Person(name)
        for tab in ("", "log/", "records/", "people/"):
            assert "投诉" not in visitor.words(visitor.open(f"/cases/{case.uid}/{tab}")), (name, tab)
    assert set(Message.objects.filter(kind="complain").values_list("user__username", flat=True)) == {"yanshouzheng"}
    bureau = Person("bureau")
    page = bureau.open("/complaints/")
    assert "陈玉㛃投诉新港社区调委会的调解员柯敬堂" in page.words or "投诉" in page.words
    page = bureau.open(f"/complaints/{complaint.pk}/")
    assert "他把我的话告诉了对方" in page.words
    # Of the mediation itself the bureau sees nothing.
    assert "602室卫生间" not in page.words
    with pytest.raises(Refused):
        bureau.send(page, answer="")
    bureau.fill(f"/complaints/{complaint.pk}/", answer="已查清并提醒该调解员，您可以要求换人。")
    assert "已查清并提醒" in phone.words(phone.open(f"/my/{case.uid}/log/"))
    texts = Message.objects.filter(kind="answer_complaint")
    assert [message.user for message in texts] == [party.user]
    other = phone_of(case.dispute.participations.last())
    assert "已查清并提醒" not in other.words(other.open(f"/my/{case.uid}/log/"))
    assert Entry.objects.filter(audience="bureau").count() == 2
    with pytest.raises(engine.Refused, match="已经答复过了"):
        engine.take(
            case, "answer_complaint", by=persona("bureau"), complaint=Complaint.objects.get(), answer="再说一遍。"
        )


def test_a_complaint_that_nobody_answers_is_brought_to_the_bureau_again_once_a_colour(sanya):
    case = factories.talked()
    party = case.dispute.participations.first()
    engine.take(case, "complain", by=party.user, participation=party, about="body", text="太慢。")
    bureau = Message.objects.filter(user__username="yanshouzheng", channel="in_app")
    seen = []
    for later in (12, 12, 17, 21, 30, 30):
        sanya.move_to(NOW + timedelta(days=later))
        ticking.tick()
        seen.append(sorted(bureau.values_list("kind", flat=True)))
    assert seen[0] == seen[1]
    assert seen[4] == seen[5]
    assert seen[-1] == ["complain", "deadline_blue", "deadline_red", "deadline_yellow"]
    assert {message.link for message in bureau.filter(kind__startswith="deadline_")} == {
        f"/complaints/{Complaint.objects.get().pk}/"
    }


def test_a_case_closed_by_mistake_goes_on_in_a_next_one_and_nothing_old_changes():
    case = factories.talked()
    engine.take(case, "terminate", by=case.mediator, reasons=factories.reasons("terminate"))
    before = list(Case.objects.filter(pk=case.pk).values("state", "outcome", "number", "closed_on"))
    clerk = Person("clerk")
    clerk.fill(f"/cases/{case.uid}/steps/open_next_case/", reason="双方第二天又愿意谈了。")
    again = Case.objects.exclude(pk=case.pk).get()
    assert (again.state, again.previous_id, again.dispute_id) == ("submitted", case.pk, case.dispute_id)
    assert (again.due_code, again.turn) == ("ACCEPT", "accept")
    assert list(Case.objects.filter(pk=case.pk).values("state", "outcome", "number", "closed_on")) == before
    assert f"/cases/{again.uid}/" in clerk.open(f"/cases/{case.uid}/").whole
    assert f"/cases/{case.uid}/" in clerk.open(f"/cases/{again.uid}/people/").whole
    with pytest.raises(engine.Refused, match="已经有一件在办"):
        engine.take(Case.objects.get(pk=case.pk), "open_next_case", by=persona("clerk"), reason="再开。")
    head = persona("head")
    again = engine.take(again, "accept", by=head, dispute_type=again.dispute_type, source=again.source)
    assert again.number.endswith("第0002号")
    party = phone_of(case.dispute.participations.first())
    assert again.number in party.words(party.open(f"/my/{again.uid}/"))


def test_an_archived_dossier_takes_supplements_and_nothing_else():
    case = factories.registered()
    engine.take(case, "drop_draft", by=persona("clerk"), reason="报重了。")
    case = Case.objects.get(pk=case.pk)
    case = engine.take(case, "archive", by=persona("clerk"), checked_by=persona("head"))
    clerk = Person("clerk")
    clerk.fill(
        f"/cases/{case.uid}/steps/add_supplement/", title="居委会证明", reason="归档后才收到。",
        files={"upload": factories.scan().data},
    )  # fmt: skip
    assert "居委会证明" in clerk.words(clerk.open(f"/cases/{case.uid}/papers/"))
    with pytest.raises(engine.Refused, match="现在是“归档”"):
        engine.take(
            Case.objects.get(pk=case.pk), "add_evidence", by=persona("clerk"), name="照片", upload=factories.scan()
        )
