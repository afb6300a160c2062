"""What a party does by itself: for its own side alone, once, with a page that asks before anything ends."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cases import engine, standing
from cases.models import Case, Consent, Evidence
from tests import factories
from tests.personas import persona
from tests.portal.conftest import sides

pytestmark = pytest.mark.usefixtures("sanya")


def url(case, name):
    return f"/my/{case.uid}/steps/{name}/"


def post(client, case, step, /, **data):
    """Send the step's form as the page shows it, with `data` typed in."""
    page = client.get(url(case, step))
    assert page.status_code == 200
    form = page.context["form"]
    hidden = {"once": form["once"].value(), "seen": form["seen"].value()}
    return client.post(url(case, step), hidden | data)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def photo(size=(800, 600)):
    buffer = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(buffer, "JPEG")
    return SimpleUploadedFile("天花板.jpg", buffer.getvalue(), "image/jpeg")


# --- consent -----------------------------------------------------------------
def test_the_last_sides_yes_issues_the_register(client, come_in):
    case = factories.accepted()
    for party in sides(case):
        answer = post(come_in(Client(), case, party), case, "record_consent")
        assert answer["Location"] == f"/my/{case.uid}/"
    words = Consent.objects.filter(case=case).order_by("pk")
    assert [(row.participation, row.given, row.channel) for row in words] == [
        (party, True, "portal") for party in sides(case)
    ]
    assert "受理登记表" in come_in(client, case).get(f"/my/{case.uid}/").content.decode()


def test_nobody_speaks_for_the_other_side_whatever_he_sends(client, come_in):
    case = factories.accepted()
    mine, other = sides(case)
    post(come_in(client, case, mine), case, "record_consent", participation=other.pk, given="no", channel="writing")
    row = Consent.objects.get(case=case)
    assert (row.participation, row.given, row.channel) == (mine, True, "portal")
    with pytest.raises(engine.Refused, match="您只能替自己这一方表态"):
        engine.take(
            case, "record_consent", by=mine.user, participation=other, purpose="mediation", given=True, channel="portal"
        )


def test_a_no_is_asked_about_once_more_and_ends_it(client, come_in):
    case = factories.accepted()
    come_in(client, case, sides(case)[1])
    consent = client.get(url(case, "record_consent")).content.decode()
    assert url(case, "refuse") in consent
    warning = client.get(url(case, "refuse")).content.decode()
    assert "不能恢复" in warning
    assert "可以向有管辖权的人民法院起诉" in warning
    assert fresh(case).state == "accepted"
    answer = client.post(url(case, "refuse"), {"once": uuid.uuid4(), "seen": fresh(case).version})
    assert answer.status_code == 302
    assert (fresh(case).state, fresh(case).outcome) == ("closed", "refused")
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "您不愿意调解，调解结束了" in page
    assert "可以向有管辖权的人民法院起诉" in page


# --- ending ------------------------------------------------------------------
@pytest.mark.parametrize("place", [0, 1])
def test_either_side_ends_it_without_a_reason_and_reads_the_other_ways(client, come_in, place):
    case = factories.mediating()
    party = sides(case)[place]
    answer = post(come_in(client, case, party), case, "end_mediation")
    assert answer.status_code == 302
    assert (fresh(case).state, fresh(case).outcome) == ("closed", "failed")
    entry = case.entries.filter(step="end_mediation").get()
    assert (entry.actor, entry.role) == (party.user, "party")
    page = client.get(f"/my/{case.uid}/").content.decode()
    assert "仲裁" in page
    assert "终止通知书" in page


def test_only_the_applicant_takes_the_application_back(client, come_in):
    case = factories.mediating(source="application")
    mine, other = sides(case)
    page = come_in(Client(), case, other).get(url(case, "withdraw")).content.decode()
    assert "只有提的人能撤回" in page
    with pytest.raises(engine.Refused, match="只有提的人能撤回"):
        engine.take(case, "withdraw", by=other.user, reasons=factories.reasons("withdraw"))
    reason = factories.reasons("withdraw")[0]
    come_in(client, case, mine)
    assert post(client, case, "withdraw").status_code == 200
    assert post(client, case, "withdraw", reasons=[reason.pk], text="已经说好了").status_code == 302
    assert (fresh(case).state, fresh(case).outcome) == ("closed", "withdrawn")


def test_an_agent_ends_and_withdraws_it_only_with_special_powers(client, come_in):
    case = factories.mediating(source="application")
    side = sides(case)[0]
    for name, special in (("林小雨", False), ("周律师", True)):
        engine.take(
            case, "record_mandate", by=persona("clerk"), participation=side, kind="agent",
            person={"name": name, "phone": "13800003001"}, special_powers=special,
        )  # fmt: skip
    plain, full = side.mandates.order_by("pk")
    factories.sign_power(full)
    come_in(client, case, plain)
    assert client.get(url(case, "withdraw")).status_code == 404
    assert client.get(url(case, "end_mediation")).status_code == 404
    browser = come_in(Client(), case, full)
    assert {browser.get(url(case, name)).status_code for name in ("withdraw", "end_mediation")} == {200}


def test_an_agent_with_general_powers_says_yes_but_does_not_refuse_for_his_client(client, come_in):
    case = factories.accepted()
    mine = sides(case)[0]
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=mine, kind="agent",
        person={"name": "林小雨", "phone": "13800003001"}, powers=["admit"],
    )  # fmt: skip
    agent = mine.mandates.get()
    page = come_in(client, case, agent).get(url(case, "record_consent"))
    assert page.status_code == 200
    assert url(case, "refuse") not in page.content.decode()
    assert client.get(url(case, "refuse")).status_code == 404
    assert standing.role_for(agent.user, "confirm_performance", case) is None


def test_what_took_effect_is_not_ended_any_more(client, come_in):
    case = factories.effective()
    come_in(client, case)
    page = client.get(url(case, "end_mediation")).content.decode()
    assert "现在是“已生效”" in page
    client.post(url(case, "end_mediation"), {"once": uuid.uuid4(), "seen": fresh(case).version})
    assert fresh(case).state == "effective"


def test_a_step_of_the_staff_has_no_page_here(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    missing = client.get("/my/00000000-0000-4000-8000-000000000000/")
    for name in ("terminate", "sign_paper", "add_note", "reveal_identity", "assign_mediator", "no_such_step"):
        for answer in (client.get(url(case, name)), client.post(url(case, name))):
            assert (answer.status_code, answer.content) == (404, missing.content)


# --- once, stale, not valid --------------------------------------------------
def test_a_form_sent_twice_counts_once(client, come_in):
    case = factories.accepted()
    come_in(client, case)
    form = client.get(url(case, "record_consent")).context["form"]
    data = {"once": form["once"].value(), "seen": form["seen"].value()}
    assert [client.post(url(case, "record_consent"), data).status_code for _time in range(3)] == [302] * 3
    assert Consent.objects.filter(case=case).count() == 1


def test_the_form_that_ended_it_is_answered_the_same_when_it_comes_twice(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    form = client.get(url(case, "end_mediation")).context["form"]
    data = {"once": form["once"].value(), "seen": form["seen"].value()}
    answers = [client.post(url(case, "end_mediation"), data) for _time in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/my/{case.uid}/"] * 2
    assert case.entries.filter(step="end_mediation").count() == 1


def test_a_stale_form_ends_nothing_and_keeps_what_was_typed(client, come_in):
    case = factories.assigned()
    come_in(client, case)
    data = {"once": uuid.uuid4(), "seen": case.version, "text": "我想先问问律师"}
    engine.take(case, "accept_assignment", by=case.mediator, declared=True)
    answer = client.post(url(case, "end_mediation"), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "案件有了新的变化" in page
    assert "我想先问问律师" in page
    assert fresh(case).state == "mediating"
    data["seen"] = answer.context["form"]["seen"].value()
    assert client.post(url(case, "end_mediation"), data).status_code == 302


# --- evidence ----------------------------------------------------------------
def test_a_photo_is_handed_in_for_ones_own_side(client, come_in):
    case = factories.mediating()
    mine, other = sides(case)
    come_in(client, case, mine)
    answer = post(
        client, case, "add_evidence", name="天花板渗水", upload=photo(), given_by=other.pk, original_seen="on"
    )
    assert answer.status_code == 302
    row = Evidence.objects.get(case=case)
    assert (row.given_by, row.original_seen, row.added_by, row.file.mime) == (mine, False, mine.user, "image/jpeg")
    assert "天花板渗水" in client.get(f"/my/{case.uid}/log/").content.decode()
    assert "天花板渗水" not in come_in(Client(), case, other).get(f"/my/{case.uid}/log/").content.decode()
    with pytest.raises(engine.Refused, match="您只能替自己这一方表态"):
        engine.take(case, "add_evidence", by=mine.user, name="假的", upload=factories.scan(), given_by=other)


def test_a_bad_or_large_file_is_answered_in_words(client, come_in, settings):
    case = factories.mediating()
    come_in(client, case)
    html = SimpleUploadedFile("a.jpg", b"<html><script>", "image/jpeg")
    assert "只能上传照片" in post(client, case, "add_evidence", name="照片", upload=html).content.decode()
    settings.UPLOAD_LIMIT = 1000
    answer = post(client, case, "add_evidence", name="照片", upload=photo())
    assert answer.status_code == 200
    assert "照片" in answer.context["form"]["name"].value()
    assert not Evidence.objects.exists()


def test_one_person_cannot_fill_the_disk(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    bad = SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")
    for _time in range(50):
        bad.seek(0)
        post(client, case, "add_evidence", name="x", upload=bad)
    answer = post(client, case, "add_evidence", name="照片", upload=photo())
    assert "今天交的文件太多了" in answer.content.decode()
    assert not Evidence.objects.exists()
