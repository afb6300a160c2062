"""A quarrel settled at the door: one page, every step of the road, all or none."""

import datetime as dt

import pytest
from django.utils import timezone

from cases import standing
from cases.models import Case, Entry
from documents.models import Document
from notices.models import Message
from organizations.models import MediatorProfile, Organization
from tests.personas import persona
from tests.stories.people import Person, Refused

pytestmark = pytest.mark.usefixtures("sanya")

WHO = {"one_name": "王阿婆", "one_phone": "13800002001", "other_name": "李建新", "other_phone": "13800002002"}
WHAT = {"dispute_type": "neighbour", "summary": "楼上夜里拖桌子，吵得睡不着。", "place": "港门花园7栋"}
ASKED = {"both_agree": "on", "no_interest": "on", "read_aloud": "on"}
ORAL = {"way": "oral", "need_no_paper": "on"}
QUIET = {"promise_0__kind": "refrain", "promise_0__by": "respondent", "promise_0__text": "在夜里十点以后拖动桌椅"}
SORRY = {"promise_1__kind": "apologise", "promise_1__by": "both", "promise_1__done": "on"}
MONEY = {
    "promise_0__kind": "pay",
    "promise_0__by": "respondent",
    "promise_0__text": "赔偿款",
    "promise_0__amount": "３００元",
    "promise_0__method": "cash",
}


def settle(name="mediator", /, **typed):
    """The page of somebody at the door, sent with these values; the case that came of it."""
    page = fill(Person(name), **typed)
    return Case.objects.select_related("dispute", "mediator").latest("pk"), page


def fill(person, /, **typed):
    return person.fill("/spot/", **{name.replace("promise_", "promise-"): value for name, value in typed.items()})


def test_an_oral_agreement_at_the_door_takes_every_step_and_is_told_once():
    case, page = settle(**WHO, **WHAT, **QUIET, **ASKED, **ORAL, known_by="acquainted", witness="范小玲")
    assert "口头协议记下了" in page.words
    assert (case.state, case.outcome, case.mediator) == ("closed", "settled_oral", persona("mediator"))
    steps = list(case.entries.order_by("place").values_list("step", flat=True))
    assert steps == [
        "register", "record_party", "record_party", "submit", "accept", "record_consent", "choose_mediator",
        "record_consent", "choose_mediator", "assign_mediator", "accept_assignment", "check_identity", "check_identity",
        "draft_agreement", "edit_clauses", "record_oral_agreement", "record_orally", "close",
    ]  # fmt: skip
    papers = set(Document.objects.filter(dossier=case.uid).values_list("paper", flat=True))
    assert papers == {
        "intake_register",
        "rights_notice",
        "impartiality_declaration",
        "closing_report",
        "oral_agreement_register",
    }
    texts = list(Message.objects.filter(channel="sms", about=str(case.uid)))
    assert len(texts) == 2
    assert all("口头协议已记下" in text.body for text in texts)
    heads = Message.objects.filter(channel="in_app", about=str(case.uid)).values_list("user__username", "kind")
    assert ("zhoudehai", "record_oral_agreement") in set(heads)
    assert {kind for _user, kind in heads} == {"record_oral_agreement"}


def test_what_was_done_at_once_is_on_record_and_what_is_still_to_do_keeps_the_case_open():
    tomorrow = str(timezone.localdate() + dt.timedelta(days=1))
    case, page = settle(**WHO, **WHAT, **MONEY, **SORRY, **ASKED, **ORAL, promise_0__due_on=tomorrow)
    assert case.state == "effective"
    assert case.entries.filter(step="record_performance").count() == 2
    assert (case.due_code, case.amount) == ("PERFORMANCE", 300)
    assert "李建新" in page.words


def test_a_written_one_is_fixed_and_waits_for_ink():
    case, page = settle(**WHO, **WHAT, **MONEY, **ASKED, promise_0__done="on", way="written")
    assert case.state == "agreeing"
    assert "打印出来" in page.words
    assert Document.objects.get(dossier=case.uid, paper="mediation_agreement").number == case.number
    assert not case.entries.filter(step="record_performance").exists()


def test_what_happened_during_the_power_cut_is_entered_with_its_own_time():
    held = timezone.now() - dt.timedelta(days=2)
    moment = timezone.localtime(held).strftime("%Y-%m-%dT%H:%M")
    case, _page = settle(
        **WHO, **WHAT, **MONEY, **ASKED, **ORAL, promise_0__done="on", began_at=moment, agreed_at=moment
    )
    day = timezone.localdate(held)
    assert (case.state, case.effective_on, case.closed_on) == ("closed", day, day)
    assert timezone.localdate(case.accepted_at) == day
    entry = case.entries.get(step="record_oral_agreement")
    assert entry.event_at < entry.entered_at - dt.timedelta(days=1)
    register = Document.objects.get(dossier=case.uid, paper="oral_agreement_register")
    assert str(register.facts["dated"]) == day.isoformat()


@pytest.mark.parametrize(
    ("left", "says"),
    [
        ("both_agree", "要双方都愿意才能调解"),
        ("no_interest", "请让同事来调解"),
        ("read_aloud", "念给双方听一遍"),
        ("need_no_paper", "不用写书面"),
        ("other_name", "请填另一方的名字"),
        ("promise_0__text", "请写做什么"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(left, says):
    typed = {**WHO, **WHAT, **QUIET, **ASKED, **ORAL}
    typed.pop(left)
    with pytest.raises(Refused, match=says):
        settle(**typed)
    assert not Case.objects.exists()
    assert not Entry.objects.exists()


def test_a_mediator_who_is_tied_to_a_party_settles_nothing():
    MediatorProfile.objects.filter(user=persona("mediator")).update(employer="港门物业公司")
    with pytest.raises(Refused, match="不能调解这起纠纷"):
        settle(**{**WHO, "other_name": "港门物业公司", "other_is_organization": "on"}, **WHAT, **QUIET, **ASKED, **ORAL)
    with pytest.raises(Refused, match="这是您自己的电话"):
        settle(**{**WHO, "other_phone": persona("mediator").phone}, **WHAT, **QUIET, **ASKED, **ORAL)
    assert not Case.objects.exists()


def test_a_body_may_keep_acceptance_to_its_head():
    Organization.objects.filter(code="xingang").update(settles_on_the_spot=False)
    person = Person("mediator")
    assert person.client.get("/spot/").status_code == 404
    assert "就地调解" not in person.open("/workbench/").words


def test_at_the_door_one_appoints_nobody_else_and_takes_up_only_what_one_wrote_down_there():
    from cases import engine
    from tests import factories

    mediator = persona("mediator")
    case = factories.submitted(by="mediator")
    with pytest.raises(engine.NotYours):
        engine.take(case, "accept", by=mediator, dispute_type=case.dispute_type, source=case.source)
    case.dispute.on_the_spot = True
    case.dispute.save()
    case = engine.take(case, "accept", by=mediator, dispute_type=case.dispute_type, source=case.source)
    assert ("mediator", "door") in {(str(role), word) for role, word in standing.pairs(mediator, case)}
    for row in case.dispute.participations.all():
        engine.take(
            case, "record_consent", by=mediator, participation=row, purpose="mediation", given=True, channel="phone"
        )
    with pytest.raises(engine.Refused, match="由您自己调解"):
        engine.take(case, "assign_mediator", by=mediator, mediator=persona("silver_mediator"), basis="chosen")
    case = engine.take(case, "assign_mediator", by=mediator, mediator=mediator, basis="chosen")
    assert not standing.is_at_the_door(mediator, case)


def test_the_page_sent_twice_makes_one_case():
    person = Person("mediator")
    page = person.open("/spot/")
    typed = {
        name.replace("promise_", "promise-"): value for name, value in {**WHO, **WHAT, **QUIET, **ASKED, **ORAL}.items()
    }
    first = person.send(page, **typed)
    assert "口头协议记下了" in first.words
    # The second look finds the first one; insisting leads to it.
    again = person.send(page, **typed)
    assert "可能已经登记过" in again.words
    assert "口头协议记下了" in person.send(again, press=("act", "settle")).words
    assert Case.objects.count() == 1


def test_what_happens_after_the_door_is_told_like_anything_else():
    from cases import engine

    case, _page = settle(**WHO, **WHAT, **QUIET, **ASKED, **ORAL)
    engine.take(
        case, "report_risk", by=persona("mediator"), kind="violence", level="red", text="又打起来了。", told_to="派出所"
    )
    heard = Message.objects.filter(kind="report_risk", about=str(case.uid)).values_list("user__username", flat=True)
    assert {"zhoudehai", "yanshouzheng"} <= set(heard)
