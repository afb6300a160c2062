"""The link and the code: opening writes nothing, the code works once, nothing of either is left behind."""

import datetime as dt
import logging
import re

import pytest
from django.test import Client

from accounts import invitations
from accounts.models import OneTimeCode
from cases import engine
from tests import factories
from tests.personas import persona
from tests.portal.conftest import everything_stored, invitation_of, row_counts, sides

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def case():
    return factories.mediating()


@pytest.fixture
def link(case, slip):
    return slip(case)[0]


def code_in(texts):
    """The six digits of the newest text message, and its number."""
    number, text = texts()[-1]
    return number, re.search(r"\d{6}", text).group()


# --- opening -----------------------------------------------------------------
def test_opening_a_link_changes_no_row_however_often(client, link):
    before = row_counts()
    for path in (link, f"{link}code/", link):
        answer = client.get(path)
        assert answer.status_code == 200
        assert client.head(path).status_code == 200
    assert row_counts() == before
    assert "sessionid" not in client.cookies


def test_the_page_of_a_link_tells_who_sent_it_and_nothing_of_the_case(client, case, link):
    page = client.get(link).content.decode()
    assert "三亚市吉阳区新港社区人民调解委员会（周德海）" in page
    for secret in ("陈玉㛃", "阿依古丽", "13800002046", "漏水", case.number, str(case.uid)):
        assert secret not in page


def test_links_that_do_not_open_all_get_the_same_answer(client, case, slip):
    over, withdrawn = slip(case)[0], slip(case, sides(case)[1])[0]
    invitation = invitation_of(over)
    invitation.expires_at = invitation.created_at
    invitation.save()
    invitations.revoke(sides(case)[1].user)
    answers = [client.get(path) for path in (over, withdrawn, "/p/unknown/", "/p/unknown/code/", f"{over}code/")]
    answers += [client.post(path, {"code": "123456"}) for path in (over, withdrawn, "/p/unknown/", f"{over}code/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "打电话给您的调解员" in answers[0].content.decode()


def test_pages_of_the_door_are_not_kept_and_send_no_address_on(client, link):
    answer = client.get(link)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "data-shared-device" in answer.content.decode()


def test_the_text_size_is_changed_without_the_token_in_another_address(client, link):
    page = client.get(link).content.decode()
    assert not re.search(r'href="[^"]*next=[^"]*/p/', page)
    answer = client.post("/size/", {"size": "large", "next": link})
    assert answer["Location"] == link
    assert 'data-size="large"' in client.get(link).content.decode()


# --- the code ----------------------------------------------------------------
def test_a_code_goes_to_the_persons_own_telephone_and_lets_in(client, case, link, texts):
    texts()
    answer = client.post(link)
    assert answer["Location"] == f"{link}code/"
    page = client.get(answer["Location"]).content.decode()
    assert "138****2046" in page
    assert "13800002046" not in page
    number, code = code_in(texts)
    assert number == "13800002046"
    answer = client.post(f"{link}code/", {"code": f" {code[:3]} {code[3:]}"})
    assert answer["Location"] == "/my/"
    assert client.get("/my/", follow=True).redirect_chain == [(f"/my/{case.uid}/", 302)]


def test_the_code_on_a_slip_is_typed_straight_away(client, case, slip):
    link, code = slip(case)
    assert client.post(f"{link}code/", {"code": code})["Location"] == "/my/"


def test_a_sent_code_opens_only_the_browser_that_asked(client, link, texts):
    client.post(link)
    _number, code = code_in(texts)
    other = Client()
    assert other.post(f"{link}code/", {"code": code}).status_code == 200
    assert other.get("/my/").status_code == 302


def test_a_wrong_code_says_so_and_lets_nobody_in(client, case, slip):
    link, code = slip(case)
    wrong = "000000" if code != "000000" else "111111"
    page = client.post(f"{link}code/", {"code": wrong}).content.decode()
    assert "这个验证码不对，请再看一下" in page
    assert "有错误：" in page
    assert client.get("/my/").status_code == 302


def test_five_wrong_tries_lock_the_code(client, case, slip):
    link, code = slip(case)
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(4):
        client.post(f"{link}code/", {"code": wrong})
    assert "试错了5次" in client.post(f"{link}code/", {"code": wrong}).content.decode()
    assert "试错了5次" in client.post(f"{link}code/", {"code": code}).content.decode()


def test_an_old_code_and_a_used_one_say_what_they_are(client, case, slip, sanya):
    link, code = slip(case)
    client.post(f"{link}code/", {"code": code})
    assert "用过了" in Client().post(f"{link}code/", {"code": code}).content.decode()
    link, code = slip(case, sides(case)[1])
    sanya.shift(dt.timedelta(hours=25))
    assert "过了时间" in Client().post(f"{link}code/", {"code": code}).content.decode()


def test_a_code_before_any_was_made_says_to_ask_for_one(client, link):
    OneTimeCode.objects.all().delete()
    assert "发验证码给我" in client.post(f"{link}code/", {"code": "123456"}).content.decode()


def test_a_sixth_code_in_a_day_is_not_sent(client, link, texts):
    for _send in range(5):
        assert client.post(link).status_code == 302
    answer = client.post(link)
    assert answer.status_code == 200
    assert "今天的验证码已经发完了" in answer.content.decode()
    assert sum("验证码" in text for _number, text in texts()) <= 5


@pytest.mark.parametrize("own", ["", "0898-88270000"])
def test_whoever_has_no_mobile_is_told_of_the_slip_and_nobody_else_gets_the_code(client, slip, texts, own):
    person = {"name": "符亚婆", "phone": own, "contact_name": "符小妹", "contact_phone": "13800001111"}
    case = factories.mediating(people=(("applicant", person), ("respondent", factories.LI)))
    texts()
    link, code = slip(case)
    assert "发验证码给我" not in client.get(link).content.decode()
    assert "单子上的验证码" in client.post(link).content.decode()
    assert texts() == []
    assert client.post(f"{link}code/", {"code": code})["Location"] == "/my/"


# --- the session -------------------------------------------------------------
def test_the_session_begins_under_a_new_key(client, link, texts):
    client.post(link)
    before = client.cookies["sessionid"].value
    client.post(f"{link}code/", {"code": code_in(texts)[1]})
    after = client.cookies["sessionid"].value
    assert after != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/my/").status_code == 302


def test_whoever_sat_there_before_is_out(client, case, slip):
    client.force_login(persona("clerk"), backend="accounts.backends.StaffBackend")
    link, code = slip(case)
    client.post(f"{link}code/", {"code": code})
    assert client.get(f"/my/{case.uid}/").status_code == 200
    assert client.get(f"/cases/{case.uid}/").status_code == 404


def test_a_link_that_is_withdrawn_ends_the_session_it_opened(client, case, come_in):
    come_in(client, case)
    invitations.revoke(sides(case)[0].user)
    assert client.get(f"/my/{case.uid}/")["Location"] == "/left/?why=link"


def test_whoever_is_out_learns_how_to_come_back(client, case):
    for path in ("/my/", f"/my/{case.uid}/", f"/my/{case.uid}/log/", f"/my/{case.uid}/steps/withdraw/"):
        assert client.get(path)["Location"] == "/left/"


def test_a_browser_that_came_in_by_a_slip_keeps_nothing_typed(client, case, come_in, slip, texts):
    come_in(client, case)
    assert "data-shared-device" in client.get(f"/my/{case.uid}/").content.decode()
    own, (link, _code) = Client(), slip(case)
    own.post(link)
    own.post(f"{link}code/", {"code": code_in(texts)[1]})
    assert "data-shared-device" not in own.get(f"/my/{case.uid}/").content.decode()


# --- nothing is left behind --------------------------------------------------
def test_neither_token_nor_code_is_in_any_table_or_log_after_use(client, case, slip, texts, caplog):
    with caplog.at_level(logging.DEBUG):
        link, printed = slip(case)
        token = link.strip("/").split("/")[1]
        client.post(link)
        _number, sent = code_in(texts)
        client.post(f"{link}code/", {"code": printed[::-1] + "1"})
        client.post(f"{link}code/", {"code": sent})
        client.get("/my/", follow=True)
        client.put(link)
        Client(enforce_csrf_checks=True).post(link)
        invitations.revoke(sides(case)[0].user)
        Client().get(link)
    kept, logged = everything_stored(), "\n".join(record.getMessage() for record in caplog.records)
    assert len(caplog.records) >= 3
    for secret in (token, sent, printed):
        alone = re.compile(rf"(?<![0-9a-f]){re.escape(secret)}(?![0-9a-f])")  # six digits stand in many a hash
        assert not alone.search(kept)
        assert not alone.search(logged)
    assert "/p/…/" in logged


# --- agents ------------------------------------------------------------------
@pytest.fixture
def mandate(case):
    client_side = sides(case)[0]
    engine.take(
        case,
        "record_mandate",
        by=persona("clerk"),
        participation=client_side,
        kind="agent",
        person={"name": "林小雨", "phone": "13800003001"},
        valid_until=dt.date(2026, 12, 1),
    )
    return client_side.mandates.get()


def test_an_agent_comes_in_as_himself_and_sees_the_clients_case(client, case, mandate, slip, texts):
    link, _code = slip(case, mandate)
    texts()
    client.post(link)
    number, code = code_in(texts)
    assert number == "13800003001"
    client.post(f"{link}code/", {"code": code})
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "您替" in page
    assert "陈玉㛃" in page


def test_a_mandate_that_ended_closes_everything_at_once(client, case, mandate, come_in, slip, sanya):
    come_in(client, case, mandate)
    link = slip(case, mandate)[0]
    sanya.move_to(dt.datetime(2026, 12, 1, 15, 50, tzinfo=dt.UTC))
    client.get("/my/")
    come_in(client, case, mandate)
    assert client.get(f"/my/{case.uid}/").status_code == 200
    sanya.shift(dt.timedelta(minutes=20))
    missing = client.get("/my/00000000-0000-4000-8000-000000000000/")
    for path in ("/my/", f"/my/{case.uid}/", f"/my/{case.uid}/log/", f"/my/{case.uid}/steps/end_mediation/"):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (404, missing.content)
    assert client.get(link).status_code == 404


def test_a_mandate_ended_by_hand_closes_everything_though_its_grant_stands(client, case, mandate, come_in, sanya):
    come_in(client, case, mandate)
    mandate.ended_at = dt.datetime(2026, 11, 20, 1, 0, tzinfo=dt.UTC)
    mandate.save()
    assert client.get(f"/my/{case.uid}/").status_code == 404
    assert client.get("/my/").status_code == 404


def test_the_step_that_ends_a_mandate_ends_the_open_session_and_the_link(client, case, mandate, come_in, slip):
    link = slip(case, mandate)[0]
    come_in(client, case, mandate)
    assert client.get(f"/my/{case.uid}/").status_code == 200
    engine.take(case, "end_mandate", by=persona("clerk"), mandate=mandate, how="revoked")
    assert client.get(f"/my/{case.uid}/").status_code != 200
    assert client.get(link).status_code == 404
