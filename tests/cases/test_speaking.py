"""Who speaks for whom: the power of attorney, and a mandate that ends."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts import invitations
from cases import dossier, engine, filing, reading, standing
from cases.models import Case, SignatureRequest
from cases.models.grant import CaseGrant
from documents.models import Document
from notices.models import Message
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")
FIRM = {
    "kind": "organization", "name": "三亚演示港门物业服务有限公司", "id_kind": "credit_code",
    "id_number": "91350100M000100Y43", "address": "港门花园物业服务中心", "phone": "13800004001",
}  # fmt: skip
AGENT = {"name": "林小雨", "phone": "13800003001"}


def take(client, case, step, **typed):
    """What the step's page sends; the answer followed back to the case."""
    address = f"/cases/{case.uid}/steps/{step}/"
    answer = send(client, address, client.get(address), "once", **typed)
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def paper(case, code):
    """The newest paper of a kind."""
    return Document.objects.filter(dossier=case.uid, paper=code).order_by("pk").last()


def asked(document):
    """Whose signatures a paper waits for, in printing order."""
    return list(SignatureRequest.objects.filter(document=document).values_list("user__name", "status"))


def given(case, *, powers=("settle",), signed=True, **more):
    """An agent of the first side, whose client has signed the power of attorney."""
    side = case.dispute.participations.first()
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=side, kind="agent", person=dict(AGENT), powers=powers,
        **more,
    )  # fmt: skip
    mandate = side.mandates.get()
    return factories.sign_power(mandate) if signed else mandate


# --- 授权委托书 ----------------------------------------------------------------
def test_recording_an_agent_makes_the_paper_with_each_power_that_was_named():
    case = factories.accepted()
    side = case.dispute.participations.first()
    done = take(
        browser("clerk"), case, "record_mandate", participation=side.pk, mandate_kind="agent", relation="女儿",
        powers=["change", "settle"], matters="代为验收维修。", valid_until="2026-12-31", name="林小雨", phone="13800003001",
    )  # fmt: skip
    assert "办好了：登记林小雨为陈玉㛃的代理人。" in text_of(done)
    document = paper(case, "power_of_attorney")
    assert [(power["text"], power["given"]) for power in document.facts["special"]] == [
        ("代为承认对方的请求", False), ("代为放弃请求", False), ("代为变更请求", True),
        ("代为和解，签署调解协议，撤回申请，终止调解，确认履行", True),
    ]  # fmt: skip
    assert document.facts["principal"] == "陈玉㛃（申请人）"
    assert document.facts["term"].endswith("起至2026年12月31日止")
    assert asked(document) == [("陈玉㛃", "waiting"), ("林小雨", "waiting")]
    page = text_of(browser("clerk").get(f"/cases/{case.uid}/people/"))
    assert "特别授权，委托书还没有签，签好前不能代签协议" in page
    assert "代为变更请求" in page


def test_an_agent_binds_his_client_only_once_the_client_has_signed_the_power():
    case = factories.drafted()
    mandate = given(case, signed=False)
    side, mediator = mandate.participation, Client()
    assert standing.role_for(mandate.user, "view_case", case) == "agent"
    assert standing.role_for(mandate.user, "withdraw", case) is None
    mediator.force_login(case.mediator)
    address = f"/cases/{case.uid}/agreement/check/"
    page = mediator.get(address)
    sentence = "林小雨的授权委托书还没有签，先请陈玉㛃签好，再由代理人签协议。"
    assert text_of(page).count(sentence) == 1
    refused = send(mediator, address, page, "once", by_agent=[str(side.pk)])
    assert text_of(refused).count(sentence) == 2
    assert Case.objects.get(pk=case.pk).state == "mediating"
    factories.sign_power(mandate)
    assert standing.role_for(mandate.user, "withdraw", case) == "agent"
    assert [grant.permission.codename for grant in CaseGrant.objects.filter(user=mandate.user)] == [
        "represent_fully_in_case"
    ]
    assert "特别授权，可以代签协议" in text_of(browser("clerk").get(f"/cases/{case.uid}/people/"))
    page = mediator.get(address)
    assert sentence not in text_of(page)
    assert send(mediator, address, page, "once", by_agent=[str(side.pk)]).status_code == 302
    assert SignatureRequest.objects.filter(mandate=mandate, agreement__isnull=False).exists()


def test_ink_of_the_client_counts_once_it_was_compared_and_the_agents_own_hand_gives_nothing():
    case = factories.mediating()
    mandate = given(case, signed=False)
    clients, agents = SignatureRequest.objects.filter(document=paper(case, "power_of_attorney"))
    for row in (agents, clients):
        engine.take(case, "attach_paper_sheet", by=persona("clerk"), requests=[row], upload=factories.scan())
        mandate.refresh_from_db()
        assert mandate.may_settle is False
        engine.take(case, "confirm_paper_sheet", by=persona("second_clerk"), requests=[row])
    mandate.refresh_from_db()
    assert mandate.may_settle is True


def test_nobody_signs_for_a_side_that_gave_no_such_power():
    case = factories.drafted()
    side = given(case, powers=("admit",)).participation
    with pytest.raises(engine.Refused, match="陈玉㛃没有能代签协议的代理人，请由陈玉㛃自己签"):
        engine.take(case, "freeze_agreement", by=case.mediator, by_agent=[side])


def test_an_agent_who_was_not_given_the_power_to_settle_does_not_bind_his_client():
    case = factories.accepted()
    mandate = given(case, powers=("admit", "change"))
    assert mandate.special_powers is False
    assert standing.role_for(mandate.user, "view_case", case) == "agent"
    assert standing.role_for(mandate.user, "withdraw", case) is None
    assert "部分特别授权，不能代签协议" in text_of(browser("clerk").get(f"/cases/{case.uid}/people/"))


def test_of_two_agents_the_one_whose_power_is_signed_signs():
    case = factories.drafted()
    side = given(case, signed=False).participation
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=side, kind="agent", person={"name": "周律师"},
        powers=["settle"],
    )  # fmt: skip
    second = factories.sign_power(side.mandates.get(person__name="周律师"))
    page = text_of(browser("silver_mediator").get(f"/cases/{case.uid}/agreement/check/"))
    assert ("周律师代陈玉㛃签" in page, "林小雨代陈玉㛃签" in page) == (True, False)
    engine.take(case, "freeze_agreement", by=case.mediator, by_agent=[side])
    assert SignatureRequest.objects.get(agreement__isnull=False, signer="agent").mandate == second


def test_the_power_of_attorney_is_a_line_of_the_dossier_and_no_paper_of_a_guardian():
    case = factories.accepted()
    given(case, signed=False)
    (item,) = [item for item in dossier.checklist(case) if item.code == "power_of_attorney"]
    assert (item.state, item.required) == ("waiting", False)
    other = case.dispute.participations.last()
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=other, kind="guardian", person={"name": "符国庆"}
    )
    assert other.mandates.get().powers == []
    assert Document.objects.filter(dossier=case.uid, paper="power_of_attorney").count() == 1


# --- 结束代理 ------------------------------------------------------------------
def test_an_agent_whose_mandate_is_ended_is_out_at_once():
    case = factories.mediating()
    mandate = given(case)
    token = invitations.invite(mandate.user, label="新港社区", valid_for=dt.timedelta(days=7))
    done = take(
        browser("clerk"), case, "end_mandate", mandate=mandate.pk, how="revoked", text="陈玉㛃当面说，以后自己来。"
    )
    assert "办好了：林小雨不再代理陈玉㛃。" in text_of(done)
    mandate.refresh_from_db()
    assert (mandate.ended_how, mandate.ended_by) == ("revoked", persona("clerk"))
    assert standing.pairs(mandate.user, case) == frozenset()
    assert invitations.find(token) is None
    assert Client().get(f"/p/{token}/").status_code == 404
    assert {status for _name, status in asked(paper(case, "power_of_attorney"))} == {"signed", "voided"}
    party = case.dispute.participations.last().user
    assert "林小雨不再代理陈玉㛃" in [line.sentence for line in reading.lines(case, party)]
    sent = {row.user.name: row.body for row in Message.objects.filter(kind="end_mandate", channel="sms")}
    assert "林小雨以后不再替您办这件事。" in sent.pop("陈玉㛃")
    assert "您以后不再代办这件事，谢谢您。" in sent.pop("林小雨")
    assert sent == {}
    page = text_of(browser("clerk").get(f"/cases/{case.uid}/people/"))
    assert "已结束" in page
    assert "委托人取消委托，陈玉㛃当面说，以后自己来。" in page


@pytest.mark.parametrize(
    ("how", "heard"), [("client_died", ["林小雨"]), ("died", ["陈玉㛃"]), ("done", ["林小雨", "陈玉㛃"])]
)
def test_no_text_goes_to_the_dead(how, heard):
    case = factories.mediating()
    engine.take(case, "end_mandate", by=persona("clerk"), mandate=given(case), how=how)
    sent = Message.objects.filter(kind="end_mandate", channel="sms").values_list("user__name", flat=True)
    assert sorted(sent) == sorted(heard)


def test_each_kind_of_mandate_ends_by_its_own_grounds():
    case = factories.mediating()
    agent, side = given(case), case.dispute.participations.last()
    engine.take(
        case, "record_mandate", by=persona("clerk"), participation=side, kind="guardian", person={"name": "符国庆"}
    )
    guardian = side.mandates.get()
    refused = take(browser("clerk"), case, "end_mandate", mandate=agent.pk, how="no_longer", text="说错了")
    assert "林小雨是委托代理人，不能用“不再是监护人或者法定代表人”这个原因，请重新选。" in text_of(refused)
    assert "说错了" in refused.content.decode()
    with pytest.raises(engine.Refused, match="符国庆是监护人（法定代理人），不能用“委托人取消委托”这个原因"):
        engine.take(case, "end_mandate", by=persona("clerk"), mandate=guardian, how="revoked")
    page = text_of(browser("clerk").get(f"/cases/{case.uid}/steps/end_mandate/"))
    assert "代理人或者委托人死亡、丧失行为能力" not in page
    engine.take(case, "end_mandate", by=persona("clerk"), mandate=guardian, how="no_longer")
    assert not Message.objects.filter(kind="end_mandate", channel="sms").exists()
    assert "不再是监护人" not in text_of(browser("clerk").get(f"/cases/{case.uid}/steps/end_mandate/"))


def test_a_child_is_never_left_without_a_guardian():
    child = {"name": "符小海", "birth_date": dt.date(2015, 5, 1)}
    case = factories.mediating(people=(("applicant", child), ("respondent", factories.LI)))
    side, clerk = case.dispute.participations.first(), persona("clerk")
    first, second = (
        engine.take(case, "record_mandate", by=clerk, participation=side, kind="guardian", person={"name": name})
        and side.mandates.get(person__name=name)
        for name in ("符国庆", "符国强")
    )
    engine.take(case, "end_mandate", by=clerk, mandate=second, how="no_longer")
    refused = take(browser("clerk"), case, "end_mandate", mandate=first.pk, how="no_longer")
    sentence = "符小海还没有满十八周岁，不能没有监护人。请先登记新的监护人，再结束符国庆的代理。"
    assert sentence in text_of(refused)
    engine.take(case, "end_mandate", by=clerk, mandate=first, how="client_died")


def test_a_party_appoints_at_most_two():
    case = factories.mediating()
    side = given(case, powers=()).participation
    more = {"participation": side, "kind": "agent", "person": {"name": "周律师"}}
    engine.take(case, "record_mandate", by=persona("clerk"), **more)
    refused = take(
        browser("clerk"), case, "record_mandate", participation=side.pk, mandate_kind="agent", name="吴律师",
        phone="13800003009",
    )  # fmt: skip
    assert "陈玉㛃已经有两个委托代理人，最多两个。要换人的，请先结束其中一个的代理。" in text_of(refused)
    assert "吴律师" in refused.content.decode()
    engine.take(case, "record_mandate", by=persona("clerk"), **(more | {"kind": "guardian"}))
    engine.take(case, "end_mandate", by=persona("clerk"), mandate=side.mandates.first(), how="done")
    engine.take(case, "record_mandate", by=persona("clerk"), **more)


def test_an_ended_mandate_does_not_come_back_with_the_next_person_or_case():
    case = factories.mediating()
    mandate = given(case)
    engine.take(case, "end_mandate", by=persona("head"), mandate=mandate, how="resigned")
    filing.grant_to_parties(case)
    assert standing.pairs(mandate.user, case) == frozenset()


def test_a_mandate_is_ended_once_and_only_where_it_is():
    case, other = factories.mediating(), factories.mediating(title="另一起纠纷")
    page = text_of(browser("clerk").get(f"/cases/{other.uid}/steps/end_mandate/"))
    assert "现在没有登记代理人，不用结束。" in page
    mandate = given(case)
    with pytest.raises(engine.Refused, match="不是本案的代理人"):
        engine.take(other, "end_mandate", by=persona("clerk"), mandate=mandate, how="revoked")
    engine.take(case, "end_mandate", by=persona("clerk"), mandate=mandate, how="revoked")
    with pytest.raises(engine.Refused, match="林小雨的代理已经结束过了"):
        engine.take(case, "end_mandate", by=persona("clerk"), mandate=mandate, how="done")


def test_how_it_ended_must_be_said_and_what_was_typed_is_kept():
    case = factories.mediating()
    mandate = given(case)
    refused = take(browser("clerk"), case, "end_mandate", mandate=mandate.pk, text="她自己来说的")
    assert refused.status_code == 200
    assert "她自己来说的" in text_of(refused) or "她自己来说的" in refused.content.decode()
    mandate.refresh_from_db()
    assert mandate.ended_at is None


def test_an_agreement_that_waits_for_who_left_goes_back_to_the_table():
    case = factories.drafted()
    mandate = given(case)
    side = mandate.participation
    case = engine.take(case, "freeze_agreement", by=case.mediator, recorder=persona("clerk"), by_agent=[side])
    request = SignatureRequest.objects.get(mandate=mandate, agreement__isnull=False)
    hint = text_of(browser("clerk").get(f"/cases/{case.uid}/steps/end_mandate/"))
    assert "协议还等他签的，退回再谈，已有的签名一并作废。" in hint
    case = engine.take(case, "end_mandate", by=persona("clerk"), mandate=mandate, how="revoked")
    assert (case.state, factories.agreement_of(case).state) == ("mediating", "voided")
    assert SignatureRequest.objects.get(pk=request.pk).status == "voided"


def test_what_he_signed_before_the_end_stands():
    case = factories.drafted()
    mandate = given(case)
    case = engine.take(
        case, "freeze_agreement", by=case.mediator, recorder=persona("clerk"), by_agent=[mandate.participation]
    )
    factories.sign_tablet(SignatureRequest.objects.get(mandate=mandate, agreement__isnull=False))
    case = engine.take(case, "end_mandate", by=persona("clerk"), mandate=mandate, how="done")
    assert (case.state, factories.agreement_of(case).state) == ("agreeing", "signing")


def test_ink_of_a_day_on_which_the_mandate_held_is_handed_in_later(sanya):
    case = factories.drafted()
    mandate = given(case, valid_until=timezone.localdate() + dt.timedelta(days=1))
    case = engine.take(
        case, "freeze_agreement", by=case.mediator, recorder=persona("clerk"), by_agent=[mandate.participation]
    )
    request = SignatureRequest.objects.select_related("agreement__case").get(mandate=mandate, agreement__isnull=False)
    signed_at = timezone.now()
    sanya.shift(dt.timedelta(days=3))
    with pytest.raises(engine.Refused, match="林小雨的代理已经结束，不能再代签"):
        factories.sign_tablet(request)
    sheet = {"by": persona("clerk"), "requests": [request], "upload": factories.scan()}
    with pytest.raises(engine.Refused, match="林小雨的代理已经结束，不能再代签"):
        engine.take(request.agreement, "attach_signed_sheet", **sheet)
    page = browser("clerk").get(f"/cases/{case.uid}/sheet/{request.document.uid}/")
    assert "什么时候签的" in text_of(page)
    engine.take(request.agreement, "attach_signed_sheet", event_at=signed_at, **sheet)
    assert SignatureRequest.objects.get(pk=request.pk).status == "sheet_attached"


def test_only_the_office_of_the_case_ends_a_mandate():
    case = factories.mediating()
    mandate = given(case)
    for user in (persona("clerk_elsewhere"), mandate.user, case.dispute.participations.last().user):
        with pytest.raises(engine.NotYours):
            engine.take(case, "end_mandate", by=user, mandate=mandate, how="revoked")
