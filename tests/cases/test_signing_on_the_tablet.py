"""The counter tablet: three pages for one signature, and everything that does not count."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse

from cases import engine
from cases.models import SignatureRequest
from documents import vault
from tests import factories
from tests.cases.signing import WITNESS, Status, give_tablet, parties, progress, read, sign, signature_page, text, write
from tests.forms import form_of
from tests.personas import persona
from tests.portal.test_languages import left_in_chinese

pytestmark = pytest.mark.usefixtures("sanya")


def test_one_signature_goes_through_three_pages_and_counts(client, case, clerk):
    request = parties(case)[0]
    assert "看过本人的身份证件" in text(client.get(signature_page(request)))
    give_tablet(client, request)
    shown = text(client.get(signature_page(request)))
    assert "您得到什么" in shown
    assert "阿依古丽·买买提付给您4800元" in shown
    assert "念给我听" in shown
    assert "data-shared-device" in shown
    read(client, request)
    shown = text(client.get(signature_page(request)))
    assert "data-pad" in shown
    assert "data-shared-device" in shown
    answer = write(client, request)
    assert answer.url == signature_page(request)
    shown = text(client.get(answer.url))
    assert "您已经签好了" in shown
    assert "等阿依古丽·买买提、苏婉宁签名" in shown
    request.refresh_from_db()
    assert (request.status, request.way, request.identity_level) == (Status.SIGNED, "tablet", 3)
    assert (request.witness, request.identity_checked_by) == (WITNESS, clerk)
    assert request.consent_text.startswith("我已看清内容")
    assert request.pad["width"] == 600
    assert len(request.strokes) == 5
    assert vault.read(request.image_sha256).startswith(b"\xff\xd8")


def test_going_back_after_signing_shows_that_it_is_signed(client, case, clerk):
    request = parties(case)[0]
    sign(client, request)
    assert "您已经签好了" in text(client.get(signature_page(request)))
    answer = client.post(signature_page(request), {"stage": "pad"})
    assert "您已经签好了" in text(answer)
    assert case.entries.filter(step="sign").count() == 1


def test_the_signer_s_consent_is_never_ticked_beforehand_and_is_asked_for(client, case, clerk):
    request = parties(case)[0]
    give_tablet(client, request)
    assert "consent" not in form_of(client.get(signature_page(request)), "stage").values
    assert "请先看清内容，愿意签再勾选" in text(read(client, request, consent=False))
    assert "data-pad" not in text(client.get(signature_page(request)))


@pytest.mark.parametrize(
    ("witness", "sentence"),
    [("", "请写上见证人的姓名"), ("苏婉宁", "见证人不能是签名人自己"), ("陈玉㛃", "见证人不能是签名人自己")],
)
def test_the_witness_is_neither_the_colleague_nor_the_signer(client, case, clerk, witness, sentence):
    request = parties(case)[0]
    answer = give_tablet(client, request, witness=witness)
    assert sentence in text(answer)
    assert "data-pad" not in text(client.get(signature_page(request)))


def test_the_identity_paper_must_have_been_seen(client, case, clerk):
    answer = give_tablet(client, parties(case)[0], seen=False)
    assert "请先看过身份证件，再勾选" in text(answer)


@pytest.mark.parametrize(
    ("strokes", "sentence"),
    [
        ("", "还没有写名字"),
        ("nonsense", "没有收到笔迹"),
        ('{"strokes": [[[10, 10, 0, 0.5], [11, 11, 20, 0.5]]]}', "笔迹太少"),
        ('{"strokes": "x"}', "没有收到笔迹"),
    ],
)
def test_a_dot_is_no_signature(client, case, clerk, strokes, sentence):
    request = parties(case)[0]
    give_tablet(client, request)
    read(client, request)
    form = form_of(client.get(signature_page(request)), "sha256")
    answer = client.post(form.action, form.values | {"strokes": strokes})
    assert sentence in text(answer)
    assert "data-pad" in text(answer)
    request.refresh_from_db()
    assert request.status == Status.WAITING


def test_a_straight_line_drawn_at_once_is_no_signature(client, case, clerk):
    request = parties(case)[0]
    give_tablet(client, request)
    read(client, request)
    line = [[x, 50, 0, 0.5] for x in range(0, 300, 5)]
    answer = write(client, request, strokes=json.dumps({"strokes": [line, line]}))
    assert answer.status_code == 200
    assert SignatureRequest.objects.get(pk=request.pk).status == Status.WAITING


def test_another_text_than_the_one_shown_is_not_signed(client, case, clerk):
    request = parties(case)[0]
    give_tablet(client, request)
    read(client, request)
    answer = write(client, request, sha256="0" * 64)
    assert "文书内容有了变化，请重新看一遍再签。" in text(answer)
    assert SignatureRequest.objects.get(pk=request.pk).status == Status.WAITING


def test_the_pad_is_not_reached_by_skipping_the_pages_before(client, case, clerk):
    request = parties(case)[0]
    form = {"stage": "pad", "sha256": request.sha256, "strokes": factories.pad(), "seen": "1"}
    form["once"] = "11111111-1111-4111-8111-111111111111"
    assert client.post(signature_page(request), form).status_code == 302
    assert SignatureRequest.objects.get(pk=request.pk).status == Status.WAITING


def test_what_was_settled_holds_for_half_an_hour_only(client, case, clerk, clock):
    request = parties(case)[0]
    give_tablet(client, request)
    clock.shift(dt.timedelta(minutes=20))
    assert "您得到什么" in text(client.get(signature_page(request)))
    clock.shift(dt.timedelta(minutes=11))
    assert "看过本人的身份证件" in text(client.get(signature_page(request)))


def test_two_signers_may_have_their_pages_open_at_the_same_time(client, case, clerk):
    first, second = parties(case)
    for request in (first, second):
        give_tablet(client, request)
        read(client, request)
    opened = [form_of(client.get(signature_page(request)), "sha256") for request in (first, second)]
    for form, seed in zip(opened, (1, 2), strict=True):
        assert client.post(form.action, form.values | {"strokes": factories.pad(seed)}).status_code == 302
    assert {row.status for row in parties(case)} == {Status.SIGNED}


def test_without_javascript_the_pad_leads_to_the_paper(client, case, clerk):
    request = parties(case)[0]
    give_tablet(client, request)
    read(client, request)
    shown = text(client.get(signature_page(request)))
    without = shown[shown.rindex("<noscript>") : shown.rindex("</noscript>")]
    assert reverse("cases:sheet", args=[case.uid, request.document.uid]) in without


def test_a_colleague_signs_in_his_own_session_without_a_witness(client, case, clerk):
    request = factories.requests_of(factories.agreement_of(case), signer="recorder")[0]
    shown = text(client.get(signature_page(request)))
    assert "witness" not in shown
    assert "data-shared-device" not in shown
    read(client, request)
    assert write(client, request).status_code == 302
    request.refresh_from_db()
    assert (request.status, request.witness) == (Status.SIGNED, "")
    assert "用自己的账号签的" in text(client.get(progress(case)))


def test_nobody_signs_for_a_colleague(client, case):
    client.force_login(persona("second_clerk"))
    request = factories.requests_of(factories.agreement_of(case), signer="recorder")[0]
    assert "请苏婉宁用自己的账号登录后签。" in text(client.get(signature_page(request)))


def test_the_mediator_does_not_sign_with_the_parties(client, case):
    client.force_login(case.mediator)
    request = factories.requests_of(factories.agreement_of(case), signer="mediator")[0]
    assert "调解员最后签" in text(client.get(signature_page(request)))
    with pytest.raises(engine.Refused, match="调解员最后签"):
        factories.sign_tablet(request)


def test_a_party_cannot_sign_from_his_own_session_yet(case):
    request = parties(case)[0]
    with pytest.raises(engine.Refused, match="请到调委会当面签"):
        engine.take(
            request.agreement, "sign", by=request.user, request=request, sha256=request.sha256,
            strokes=factories.strokes(), witness="某人", identity_checked=True,
        )  # fmt: skip


def test_after_the_last_day_nothing_is_signed(client, case, clerk, clock):
    clock.shift(dt.timedelta(days=30))
    client.force_login(persona("clerk"))
    assert "签名期限已经过了" in text(client.get(signature_page(parties(case)[0])))
    with pytest.raises(engine.Refused, match="签名期限已经过了"):
        factories.sign_tablet(parties(case)[0])


def test_every_other_paper_is_signed_by_the_same_pages(client, case, clerk):
    notice = SignatureRequest.objects.filter(case=case, document__paper="rights_notice").first()
    give_tablet(client, notice)
    shown = text(client.get(signature_page(notice)))
    assert "人民调解的性质和原则" in shown
    assert "您得到什么" not in shown
    read(client, notice)
    write(client, notice)
    notice.refresh_from_db()
    assert notice.status == Status.SIGNED
    assert case.entries.get(step="sign_paper").facts["document"] == notice.document_id
    assert "这份文书签好了" in text(client.get(signature_page(notice)))


def test_a_signature_on_the_agreement_does_not_count_as_one_on_another_paper(case):
    request = parties(case)[0]
    with pytest.raises(engine.Refused, match="请从签名页进入"):
        engine.take(
            case, "sign_paper", by=persona("clerk"), request=request, sha256=request.sha256,
            strokes=factories.strokes(), witness=WITNESS, identity_checked=True,
        )  # fmt: skip


def test_a_foreign_signer_reads_and_signs_in_his_own_language_and_the_colleague_in_chinese(client, clerk):
    people = (("applicant", factories.CHEN | {"language": "ru"}), ("respondent", factories.LI | {"language": "en"}))
    case = factories.frozen(people=people)
    for request, code, words in zip(
        parties(case),
        ("ru", "en"),
        (
            (
                "Что вы получаете",
                "阿依古丽·买买提 платит вам 4800 юаней",
                "Юридическую силу имеет текст",
                "Прочитать вслух",
            ),
            ("What you do", "You pay 陈玉㛃 4800 yuan", "The Chinese text prevails", "Read aloud"),
        ),
        strict=True,
    ):
        assert '<html lang="zh-hans"' in text(client.get(signature_page(request)))
        give_tablet(client, request)
        page = client.get(signature_page(request))
        assert (f'<html lang="{code}"' in text(page), page["Content-Language"]) == (True, code)
        assert [word for word in words if word not in text(page)] == []
        assert "经调解，自愿达成如下协议：" in text(page)
        shown = [text(page), text(client.get(reverse("cases:refuse_to_sign", args=[case.uid, request.uid])))]
        shown.append(text(read(client, request, consent=False)))
        read(client, request)
        shown.append(text(client.get(signature_page(request))))
        shown.append(text(client.get(write(client, request).url)))
        # The pad shows the name to write, a cell each.
        shown = [re.sub(r'<div class="guide.*?</div>', "", html, flags=re.S) for html in shown]
        assert [left for html in shown for left in left_in_chinese(html)] == []
        assert all(f'<html lang="{code}"' in html for html in shown)
        request.refresh_from_db()
        assert request.status == Status.SIGNED
        # What is kept with the signature is Chinese, like the paper.
        assert request.consent_text.startswith("我已看清内容")
    assert '<html lang="zh-hans"' in text(client.get(progress(case)))
