"""What the reporter hears: the state in words and his own text, and nothing of the mediation."""

from datetime import timedelta

import pytest

from cases import engine, reading
from cases.models import Case, Reason
from intake.words import OUTCOMES, STATES, said_of
from notices.models import Message
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import send
from tests.intake.reports import photo, report
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def worker(sanya):
    """The grid worker's phone."""
    return browser("grid_worker")


def page_of(client, case):
    return text_of(client.get(f"/reports/{case.uid}/"))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (factories.submitted, "等调委会受理，最晚11月25日"),
        (factories.accepted, "已受理，正在安排调解员"),
        (factories.assigned, "已受理，等柯敬堂接下"),
        (factories.mediating, "已受理，柯敬堂在办"),
        (factories.frozen, "谈好了，正在签协议"),
        (factories.effective, "谈成了，正在照协议做"),
        (factories.closed, "谈成了，已结案"),
    ],
)
def test_the_list_says_in_words_where_it_stands(worker, made, said):
    case = made()
    assert said in text_of(worker.get("/reports/"))
    assert said in page_of(worker, case)


def test_every_state_and_every_outcome_has_its_words():
    states, outcomes = Case._meta.get_field("state").choices, Case._meta.get_field("outcome").choices
    assert set(STATES) | {"closed", "archived"} == {code for code, _label in states}
    assert set(OUTCOMES) == {code for code, _label in outcomes}


def test_a_head_who_lets_the_day_pass_is_seen(worker, sanya):
    factories.submitted()
    sanya.shift(timedelta(days=6))
    client = browser("grid_worker")
    assert "等调委会受理，超了1天" in text_of(client.get("/reports/"))


def test_the_reporter_reads_his_own_words_and_not_the_registers(worker):
    case = report(summary="楼上漏水，吵了两次。")
    engine.take(
        case,
        "describe_dispute",
        by=persona("clerk"),
        title="楼上漏水纠纷",
        summary="经了解，602室业主曾因此报警。",
        place="港门花园3栋",
        dispute_type=case.dispute_type,
        source=case.source,
        danger=False,
    )
    words = page_of(worker, case)
    assert "楼上漏水，吵了两次。" in words
    assert "报警" not in words


def test_nothing_of_the_mediation_is_on_the_page(worker):
    case = factories.talked()
    giver = case.dispute.participations.first()
    engine.take(case, "record_offer", by=case.mediator, participation=giver, amount=6000)
    engine.take(case, "add_note", by=case.mediator, audience="all_sides", text="双方都在场说的话")
    engine.take(case, "add_evidence", by=case.mediator, name="天花板照片", upload=factories.scan())
    words = page_of(worker, case)
    for secret in ("6000", "在场说的话", "天花板照片", "争议在赔多少", "13800002046", "阿依古丽"):
        assert secret not in words


def test_a_sentence_and_a_photo_are_added_and_the_office_hears_of_it(worker):
    case = factories.mediating()
    page = worker.get(f"/reports/{case.uid}/")
    sent = send(worker, "", page, "text", text="昨晚又吵了一次。", files={"photos": [photo()]})
    assert sent["Location"] == f"/reports/{case.uid}/"
    words = page_of(worker, case)
    assert "补上了，办的人看得到。" in words
    assert "昨晚又吵了一次。" in words
    assert case.evidence.get().added_by == persona("grid_worker")
    told = set(Message.objects.filter(kind="add_to_report").values_list("user__username", flat=True))
    assert told == {"suwanning", "hanliqun", "kejingtang"}
    line = reading.lines(case, persona("head"))[0]
    assert (line.sentence, line.text, line.audience) == ("报告人补充", "昨晚又吵了一次。", "只有调委会能看")
    party = case.dispute.participations.first().user
    assert "报告人补充" not in [line.sentence for line in reading.lines(case, party)]


def test_nothing_added_is_nothing_written(worker):
    case = factories.submitted()
    page = worker.get(f"/reports/{case.uid}/")
    answered = send(worker, "", page, "text")
    assert "请写一句话，或者放一张照片。" in text_of(answered)
    assert not case.entries.filter(step="add_to_report").exists()


def test_what_comes_too_late_is_said_and_still_stands_in_the_form(worker):
    case = factories.mediating()
    page = worker.get(f"/reports/{case.uid}/")
    closed = factories.reasons("terminate")
    engine.take(case, "terminate", by=persona("head"), reasons=closed)
    answered = send(worker, "", page, "text", text="还有一件事")
    assert "不能补一句话或照片" in text_of(answered)
    assert "还有一件事" in answered.content.decode()


def test_a_photo_of_ones_own_is_shown_and_no_other(worker):
    case = report(files={"photos": [photo()]})
    own = case.evidence.get()
    case = engine.take(case, "accept", by=persona("head"), dispute_type=case.dispute_type, source=case.source)
    engine.take(case, "add_evidence", by=persona("clerk"), name="别的", upload=factories.scan())
    others = case.evidence.exclude(pk=own.pk).get()
    assert worker.get(f"/reports/{case.uid}/photos/{own.pk}.jpg")["Content-Type"] == "image/jpeg"
    assert worker.get(f"/reports/{case.uid}/photos/{others.pk}.jpg").status_code == 404


def test_a_mistaken_report_that_came_back_is_taken_off(worker):
    case = report()
    assert "不用办了" not in page_of(worker, case)
    engine.take(case, "send_back", by=persona("head"), reasons=list(Reason.objects.filter(kind="send_back")[:1]))
    assert "还在补齐登记，最晚12月21日" in page_of(worker, case)
    page = worker.get(f"/reports/{case.uid}/drop/")
    send(worker, f"/reports/{case.uid}/drop/", page, "reason", reason="看错了，他们是一家人")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.outcome) == ("closed", "withdrawn")
    assert "撤下了，不用再办" in page_of(worker, case)


def test_a_report_that_is_being_handled_is_not_dropped(worker):
    case = report()
    page = worker.get(f"/reports/{case.uid}/drop/")
    assert "不能不用办了" in text_of(page)
    worker.post(f"/reports/{case.uid}/drop/", {"reason": "x", "seen": case.version, "once": ""})
    assert Case.objects.get(pk=case.pk).state == "submitted"


@pytest.mark.parametrize("who", ["head", "clerk", "mediator", "head_elsewhere", "auditor"])
def test_it_is_the_reporters_page_and_nobody_elses(who):
    case = report()
    client = browser(who)
    missing = client.get("/reports/00000000-0000-4000-8000-000000000000/")
    for address in (f"/reports/{case.uid}/", f"/report/done/{case.uid}/", f"/reports/{case.uid}/drop/"):
        answered = client.get(address)
        assert (answered.status_code, answered.content) == (404, missing.content)


def test_a_grid_worker_who_left_the_grid_follows_no_more(worker, sanya):
    case = report()
    persona("grid_worker").memberships.update(ends_on="2026-11-20")
    sanya.shift(timedelta(days=1))
    assert browser("grid_worker").get(f"/reports/{case.uid}/").status_code == 404


def test_a_list_of_many_goes_on_by_key_and_costs_the_same(worker, django_assert_num_queries):
    made = [factories.registered(people=(), title=f"第{number}件") for number in range(30)]
    worker.get("/reports/")
    with django_assert_num_queries(4):
        first = worker.get("/reports/")
    titles = [case.dispute.title for case in made]
    shown = [title for title in titles if title in text_of(first).split()]
    assert len(shown) == 25
    onward = first.context["before"]
    second = worker.get("/reports/", {"before": onward})
    assert sorted(shown + [title for title in titles if title in text_of(second).split()]) == sorted(titles)
    assert worker.get("/reports/?before=rubbish,1").status_code == 200


def test_somebody_who_reported_nothing_is_told_how(worker):
    assert "还没有报过" in text_of(worker.get("/reports/"))


def test_the_words_of_a_case_need_no_page():
    assert said_of(factories.registered(people=())).words == "还在补齐登记"
