"""A body's own words for its texts: checked when saved, used when sent, never in the way of a message."""

import datetime as dt

import pytest
from django.utils import timezone

from cases import announcing, engine, wording
from cases.models import Case, Wording
from notices.models import Message
from organizations.models import Organization
from parties.models import Party
from tests import factories
from tests.cases.pages import browser, text_of

PLACE = "新港社区矛盾调解室"
SESSION = announcing.TEXTS["schedule_session"]
ADD = "/admin/cases/wording/add/"


@pytest.fixture
def case(sanya):
    return factories.mediating()


def arrange(case):
    when = timezone.now() + dt.timedelta(days=3)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=when, place=PLACE)
    rows = Message.objects.filter(channel="sms", kind="schedule_session").order_by("pk")
    return [row.body for row in rows]


def test_a_body_speaks_in_its_own_words_and_no_other_body_does(case):
    Wording.objects.create(organization=case.organization, code="schedule_session", words="请您来谈：{session}。")
    other = Organization.objects.exclude(pk=case.organization_id).first()
    assert wording.filled(other, "schedule_session", SESSION, session="X") == "已约好调解：X。"
    assert arrange(case)[0] == f"【新港社区调委会】陈玉㛃您好，请您来谈：11月23日09:00在{PLACE}。"


def test_words_that_no_longer_fit_give_way_to_the_general_ones(case):
    Wording.objects.create(organization=case.organization, code="schedule_session", words="请来：{hour}")
    assert "已约好调解：11月23日09:00" in arrange(case)[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("请来谈。", "要写上{session}，不然当事人不知道是哪天。"),
        ("请来谈：{session}，{phone}", "大括号里只能写：{session}。"),
        ("请来谈：{session", "大括号要成对"),
        ("请来谈：{session.__class__}", "大括号要成对"),
        ("请来谈：{session!r}", "大括号要成对"),
        ("请来谈：{session:>9}", "大括号要成对"),
        ("请来谈：{}", "大括号要成对"),
        ("请来谈：{0}", "大括号要成对"),
    ],
)
def test_what_stands_between_braces_is_checked(words, said):
    assert any(said in problem for problem in wording.wrong_with(words, SESSION))


def test_an_administrator_saves_words_and_sees_what_a_party_will_read(case):
    admin = browser("admin")
    sent = {"organization": case.organization_id, "code": "schedule_session", "words": "请来谈：{session}。"}
    assert admin.post(ADD, sent).status_code == 302
    row = Wording.objects.get()
    page = text_of(admin.get(f"/admin/cases/wording/{row.pk}/change/"))
    assert "【新港社区调委会】欧阳明月您好，请来谈：12月30日19:30在新港社区矛盾调解室。（42个字）" in page
    assert str(SESSION) in page
    assert "这一条已经改过了" in text_of(admin.post(ADD, sent))
    assert "欧阳明月" in text_of(admin.get("/admin/cases/wording/"))
    changed = admin.post(f"/admin/cases/wording/{row.pk}/change/", {"words": "来：{day}"})
    assert "大括号里只能写：{session}。" in text_of(changed)


def test_a_text_that_would_be_sent_in_two_parts_is_refused_with_a_sentence(case):
    words = "请您按时来谈，带上身份证和材料，路上小心，有事早说：{session}。谢谢您的配合。"
    sent = {"organization": case.organization_id, "code": "schedule_session", "words": words}
    page = text_of(browser("admin").post(ADD, sent))
    length = len(wording.preview(case.organization, words))
    assert length > 70
    assert f"填好以后共{length}个字，最多70个字，请减{length - 70}个字。" in page
    assert not Wording.objects.exists()


def test_nobody_else_changes_words(case):
    assert browser("head").get(ADD).status_code in (302, 403, 404)


def test_every_general_text_fits_into_one_message_of_every_body(case):
    Organization.objects.update(phone="0898-12345678")
    long = [
        wording.preview(body, str(words))
        for body in Organization.objects.all()
        for words in announcing.catalogue().values()
        if wording.too_long(body, str(words))
    ]
    assert not long, "\n".join(long)


def test_every_general_text_may_stand_as_a_bodys_own(case):
    assert not [words for words in announcing.catalogue().values() if wording.wrong_with(str(words), words)]


def test_a_protected_persons_text_names_neither_body_nor_matter(case):
    protected = Party.objects.get(participation=case.dispute.participations.order_by("position").first())
    Party.objects.filter(pk=protected.pk).update(safe_contact=True)
    Organization.objects.filter(pk=case.organization_id).update(phone="0898-12345678")
    first, second = arrange(Case.objects.get(pk=case.pk))
    assert first == "您有一份材料待查看。"
    assert second.startswith("【新港社区调委会】阿依古丽")


def test_a_landline_gets_no_text_and_a_contact_persons_mobile_does(case):
    guest = case.dispute.participations.order_by("position").first().party
    guest.phone = "0898-88001122"
    guest.save()
    assert len(arrange(case)) == 1
    guest.contact_phone = "13900001111"
    guest.save()
    assert guest.text_number == "13900001111"
