"""Staff let a party in: by a text they never see, or by a slip shown once; either stands on the timeline."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from accounts.models import Invitation
from cases import engine, reading
from notices.models import Message
from portal import inviting
from tests import factories
from tests.personas import persona
from tests.portal.conftest import everything_stored, sides

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def case():
    return factories.mediating()


def as_staff(client, name):
    client.force_login(persona(name), backend="accounts.backends.StaffBackend")
    return client


def url(case, row):
    return f"/cases/{case.uid}/invite/{row.pk}/"


def ask(client, case, row, way, guest="party", once=None):
    return client.post(url(case, row), {"guest": guest, "way": way, "once": once or uuid.uuid4()})


# --- by text -----------------------------------------------------------------
def test_a_link_sent_by_text_is_seen_by_nobody_but_the_party(client, case, texts):
    texts()
    row = sides(case)[0]
    answer = ask(as_staff(client, "clerk"), case, row, "sms")
    assert answer.status_code == 302
    message = Message.objects.get(kind="invitation")
    assert (message.secret, message.state) == (True, "waiting")
    (number, text) = texts()[0]
    token = re.search(r"/p/([^/]+)/", text).group(1)
    assert number == "13800002046"
    assert "陈玉㛃您好" in text
    assert "漏水" not in text
    assert token not in answer.content.decode()
    assert token not in everything_stored()
    for path in (
        f"/cases/{case.uid}/",
        f"/cases/{case.uid}/people/",
        f"/cases/{case.uid}/log/",
        "/inbox/",
        url(case, row),
    ):
        assert token not in client.get(path, follow=True).content.decode(), path
    message.refresh_from_db()
    assert (message.body, message.link, message.subject) == ("", "", "")


def test_the_function_gives_nothing_to_show_of_a_link_sent_by_text(case):
    invited = inviting.invite_participation(case, sides(case)[0], case.mediator, by_sms=True)
    assert invited == ("", None, timezone.now())


def test_a_protected_persons_text_names_nobody_and_nothing(texts):
    people = (("applicant", factories.CHEN | {"safe_contact": True}), ("respondent", factories.LI))
    case = factories.mediating(people=people)
    texts()
    inviting.invite_participation(case, sides(case)[0], case.mediator, by_sms=True)
    (_number, text) = texts()[0]
    assert text.startswith("您有一份材料待查看：http")
    for word in ("陈玉㛃", "调解", "纠纷", "新港", case.mediator.name):
        assert word not in text


def test_whoever_has_no_telephone_gets_a_slip(client):
    case = factories.mediating(people=(("applicant", {"name": "符亚婆"}), ("respondent", factories.LI)))
    as_staff(client, "clerk")
    answer = ask(client, case, sides(case)[0], "sms")
    assert "请打印单子当面给本人" in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not case.entries.filter(step="invite_party").exists()


# --- by slip -----------------------------------------------------------------
def test_a_slip_shows_link_and_code_once_and_is_kept_nowhere(client, case):
    row = sides(case)[0]
    once = uuid.uuid4()
    answer = ask(as_staff(client, "clerk"), case, row, "slip", once=once)
    page = answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "data-shared-device" in page
    assert 'src="data:image/png;base64,' in page
    link = re.search(r"http://127.0.0.1:8000(/p/[^/]+/)", page).group(1)
    code = re.search(r"slip-code[^>]*>(\d{3} \d{3})<", page).group(1)
    token = link.strip("/").split("/")[1]
    assert token not in everything_stored()
    again = ask(client, case, row, "slip", once=once)
    assert again.status_code == 302
    assert Invitation.objects.count() == 1
    client.logout()
    assert client.post(f"{link}code/", {"code": code})["Location"] == "/my/"


def test_the_party_reads_who_opened_its_window(client, case, come_in):
    row = sides(case)[0]
    inviting.invite_participation(case, row, case.mediator, by_sms=True)
    come_in(client, case, row)
    log = client.get(f"/my/{case.uid}/log/").content.decode()
    assert "给陈玉㛃这一方发了查看案件的链接" in log
    assert "给陈玉㛃这一方打印了查看案件的单子" in log
    assert case.mediator.name in log
    assert reading.sentences(case)[-1] == "给陈玉㛃这一方打印了查看案件的单子"


def test_a_link_lasts_ninety_days(client, case, slip, sanya):
    link, _code = slip(case)
    sanya.shift(dt.timedelta(days=89))
    assert client.get(link).status_code == 200
    sanya.shift(dt.timedelta(days=2))
    assert client.get(link).status_code == 404


def test_six_slips_in_a_day_are_too_many_only_for_one_link(client, case):
    as_staff(client, "clerk")
    for _time in range(6):
        assert ask(client, case, sides(case)[0], "slip").status_code == 200
    assert Invitation.objects.count() == 6


# --- whom --------------------------------------------------------------------
def test_an_agent_is_let_in_as_himself_and_only_while_the_mandate_holds(client, case, sanya):
    row = sides(case)[0]
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=row, kind="agent",
        person={"name": "林小雨", "phone": "13800003001"}, valid_until=dt.date(2026, 12, 1),
    )  # fmt: skip
    mandate = row.mandates.get()
    as_staff(client, "clerk")
    assert "林小雨（陈玉㛃的委托代理人）" in client.get(url(case, row)).content.decode()
    assert ask(client, case, row, "slip", guest=f"mandate-{mandate.pk}").status_code == 200
    assert Invitation.objects.get().user == mandate.user
    assert case.entries.latest("place").facts["invited_mandate"] == mandate.pk
    sanya.shift(dt.timedelta(days=20))
    as_staff(client, "clerk")
    answer = ask(client, case, row, "slip", guest=f"mandate-{mandate.pk}")
    assert "有错误：" in answer.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("head", 200), ("silver_mediator", 200), ("mediator", 404), ("grid_worker", 404),
     ("clerk_elsewhere", 404), ("bureau", 404), ("admin", 404)],
)  # fmt: skip
def test_only_the_cases_own_people_let_in(client, case, who, status):
    as_staff(client, who)
    row = sides(case)[0]
    assert client.get(url(case, row)).status_code == status
    ask(client, case, row, "slip")
    assert Invitation.objects.exists() is (status == 200)


def test_a_side_of_another_dispute_is_not_there(client, case):
    other = factories.mediating(title="别家的")
    as_staff(client, "clerk")
    answer = client.get(url(case, sides(other)[0]))
    assert (answer.status_code, answer.content) == (404, client.get(f"/cases/{uuid.uuid4()}/invite/1/").content)
