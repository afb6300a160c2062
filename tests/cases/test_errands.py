"""要我帮的事: who may be asked, what he sees and answers, who hears of it, when it ends by itself."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import engine, reading, standing, ticking
from cases.models import Case, CaseGrant, Errand
from notices.models import Message
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import form_of, send
from tests.personas import NAMES, persona

pytestmark = pytest.mark.usefixtures("sanya")
PLANTED = "种下的纠纷名称"


def step(case, name):
    return f"/cases/{case.uid}/steps/{name}/"


def ask(client, case, **typed):
    """What the page of the step sends, followed back to the case."""
    words = {
        "what": "look", "participation": case.dispute.participations.first().pk, "asked_of": persona("grid_worker").pk,
        "due_on": (timezone.localdate() + dt.timedelta(days=2)).isoformat(), "place": "",
    }  # fmt: skip
    address = step(case, "ask_errand")
    answer = send(client, address, client.get(address), "once", **words | typed)
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def page(errand):
    return f"/errands/{errand.pk}/"


def answer(errand, *, of="grid_worker", **typed):
    """The three questions as the errand's page sends them, followed to the list."""
    client = browser(of)
    sent = send(client, page(errand), client.get(page(errand)), "met", **typed)
    return client.get(sent["Location"]) if sent.status_code == 302 else sent


def heard(name, *, channel="in_app", kinds=("ask_errand", "answer_errand", "drop_errand", "deadline_red")):
    """What somebody was told about errands, in order."""
    rows = Message.objects.filter(user=persona(name), channel=channel, kind__in=kinds).order_by("pk")
    return [row.body for row in rows]


def refused(case, **facts):
    """Why an errand may not be asked for."""
    with pytest.raises(engine.Refused) as refusal:
        factories.errand(case, **facts)
    return str(refusal.value)


# --- asking --------------------------------------------------------------------
@pytest.mark.parametrize("who", ["clerk", "head", "silver_mediator"])
def test_whoever_handles_the_case_asks_somebody_of_the_body(who):
    case = factories.mediating()
    done = ask(browser(who), case)
    assert "办好了：请范小玲帮忙去找陈玉㛃：过后去看看。" in text_of(done)
    assert "范小玲去找陈玉㛃：过后去看看 11月22日前，还没有回话" in text_of(done)
    errand = case.errands.get()
    assert (errand.asked_by, errand.asked_of) == (persona(who), persona("grid_worker"))


def test_who_is_asked_hears_of_it_in_words_that_name_nobody():
    case = factories.mediating()
    factories.errand(case)
    assert heard("grid_worker") == ["有一件事请您帮忙，11月22日前。请打开“要我帮的事”看。"]
    (text,) = heard("grid_worker", channel="sms")
    assert text == f"【{case.organization.short_name}】有一件事请您帮忙，11月22日前。请打开“要我帮的事”看。"
    for row in Message.objects.filter(kind="ask_errand"):
        assert "陈玉㛃" not in row.body + row.subject
        assert str(case.uid) not in row.body + row.subject + row.link


def test_strangers_and_the_other_mediators_of_the_room_ask_for_nothing():
    case = factories.mediating()
    for name in ("mediator", "grid_worker", "clerk_elsewhere", "district_head", "bureau", "auditor", "admin"):
        assert browser(name).get(step(case, "ask_errand")).status_code == 404, name
        with pytest.raises(engine.NotYours):
            factories.errand(case, by=persona(name))


def test_the_mediator_of_the_case_the_asker_and_whoever_is_tied_are_not_asked():
    case = factories.mediating()
    offered = text_of(browser("clerk").get(step(case, "ask_errand")))
    assert "范小玲（网格员）" in offered
    assert "王秀珍（人民调解员）" in offered
    assert "柯敬堂（" not in offered
    neither = "请从本调委会的网格员和别的调解员里选一位。"
    assert refused(case, of="silver_mediator") == neither
    assert refused(case, of="mediator_elsewhere") == neither
    assert refused(case, of="second_clerk") == neither
    phone = persona("mediator").phone or "13800009999"
    type(case.mediator).objects.filter(pk=persona("mediator").pk).update(phone=phone)
    neighbour = dict(factories.LI) | {"phone": phone, "name": "罗文"}
    other = factories.mediating(people=(("applicant", factories.CHEN), ("respondent", neighbour)), title="另一起")
    assert "王秀珍（" not in text_of(browser("clerk").get(step(other, "ask_errand")))


def test_somebody_who_declared_a_tie_is_not_asked():
    case = factories.mediating()
    case.dispute.relations.create(
        user=persona("mediator"), text="申请人的表姐", declared_by=persona("head"), declared_at=timezone.now()
    )
    said = refused(case, of="mediator")
    assert said == "王秀珍和当事人有关系，请另请一位。（人民调解法第15条，应当回避）"


def test_nobody_is_sent_where_a_danger_was_reported_or_to_somebody_protected():
    protected = (("applicant", factories.CHEN | {"safe_contact": True}), ("respondent", factories.LI))
    case = factories.mediating(people=protected)
    shown = ask(browser("clerk"), case)
    assert "陈玉㛃的联系方式要保护，不能请别人去找，请您自己联系。" in text_of(shown)
    assert not case.errands.exists()
    other = factories.errand(case, participation=case.dispute.participations.last())
    assert other.is_open
    engine.take(case, "report_risk", by=case.mediator, kind="crowd", level="blue", text="楼下聚了人。")
    assert "这件案件报告过危险，不能请别人上门。" in text_of(browser("clerk").get(step(case, "ask_errand")))
    assert "这件案件报告过危险" in refused(case, participation=case.dispute.participations.last())


def test_a_bad_day_or_no_place_is_refused_and_what_was_typed_is_kept():
    nowhere = (("applicant", {"name": "陈玉㛃", "phone": "13800002046"}), ("respondent", factories.LI))
    case = factories.mediating(people=nowhere)
    clerk = browser("clerk")
    assert "没有登记陈玉㛃的住址，请写上去哪里找。" in text_of(ask(clerk, case))
    late = ask(clerk, case, place="港门花园门口", due_on="2020-01-01")
    assert "这一天已经过了，请改成今天或者以后。" in text_of(late)
    assert "港门花园门口" in late.content.decode()
    assert "太远了，请选60天以内的一天。" in text_of(ask(clerk, case, place="港门花园门口", due_on="2031-01-01"))
    assert not case.errands.exists()
    ask(clerk, case, place="港门花园门口")
    assert "港门花园门口" in text_of(browser("grid_worker").get(page(case.errands.get())))


# --- what whoever is asked sees ----------------------------------------------
def test_the_errands_page_says_whom_where_and_when_and_nothing_of_the_dispute():
    case = factories.mediating(title=PLANTED)
    errand = factories.errand(case, of="mediator")
    client = browser("mediator")
    shown = client.get(page(errand))
    text = text_of(shown)
    for word in ("过后去看看", "陈玉㛃", factories.CHEN["address"], "11月22日", persona("clerk").name):
        assert word in text
    assert persona("clerk").phone in text
    hidden = [PLANTED, "阿依古丽", case.dispute.matter_code, case.number, case.dispute_type.name, "漏水", str(case.uid)]
    hidden += [case.mediator.name, factories.CHEN["phone"], factories.LI["address"]]
    for response in (shown, client.get("/errands/"), client.get("/inbox/")):
        for word in hidden:
            assert word not in response.content.decode(), word
    assert 'data-size="large"' in shown.content.decode()


def test_an_errand_opens_no_page_of_the_case_and_no_list():
    case = factories.mediating(title=PLANTED)
    errand = factories.errand(case, of="mediator")
    helper, client = persona("mediator"), browser("mediator")
    assert standing.pairs(helper, case) >= {("mediator", "errand")}
    for tab in ("", "people/", "records/", "papers/", "evidence/", "performance/", "log/", "steps/answer_errand/"):
        assert client.get(f"/cases/{case.uid}/{tab}").status_code == 404, tab
    for look in ("list_cases", "view_full_case"):
        for branch in standing.branches(helper, look):
            assert not Case.objects.filter(branch).filter(pk=case.pk).exists()
    assert PLANTED not in text_of(client.get("/cases/?view=all"))
    assert PLANTED not in text_of(client.get("/workbench/"))
    for name in NAMES:
        expected = 200 if name == "mediator" else 404
        assert browser(name).get(page(errand)).status_code == expected, name


def test_a_mediator_is_led_to_his_errand_only_while_it_waits():
    case = factories.mediating()
    assert "看要我帮的事" not in text_of(browser("mediator").get("/workbench/"))
    errand = factories.errand(case, of="mediator")
    assert "有人请您帮一件事。 看要我帮的事" in text_of(browser("mediator").get("/workbench/"))
    answer(errand, of="mediator", met="not_gone", calling="no")
    assert "看要我帮的事" not in text_of(browser("mediator").get("/workbench/"))
    assert "要我帮的事" in text_of(browser("grid_worker").get("/reports/")) + text_of(
        browser("grid_worker").get("/workbench/")
    )


def test_the_list_and_the_case_page_cost_the_same_however_many_there_are():
    case = factories.mediating()
    helper, clerk = browser("grid_worker"), browser("clerk")

    def costs():
        counted = []
        for client, address in ((helper, "/errands/"), (clerk, f"/cases/{case.uid}/")):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counted.append(len(asked))
        return counted

    factories.errand(case)
    before = costs()
    for _number in range(4):
        answer(factories.errand(case), met="absent", calling="no")
        factories.errand(case)
    assert costs() == before
    assert max(before) <= 25


def test_the_list_shows_open_ones_first_and_goes_on_to_older_ones():
    case = factories.mediating()
    for _number in range(25):
        answer(factories.errand(case), met="absent", calling="no")
    factories.errand(case)
    client = browser("grid_worker")
    first = client.get("/errands/").content.decode()
    assert first.index("等您去办") < first.index("办过的")
    assert "?page=2" in first
    assert "看更早的" not in text_of(client.get("/errands/?page=2"))
    assert "没有更早的了。" in text_of(client.get("/errands/?page=9"))


# --- answering -----------------------------------------------------------------
def test_the_three_answers_come_back_to_the_case_and_it_is_over():
    case = factories.mediating()
    errand = factories.errand(case)
    assert form_of(browser("grid_worker").get(page(errand)), "met").names == {
        "csrfmiddlewaretoken", "once", "seen", "met", "mood", "calling",
    }  # fmt: skip
    done = answer(errand, met="seen", mood="calm", calling="no")
    assert "记下了，谢谢您。" in text_of(done)
    assert heard("silver_mediator") == ["范小玲回话：去找陈玉㛃的事办过了。"]
    assert heard("clerk") == heard("silver_mediator")
    assert "见到了，平静，不用打电话 · 11月20日" in text_of(browser("head").get(f"/cases/{case.uid}/"))
    assert "范小玲去找过陈玉㛃，回了话" in reading.sentences(case)
    assert not CaseGrant.objects.filter(permission__codename="run_errand").exists()
    ended = text_of(browser("grid_worker").get(page(errand)))
    assert "您已经回过话了" in ended
    assert "陈玉㛃" not in ended
    with pytest.raises(engine.NotYours):
        engine.take(case, "answer_errand", by=persona("grid_worker"), errand=errand, met="absent", calling="no")


def test_what_worries_and_a_wish_for_a_call_are_said_to_the_mediator():
    case = factories.mediating()
    answer(factories.errand(case), met="seen", mood="worrying", calling="yes")
    answer(factories.errand(case), met="absent", calling="yes")
    assert heard("silver_mediator") == [
        "范小玲去看了陈玉㛃：让人担心，请您马上过问。要打电话。",
        "范小玲回话：陈玉㛃那里请您打个电话。",
    ]


def test_who_was_seen_is_described_and_who_was_not_is_not():
    case = factories.mediating()
    errand = factories.errand(case)
    again = answer(errand, met="seen", calling="no")
    assert "见到了的，请选看上去怎么样。" in text_of(again)
    assert form_of(again, "met").values["met"] == "seen"
    answer(errand, met="absent", mood="calm", calling="no")
    errand.refresh_from_db()
    assert (errand.met, errand.mood, errand.calling) == ("absent", "", "no")


def test_nobody_answers_for_somebody_else():
    case = factories.mediating()
    first, second = factories.errand(case), factories.errand(case, of="mediator")
    with pytest.raises(engine.Refused, match="这件事请的是别人。"):
        engine.take(case, "answer_errand", by=persona("grid_worker"), errand=second, met="absent", calling="no")
    for name in ("head", "silver_mediator"):
        with pytest.raises(engine.NotYours):
            engine.take(case, "answer_errand", by=persona(name), errand=first, met="absent", calling="no")


def test_the_parties_read_nothing_of_it():
    case = factories.mediating()
    answer(factories.errand(case), met="seen", mood="angry", calling="no")
    for row in case.dispute.participations.all():
        said = " ".join(line.sentence for line in reading.lines(case, row.user))
        assert "范小玲" not in said
        assert not Message.objects.filter(user=row.user, kind__endswith="_errand").exists()


# --- the end -------------------------------------------------------------------
def test_it_is_taken_back_with_a_word_and_the_helper_hears_of_it():
    case = factories.mediating()
    errand = factories.errand(case)
    clerk, address = browser("clerk"), step(case, "drop_errand")
    done = send(clerk, address, clerk.get(f"{address}?errand={errand.pk}"), "why", why="needless")
    assert "办好了：不用范小玲去找陈玉㛃了：用不着了。" in text_of(clerk.get(done["Location"]))
    assert heard("grid_worker")[-1] == "有一件请您帮忙的事，不用办了。"
    shown = text_of(browser("grid_worker").get(page(errand)))
    assert "这件事不用办了" in shown
    assert "陈玉㛃" not in shown
    assert "没有请人帮忙还没办的事。" in text_of(clerk.get(address))


def ended_by(case, name, **facts):
    errand = factories.errand(case)
    engine.take(case, name, **facts)
    errand.refresh_from_db()
    assert not CaseGrant.objects.filter(permission__codename="run_errand").exists()
    return errand.dropped_why


@pytest.mark.parametrize("name", ["terminate", "withdraw", "refuse"])
def test_the_end_of_the_talks_ends_the_errands(name):
    case = factories.mediating()
    party = case.dispute.participations.first()
    facts = {
        "terminate": {"by": case.mediator, "reasons": factories.reasons("terminate")},
        "withdraw": {"by": party.user, "reasons": factories.reasons("withdraw")},
        "refuse": {"by": party.user, "participation": party, "channel": "phone"},
    }[name]
    assert ended_by(case, name, **facts) == "over"
    assert "不用范小玲去找陈玉㛃了：案件结束了" in reading.sentences(case)


def test_closing_a_case_ends_its_errands_and_one_may_still_look_in_later():
    case = factories.performed()
    assert ended_by(case, "close", by=case.mediator) == "over"
    assert factories.errand(case).is_open


def test_archiving_a_case_ends_its_errands():
    case = factories.consented()
    engine.take(case, "refuse", by=persona("clerk"), participation=case.dispute.participations.last(), channel="phone")
    case = Case.objects.get(pk=case.pk)
    assert ended_by(case, "archive", by=persona("clerk"), checked_by=persona("head")) == "over"
    assert Case.objects.get(pk=case.pk).state == "archived"
    with pytest.raises(engine.Refused):
        factories.errand(Case.objects.get(pk=case.pk))


def test_a_danger_or_a_protection_that_comes_later_calls_the_helper_back():
    case = factories.mediating()
    dangerous = {"kind": "crowd", "level": "blue", "text": "楼下聚了人。"}
    assert ended_by(case, "report_risk", by=case.dispute.participations.first().user, **dangerous) == "unsafe"
    case = factories.mediating(title="另一起")
    party = case.dispute.participations.first()
    person = factories.CHEN | {"safe_contact": True}
    facts = {"side": party.side, "participation": party, "person": person}
    assert ended_by(case, "record_party", by=persona("clerk"), **facts) == "unsafe"


def test_a_day_that_passes_without_an_answer_is_told_once_to_whoever_asked(sanya):
    case = factories.mediating()
    factories.errand(case)
    sanya.move_to(timezone.now() + dt.timedelta(days=2))
    ticking.tick()
    assert heard("clerk") == []
    sanya.move_to(timezone.now() + dt.timedelta(days=1))
    ticking.tick()
    ticking.tick()
    late = "请范小玲去找陈玉㛃的事过了日子（11月22日），还没有回话，请打个电话问问。"
    assert heard("clerk").count(late) == 1
    assert Errand.objects.get().is_open


def test_when_whoever_asked_has_left_the_mediator_hears_that_the_day_has_passed(sanya):
    case = factories.mediating()
    errand = factories.errand(case)
    type(case.mediator).objects.filter(pk=errand.asked_by_id).update(is_active=False)
    sanya.move_to(timezone.now() + dt.timedelta(days=3))
    ticking.tick()
    ticking.tick()
    assert [said.startswith("请范小玲去找陈玉㛃的事过了日子") for said in heard("silver_mediator")] == [True]


def test_a_mediator_who_was_replaced_hears_no_answer_any_more():
    case = factories.mediating()
    first = factories.errand(case, by=case.mediator)
    engine.take(case, "replace_mediator", by=persona("head"), mediator=persona("mediator"), reason="生病住院。")
    answer(first, met="seen", mood="worrying", calling="no")
    assert heard("silver_mediator") == []
    assert heard("mediator") == ["范小玲去看了陈玉㛃：让人担心，请您马上过问。"]


def test_the_case_page_speaks_of_errands_only_where_there_is_one():
    case = factories.mediating()
    assert "不用帮忙了" not in text_of(browser("clerk").get(f"/cases/{case.uid}/"))
    factories.errand(case)
    assert "不用帮忙了" in text_of(browser("clerk").get(f"/cases/{case.uid}/"))
