"""Writing the agreement on its page: blocks by buttons, nothing typed is lost, what is missing is said where it is missing."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from cases import drafting, engine
from cases.models import Agreement, Case
from cases.papers import agreement as papers
from tests import factories
from tests.forms import form_of, send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")
SOON, LATER = "2026-12-01", "2026-12-31"


@pytest.fixture
def case(db):
    return factories.talked()


@pytest.fixture
def page(client, case):
    """A function that opens the editor as the mediator, or presses one of its buttons after typing."""
    client.force_login(case.mediator)
    address = reverse("cases:agreement", args=[case.uid])

    def act(response=None, press="", **typed):
        if response is None:
            return client.get(address)
        return send(client, address, response, "main_facts", press=press, **typed)

    return act


def text(response):
    return response.content.decode()


def paid(page, **more):
    """The page with one payment of 4800 yuan written on it."""
    response = page(page(), press="add_pay")
    typed = {"c0-text": "赔偿款", "c0-amount": "4800", "c0-due_0": SOON, "c0-method": "phone"}
    return response, {"responsibility": "各方对责任不再争议", **typed, **more}


# --- blocks -------------------------------------------------------------------
def test_the_first_page_begins_with_what_was_reported(page, case):
    assert form_of(page(), "main_facts").values["main_facts"] == case.dispute.summary
    assert Agreement.objects.count() == 0


def test_adding_a_clause_keeps_everything_that_was_typed_and_stores_nothing(page):
    response = page(page(), press="add_pay", main_facts="楼上漏水", responsibility="乙方负责")
    response = page(response, press="add_repair", **{"c0-amount": "不是数字", "c0-text": "赔偿款", "c0-due_0": SOON})
    values = form_of(response, "main_facts").values
    assert values["main_facts"] == "楼上漏水"
    assert values["responsibility"] == "乙方负责"
    assert values["c0-amount"] == "不是数字"
    assert values["c0-text"] == "赔偿款"
    assert values["c0-due_0"] == SOON
    assert values["c1-kind"] == "repair"
    assert "有错误" not in text(response)
    assert Agreement.objects.count() == 0


def test_a_new_clause_lets_the_respondent_owe_the_applicant(page, case):
    applicant, respondent = case.dispute.participations.all()
    values = form_of(page(page(), press="add_act"), "main_facts").values
    assert values["c0-obligor"] == str(respondent.pk)
    assert values["c0-obligee"] == str(applicant.pk)


def test_a_clause_is_removed_and_moved_without_losing_the_others(page):
    response = page(page(), press="add_act")
    response = page(response, press="add_repair", **{"c0-text": "第一件"})
    response = page(response, press="add_refrain", **{"c1-text": "第二件"})
    response = page(response, press="up_2", **{"c2-text": "第三件"})
    values = form_of(response, "main_facts").values
    assert [values[f"c{number}-text"] for number in range(3)] == ["第一件", "第三件", "第二件"]
    response = page(response, press="remove_0")
    values = form_of(response, "main_facts").values
    assert [(values[f"c{number}-kind"], values[f"c{number}-text"]) for number in range(2)] == [
        ("refrain", "第三件"),
        ("repair", "第二件"),
    ]
    assert values["clauses"] == "2"


def test_instalments_are_added_up_to_twelve_and_taken_away(page):
    response = page(page(), press="add_pay")
    for _time in range(11):
        response = page(response, press="more_0")
    assert form_of(response, "main_facts").values["c0-parts"] == "12"
    assert ("action", "more_0") not in form_of(response, "main_facts").buttons
    assert form_of(page(response, press="fewer_0"), "main_facts").values["c0-parts"] == "11"


def test_the_sum_is_shared_out_evenly_and_the_last_one_takes_the_odd_fen(page):
    response = page(page(), press="add_pay")
    response = page(response, press="more_0", **{"c0-amount": "１００元"})
    response = page(response, press="more_0")
    values = form_of(page(response, press="even_0"), "main_facts").values
    assert [values[f"c0-amount_{part}"] for part in range(3)] == ["33.33", "33.33", "33.34"]


def test_a_button_for_a_clause_that_is_not_there_changes_nothing(page, client, case):
    response = page(page(), press="add_pay")
    values = form_of(response, "main_facts").values
    for action in ("remove_7", "up_x", "add_marry", "more_-1"):
        answer = client.post(reverse("cases:agreement", args=[case.uid]), values | {"action": action})
        assert form_of(answer, "main_facts").values["clauses"] == "1"


# --- saving -------------------------------------------------------------------
def test_looking_it_over_saves_the_clauses_as_rows_and_leads_to_the_check_page(page, case):
    response, typed = paid(page)
    answer = page(response, press="look", **typed)
    assert answer.url == reverse("cases:check", args=[case.uid])
    draft = Agreement.objects.get()
    clause = drafting.clauses_of(draft)[0]
    assert draft.state == "draft"
    assert (clause["kind"], clause["amount"], clause["text"]) == ("pay", Decimal(4800), "赔偿款")
    # One instalment is the whole sum.
    assert clause["instalments"] == [(Decimal(4800), dt.date(2026, 12, 1))]


def test_money_is_a_decimal_however_it_is_typed(page):
    response, typed = paid(page, **{"c0-amount": "￥４,８００．５０元"})
    page(response, press="save", **typed)
    assert drafting.clauses_of(Agreement.objects.get())[0]["amount"] == Decimal("4800.50")


@pytest.mark.parametrize(
    ("amount", "sentence"), [("四千八", "请写数字"), ("-3", "金额要大于0"), ("3.999", "最多写到分")]
)
def test_an_amount_that_is_none_is_said_at_its_field_and_nothing_is_stored(page, amount, sentence):
    response, typed = paid(page, **{"c0-amount": amount})
    answer = page(response, press="look", **typed)
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert form_of(answer, "main_facts").values["c0-amount"] == amount
    assert Agreement.objects.count() == 0


def test_nobody_owes_himself(page, case):
    response, typed = paid(page)
    same = str(case.dispute.participations.first().pk)
    answer = page(response, press="look", **typed | {"c0-obligor": same, "c0-obligee": same})
    assert "两边不能是同一个人" in text(answer)


def test_somebody_of_another_dispute_cannot_be_bound(page):
    stranger = factories.registered().dispute.participations.first()
    response, typed = paid(page)
    answer = page(response, press="look", **typed | {"c0-obligor": str(stranger.pk)})
    assert "请在列出的人里面选" in text(answer)
    assert Agreement.objects.count() == 0


def test_an_instalment_without_a_day_is_asked_for_so_that_its_amount_is_not_lost(page):
    response, typed = paid(page)
    response = page(response, press="more_0", **typed)
    answer = page(response, press="look", **{"c0-amount_0": "2400", "c0-amount_1": "2400"})
    assert "请写这一期哪天前付" in text(answer)
    assert form_of(answer, "main_facts").values["c0-amount_1"] == "2400"


def test_the_same_form_sent_twice_is_saved_once(page, client, case):
    response, typed = paid(page)
    values = form_of(response, "main_facts").values | typed | {"action": "look"}
    address = reverse("cases:agreement", args=[case.uid])
    assert client.post(address, values).status_code == 302
    assert client.post(address, values).status_code == 302
    assert Agreement.objects.get().edits == 1
    assert case.entries.filter(step="edit_clauses").count() == 1


# --- what is missing ------------------------------------------------------------
def test_flaws_stand_at_their_clause_with_the_article(page):
    response = page(page(), press="add_pay", responsibility="各方对责任不再争议")
    response = page(response, press="more_0", **{"c0-amount": "4800"})
    typed = {"c0-amount_0": "2400", "c0-due_0": SOON, "c0-amount_1": "2000", "c0-due_1": LATER, "c0-method": "cash"}
    page(response, press="save", **typed)
    shown = text(page())
    clause = shown[shown.index('id="clause-1"') : shown.index('id="clause-2"')]
    assert "第一条各期加起来不等于总数，请核对每期金额。" in clause
    assert "人民调解法第29条" in clause


def test_a_whole_clause_shows_its_sentence_and_its_capitals(page):
    response, typed = paid(page)
    page(response, press="save", **typed)
    shown = text(page())
    assert "阿依古丽·买买提于2026年12月1日前一次向陈玉㛃支付赔偿款人民币4800元（大写：肆仟捌佰元整）" in shown
    assert "大写：肆仟捌佰元整" in shown


@pytest.mark.parametrize(
    ("words", "flaw", "article"),
    [
        ("双方不得再起诉", "协议不能限制当事人起诉", "人民调解法第3条"),
        ("乙方付调解费200元", "人民调解不收费", "人民调解法第4条"),
    ],
)
def test_what_the_law_forbids_in_an_agreement_keeps_it_from_being_frozen(page, client, case, words, flaw, article):
    response, typed = paid(page)
    page(response, press="look", **typed | {"responsibility": words})
    shown = text(client.get(reverse("cases:check", args=[case.uid])))
    assert flaw in shown
    assert article in shown
    assert "回去改" in shown
    assert "正在定稿" not in shown


# --- two people, versions ---------------------------------------------------------
def test_two_people_writing_see_both_texts_and_the_second_decides(page, case):
    response, typed = paid(page)
    page(response, press="save", **typed)
    late = page()
    early = page()
    page(early, press="save", responsibility="先存的人写的")
    answer = page(late, press="save", responsibility="后存的人写的")
    assert answer.status_code == 200
    assert "这份协议又被改过" in text(answer)
    assert "先存的人写的" in text(answer)
    assert "柯敬堂" in text(answer)
    assert form_of(answer, "main_facts").values["responsibility"] == "后存的人写的"
    assert Agreement.objects.get().responsibility == "先存的人写的"
    assert page(answer, press="save").status_code == 302
    assert Agreement.objects.get().responsibility == "后存的人写的"


def test_a_draft_begun_by_somebody_else_meanwhile_is_not_doubled(page, case):
    opened = page()
    response, typed = paid(page)
    page(response, press="save", **typed)
    answer = page(opened, press="save", responsibility="也开始写")
    assert "这份协议又被改过" in text(answer)
    assert Agreement.objects.count() == 1


def test_a_new_version_begins_with_the_clauses_of_the_void_one(client):
    case = factories.frozen()
    engine.take(case, "reopen_talks", by=case.mediator, reason="金额要改")
    client.force_login(case.mediator)
    response = client.get(reverse("cases:agreement", args=[case.uid]))
    values = form_of(response, "main_facts").values
    assert values["clauses"] == "2"
    assert values["c0-amount"] == "4800"
    send(client, response.request["PATH_INFO"], response, "main_facts", press="save", **{"c0-amount": "5000"})
    versions = Agreement.objects.filter(case=case).order_by("version")
    assert [version.state for version in versions] == ["voided", "draft"]
    assert drafting.clauses_of(versions[0])[0]["amount"] == Decimal(4800)
    assert drafting.clauses_of(versions[1])[0]["amount"] == Decimal(5000)


def test_while_it_is_being_signed_the_editor_says_why_it_is_closed(client):
    case = factories.frozen()
    client.force_login(case.mediator)
    response = client.get(reverse("cases:agreement", args=[case.uid]))
    assert "要改协议请先再谈谈" in text(response)
    assert "main_facts" not in text(response)


def test_only_the_case_s_mediator_finds_the_editor(client, case):
    for name in ("head", "clerk", "mediator", "mediator_elsewhere", "grid_worker"):
        client.force_login(persona(name))
        assert client.get(reverse("cases:agreement", args=[case.uid])).status_code == 404
        assert client.get(reverse("cases:check", args=[case.uid])).status_code == 404


# --- the check page ---------------------------------------------------------------
def test_the_check_page_shows_each_side_s_summary_and_the_text_as_printed(client):
    case = factories.drafted()
    client.force_login(case.mediator)
    shown = text(client.get(reverse("cases:check", args=[case.uid])))
    assert "阿依古丽·买买提付给您4800元" in shown
    assert "您付给陈玉㛃4800元" in shown
    assert "本协议一式" in shown
    assert "人民调解协议书" in shown
    assert case.number in shown


def test_clauses_with_holes_are_kept_and_the_full_text_waits_for_them(page, client, case):
    response = page(page(), press="add_pay")
    response = page(response, press="more_0")
    response = page(response, press="add_act", **{"c0-due_0": SOON, "c0-due_1": LATER})
    assert page(response, press="look").status_code == 302
    address = reverse("cases:check", args=[case.uid])
    shown = text(client.get(address))
    for flaw in (
        "第一条没有写金额",
        "第一条没有写怎么付",
        "第二条没有写做什么",
        "第二条没有写期限",
        "还没有写各方责任",
    ):
        assert flaw in shown
    assert "写完就能看到全文" in shown
    assert f"{reverse('cases:agreement', args=[case.uid])}#clause-2" in shown
    assert client.get(address, {"laid_out": 1}).status_code == 404
    answer = client.post(address, {"seen": str(case.version), "once": "11111111-1111-4111-8111-111111111111"})
    assert "没有写" in text(answer)
    assert Case.objects.get(pk=case.pk).state == "mediating"


def test_the_paper_is_laid_out_while_it_is_read_and_freezing_uses_it(client, media):
    case = factories.drafted()
    client.force_login(case.mediator)
    address = reverse("cases:check", args=[case.uid])
    response = client.get(address)
    before = list(media.rglob("*"))
    assert "打印出来共" in text(client.get(address, {"laid_out": 1}))
    assert list(media.rglob("*")) == before
    answer = send(client, address, response, "recorder")
    agreement = Agreement.objects.get(case=case)
    assert answer.url == reverse("cases:signing", args=[case.uid, agreement.document.uid])
    assert agreement.state == "signing"
    assert Case.objects.get(pk=case.pk).state == "agreeing"


def test_the_recorder_of_the_last_session_is_proposed(client):
    case = factories.drafted()
    client.force_login(case.mediator)
    response = client.get(reverse("cases:check", args=[case.uid]))
    assert form_of(response, "recorder").values["recorder"] == str(persona("clerk").pk)


def test_a_character_without_glyph_stops_the_freezing_with_its_code_point(client):
    case = factories.drafted()
    client.force_login(case.mediator)
    address = reverse("cases:agreement", args=[case.uid])
    send(client, address, client.get(address), "main_facts", press="look", responsibility="由\U000323b0负责")
    address = reverse("cases:check", args=[case.uid])
    answer = send(client, address, client.get(address), "recorder")
    assert "U+323B0" in text(answer)
    assert Case.objects.get(pk=case.pk).state == "mediating"


def test_the_editor_and_the_check_page_ask_a_constant_number_of_queries(client, django_assert_max_num_queries):
    case = factories.drafted()
    client.force_login(case.mediator)
    draft = factories.agreement_of(case)
    clause = drafting.clauses_of(draft)[1]
    counts = []
    for many in (2, 12):
        draft = engine.take(
            draft, "edit_clauses", by=case.mediator, main_facts="一", responsibility="二", edits=draft.edits,
            clauses=[clause] * many,
        )  # fmt: skip
        for name in ("agreement", "check"):
            client.get(reverse(f"cases:{name}", args=[case.uid]))
            with django_assert_max_num_queries(25) as asked:
                client.get(reverse(f"cases:{name}", args=[case.uid]))
            counts.append(len(asked))
    assert counts[:2] == counts[2:], counts


def test_a_text_that_is_being_read_stays_readable_while_somebody_freezes_it():
    case = factories.drafted()
    opened = factories.agreement_of(case)
    engine.take(case, "freeze_agreement", by=case.mediator, recorder=persona("clerk"))
    read = papers.text_of(opened, case, {"recorder": persona("clerk")})
    assert read.facts.clauses == papers.text_of(factories.agreement_of(case), case, {}).facts.clauses != ()
