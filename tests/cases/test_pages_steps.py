"""The page of a step: its form, why it is closed, what happened meanwhile, and that it counts once."""

import uuid

import pytest

from cases import conflicts, engine
from cases.models import Case
from tests import factories
from tests.cases.pages import browser, hidden, text_of
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def step_page(case, name):
    return f"/cases/{case.uid}/steps/{name}/"


def accepted_form(case, response, **more):
    """What the head sends to accept a case."""
    return {
        "once": hidden(response, "once"),
        "seen": hidden(response, "seen"),
        "dispute_type": case.dispute_type_id,
        "source": case.source_id,
        "people_count": "2",
        "amount": "4800",
    } | more


def test_a_form_is_taken_in_and_leads_back_to_the_case():
    case = factories.submitted()
    head = browser("head")
    asked = head.get(step_page(case, "accept"))
    assert "602室卫生间漏水" in text_of(asked)
    done = head.post(step_page(case, "accept"), accepted_form(case, asked), follow=True)
    assert done.redirect_chain == [(f"/cases/{case.uid}/", 302)]
    assert "办好了：受理，案号" in text_of(done)
    assert Case.objects.get(pk=case.pk).number


def test_a_form_sent_twice_has_one_effect():
    case = factories.submitted()
    head = browser("head")
    sent = accepted_form(case, head.get(step_page(case, "accept")))
    for _ in range(2):
        answer = head.post(step_page(case, "accept"), sent)
        assert answer.status_code == 302
    assert case.entries.filter(step="accept").count() == 1


def test_a_stale_form_shows_what_was_typed_and_what_happened_since():
    case = factories.submitted()
    head, deputy = browser("head"), browser("deputy")
    opened = deputy.get(step_page(case, "decline"))
    head.post(step_page(case, "accept"), accepted_form(case, head.get(step_page(case, "accept"))))
    reason = factories.reasons("decline")[0]
    sent = {
        "once": hidden(opened, "once"),
        "seen": hidden(opened, "seen"),
        "reasons": [reason.pk],
        "text": "我写了很久的一段话",
    }
    late = deputy.post(step_page(case, "decline"), sent)
    text = text_of(late)
    assert late.status_code == 200
    assert "您打开这一页以后，案件有了新的变化。" in text
    assert "您打开以后，案件有了这些变化" in text
    assert "受理，案号三吉新港人调字〔2026〕第0001号 11月20日09:00 周德海" in text
    assert "交调委会受理" not in text
    assert "我写了很久的一段话" in text
    assert "现在是“已受理”，不能不予受理。" in text
    assert hidden(late, "seen") == str(Case.objects.get(pk=case.pk).version)
    assert not case.entries.filter(step="decline").exists()


def test_a_form_with_errors_says_what_to_do_and_keeps_what_was_typed():
    case = factories.submitted()
    head = browser("head")
    asked = head.get(step_page(case, "send_back"))
    sent = {"once": hidden(asked, "once"), "seen": hidden(asked, "seen"), "text": "缺对方的电话"}
    refused = head.post(step_page(case, "send_back"), sent)
    assert "请至少选一个原因" in text_of(refused)
    assert "缺对方的电话" in text_of(refused)
    assert refused.content.decode().count("<title>有错误：") == 1


def test_a_step_that_is_closed_says_why_and_offers_no_form():
    case = factories.accepted()
    page = browser("head").get(step_page(case, "assign_mediator"))
    assert "现在还不能办 还没有记下陈玉㛃是否同意调解，请先问一问并记下来。 人民调解法第17条" in text_of(page)
    assert 'name="mediator"' not in page.content.decode()
    early = text_of(browser("head").get(step_page(case, "close")))
    assert "现在是“已受理”，不能结案。请回到案件页看下一步。" in early


def test_a_step_that_cannot_be_taken_back_says_so_before():
    case = factories.submitted()
    assert "结束以后不能恢复。" in text_of(browser("head").get(step_page(case, "decline")))
    assert "结束以后不能恢复。" not in text_of(browser("head").get(step_page(case, "accept")))


def test_mediators_are_suggested_with_reasons_and_the_tied_cannot_be_chosen():
    people = (
        ("applicant", dict(factories.CHEN)),
        ("respondent", {"name": "演示物业公司", "kind": "organization", "phone": "0898-88001234"}),
    )
    case = factories.consented(people=people, type_code="property")
    head = browser("head")
    page = head.get(step_page(case, "assign_mediator"))
    text = text_of(page)
    assert "王秀珍 擅长物业纠纷，手上没有在办的案件" in text
    assert "柯敬堂 银龄志愿者，时间充裕，手上没有在办的案件" in text
    assert "卢启明 要回避 卢启明在演示物业公司工作，和演示物业公司有关" in text
    tied = persona("tied_mediator")
    box = page.content.decode().split(f'value="{tied.pk}"')[1].split(">")[0]
    assert "disabled" in box
    assert 'data-k="wangxiuzhen wxz"' in page.content.decode()
    sent = {"once": hidden(page, "once"), "seen": hidden(page, "seen"), "mediator": tied.pk, "basis": "appointed"}
    forced = head.post(step_page(case, "assign_mediator"), sent)
    assert "卢启明在演示物业公司工作" in text_of(forced)
    assert Case.objects.get(pk=case.pk).mediator is None
    head.post(step_page(case, "assign_mediator"), sent | {"mediator": persona("mediator").pk})
    assert Case.objects.get(pk=case.pk).mediator == persona("mediator")


def test_ties_of_many_mediators_cost_no_more_than_of_one(django_assert_num_queries):
    case = factories.consented(people=(("applicant", {**factories.CHEN, "id_kind": "other", "id_number": "军字12345"}),
                                       ("respondent", dict(factories.LI))))  # fmt: skip
    people = conflicts.people_of(case.dispute)
    users = [persona(name) for name in ("mediator", "silver_mediator", "tied_mediator", "head", "clerk")]
    with django_assert_num_queries(5):
        conflicts.ties_of(users[:1], case.dispute, people)
    with django_assert_num_queries(5):
        conflicts.ties_of(users, case.dispute, people)


def test_a_note_is_for_the_fewest_unless_somebody_says_otherwise():
    case = factories.mediating()
    mediator = browser("silver_mediator")
    page = mediator.get(step_page(case, "add_note"))
    box = page.content.decode().split('name="audience" value="author"')[1].split(">")[0]
    assert "checked" in box
    sent = {"once": hidden(page, "once"), "seen": hidden(page, "seen"), "audience": "one_side", "text": "底线是三千"}
    refused = mediator.post(step_page(case, "add_note"), sent)
    assert "请选和谁单独谈的" in text_of(refused)
    assert "底线是三千" in text_of(refused)
    person = case.dispute.participations.first()
    mediator.post(step_page(case, "add_note"), sent | {"participation": person.pk})
    assert case.notes.get().participation == person


def test_only_steps_that_have_a_page_are_taken_by_the_page():
    case = factories.mediating()
    for name in ("register", "take_effect", "sign_paper", "view_case", "no_such_step"):
        for visitor in (browser("silver_mediator"), browser("head")):
            assert visitor.get(step_page(case, name)).status_code == 404
            assert visitor.post(step_page(case, name), {"once": uuid.uuid4(), "seen": 1}).status_code == 404


def test_a_mediator_who_declines_is_led_out_of_the_case():
    case = factories.assigned()
    mediator = browser("silver_mediator")
    page = mediator.get(step_page(case, "decline_assignment"))
    sent = {"once": hidden(page, "once"), "seen": hidden(page, "seen"), "reason": "要出岛一个月"}
    done = mediator.post(step_page(case, "decline_assignment"), sent)
    assert done.status_code == 302
    assert done["Location"] in ("/workbench/", f"/cases/{case.uid}/")
    assert mediator.get(f"/cases/{case.uid}/").status_code == 404


def test_a_step_nobody_gave_a_template_still_has_its_page():
    case = factories.registered()
    page = text_of(browser("clerk").get(step_page(case, "submit")))
    assert "交给主任受理" in page
    engine.take(case, "submit", by=persona("clerk"))
    assert "现在是“待受理”" in text_of(browser("clerk").get(step_page(case, "submit")))
