"""The head is himself in the quarrel: his deputy does everything, and in his office he sees nothing of it."""

import pytest

from cases import engine, standing, ticking
from cases.models import Case
from notices.models import Message
from tests import factories
from tests.personas import persona
from tests.stories.people import Person, Refused, phone_of

pytestmark = pytest.mark.usefixtures("sanya")


def with_the_head(**kind):
    """A dispute between Ms Chen and the head of the committee, who has his office telephone."""
    other = {"name": "周德海", "phone": persona("head").phone, "address": "三亚市吉阳区新港社区8号"}
    return factories.submitted(people=(("applicant", factories.CHEN), ("respondent", other)), by="clerk", **kind)


def step(case, name):
    return f"/cases/{case.uid}/steps/{name}/"


def test_a_head_who_is_a_party_neither_reads_nor_decides_and_his_deputy_goes_on():
    case = with_the_head()
    head, deputy = Person("head"), Person("deputy")
    assert not standing.pairs(persona("head"), case)
    assert head.client.get(f"/cases/{case.uid}/").status_code == 404
    assert head.client.get(step(case, "accept")).status_code == 404
    for page in ("/workbench/", "/cases/"):
        assert "陈玉㛃" not in head.open(page).words, page
    assert "没有找到“陈玉㛃”" in head.open("/cases/?q=陈玉㛃").words
    assert "陈玉㛃" in deputy.open("/workbench/").words
    # Nobody told him as the head; the deputy was.
    told = set(Message.objects.filter(about=str(case.uid), channel="in_app").values_list("user__username", flat=True))
    assert "xingyulan" in told
    assert "zhoudehai" not in told
    assert "已受理" in deputy.fill(step(case, "accept")).words
    # As a party he has his own window, like anybody.
    assert "受理" in phone_of(case.dispute.participations.last()).open(f"/my/{case.uid}/").words


def test_the_deputy_seals_what_the_head_agreed_to():
    other = {"name": "周德海", "phone": persona("head").phone, "address": "三亚市吉阳区新港社区8号"}
    people = (("applicant", factories.CHEN), ("respondent", other))
    case = engine.take(factories.registered(people=people, by="clerk"), "submit", by=persona("clerk"))
    case = engine.take(case, "accept", by=persona("deputy"), dispute_type=case.dispute_type, source=case.source)
    assert case.number
    with pytest.raises(engine.NotYours):
        engine.take(case, "terminate", by=persona("head"), reasons=())


def test_a_corrected_telephone_lets_him_back():
    case = with_the_head()
    person = case.dispute.participations.last()
    engine.take(
        case, "record_party", by=persona("clerk"), side="respondent", participation=person,
        person={"name": "周德海", "phone": "13800006666"},
    )  # fmt: skip
    assert not standing.barred_from(case)
    assert Person("head").client.get(f"/cases/{case.uid}/").status_code == 200


def test_nobody_registers_himself():
    clerk = persona("clerk")
    with pytest.raises(engine.Refused, match="这是您自己的电话"):
        factories.registered(people=(("applicant", {"name": "苏晚宁", "phone": clerk.phone}),), by="clerk")


def test_a_colleague_without_a_telephone_registers_a_party_without_one():
    clerk = persona("clerk")
    clerk.phone = "8号分机"
    clerk.save()
    assert factories.registered(people=(("applicant", {"name": "黎阿婆", "phone": ""}),), by="clerk").state == "draft"


def test_who_is_too_close_says_so_and_is_gone():
    case = factories.consented()
    deputy = Person("deputy")
    page = deputy.fill(step(case, "step_aside"), reason="被申请人的弟弟。")
    assert "回避" in page.words
    assert deputy.client.get(f"/cases/{case.uid}/").status_code == 404
    # The last one who may decide stays.
    with pytest.raises(Refused, match="没有别的负责人"):
        Person("head").fill(step(case, "step_aside"), reason="和申请人合伙做生意。")


def test_where_every_head_is_in_it_the_body_above_takes_it():
    people = (
        ("applicant", {"name": "周德海", "phone": persona("head").phone}),
        ("respondent", {"name": "邢玉兰", "phone": persona("deputy").phone}),
    )
    case = factories.registered(people=people, by="clerk")
    with pytest.raises(engine.Refused, match="登记到上一级调委会"):
        engine.take(case, "submit", by=persona("clerk"))
    assert engine.take(case, "drop_draft", by=persona("clerk"), reason="登记到区调委会").state == "closed"


def test_the_clock_warns_the_deputy_alone(sanya):
    import datetime as dt

    from django.utils import timezone

    case = with_the_head()
    sanya.move_to(timezone.now() + dt.timedelta(days=6))
    ticking.tick()
    warned = Message.objects.filter(about=str(case.uid), kind__startswith="deadline_")
    names = set(warned.values_list("user__username", flat=True))
    assert "xingyulan" in names
    assert "zhoudehai" not in names
    assert Case.objects.get(pk=case.pk).state == "submitted"
