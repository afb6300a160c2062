"""Signing on its pages: the counter tablet, ink with a second person, the mediator's hand, the seal."""

import datetime as dt
import io
import json
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases import engine, sealing
from cases.models import Agreement, Case, SignatureRequest
from documents import vault
from documents.models import Document
from tests import factories
from tests.documents import reading
from tests.forms import form_of, send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")
Status = SignatureRequest.Status
WITNESS = "范小玲"


def text(response):
    return response.content.decode()


def parties(case):
    """The two parties' requests on the case's agreement."""
    return factories.requests_of(factories.agreement_of(case), signer="party")


def signature_page(request):
    return reverse("cases:sign", args=[request.case.uid, request.uid])


def progress(case):
    return reverse("cases:signing", args=[case.uid, factories.agreement_of(case).document.uid])


def give_tablet(client, request, *, witness=WITNESS, seen=True):
    """The colleague's page before the tablet changes hands."""
    typed = {"witness": witness} | ({"identity_checked": "on"} if seen else {})
    return send(client, signature_page(request), client.get(signature_page(request)), "witness", **typed)


def read(client, request, *, consent=True):
    """The signer's reading page."""
    typed = {"consent": "on"} if consent else {}
    response = client.get(signature_page(request))
    form = form_of(response, "stage")
    return client.post(form.action, form.values | typed)


def write(client, request, *, strokes=None, **changed):
    """The pad, with a name on it."""
    response = client.get(signature_page(request))
    return send(client, signature_page(request), response, "sha256", strokes=strokes or factories.pad(), **changed)


def sign(client, request, seed=0):
    """All three pages."""
    give_tablet(client, request)
    read(client, request)
    return write(client, request, strokes=factories.pad(seed))


def confirm_password(client):
    """As accounts.entry.confirm leaves it in the session."""
    session = client.session
    session["confirmed_at"] = timezone.now().timestamp()
    session.save()


def photo():
    return SimpleUploadedFile("签名页.jpg", factories.scan().data, "image/jpeg")


@pytest.fixture
def case(db):
    return factories.frozen()


@pytest.fixture
def clerk(client):
    client.force_login(persona("clerk"))
    return persona("clerk")


# --- how far it is --------------------------------------------------------------
def test_the_page_says_who_waits_and_offers_each_one_his_way(client, case, clerk):
    shown = text(client.get(progress(case)))
    first, second = parties(case)
    assert signature_page(first) in shown
    assert signature_page(second) in shown
    assert "签了0位，共4位" in shown
    assert "等大家都签了再签" in shown
    assert "我来签" in shown  # the clerk keeps the record
    assert reverse("cases:sheet", args=[case.uid, first.document.uid]) in shown


def test_a_signed_place_says_how_it_was_signed_and_before_whom(client, case, clerk):
    factories.sign_tablet(parties(case)[0])
    shown = text(client.get(progress(case)))
    assert "平板当面签，苏婉宁看过证件，见证人范小玲" in shown
    assert "签了1位，共4位" in shown


def test_strangers_find_none_of_the_pages(client, case):
    request = parties(case)[0]
    document = request.document.uid
    addresses = [
        progress(case),
        signature_page(request),
        reverse("cases:refuse_to_sign", args=[case.uid, request.uid]),
        reverse("cases:sheet", args=[case.uid, document]),
        reverse("cases:confirm_sheet", args=[case.uid, document]),
        reverse("cases:mediator_sign", args=[case.uid]),
        reverse("cases:seal", args=[case.uid]),
        reverse("cases:sealing", args=[case.uid]),
    ]
    missing = reverse("cases:signing", args=["00000000-0000-4000-8000-000000000000", document])
    for name in ("clerk_elsewhere", "mediator_elsewhere"):
        client.force_login(persona(name))
        nothing = but_for_its_own_address(client.get(missing))
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 404, address
            assert but_for_its_own_address(answer) == nothing


def but_for_its_own_address(response):
    """The page without what differs each time: the form's token, and where the reading size leads back to."""
    return re.sub(r'next=[^"]*|value="\w{64}"', "", text(response))


def test_another_case_s_paper_is_not_found_through_mine(client, case, clerk):
    other = factories.frozen()
    foreign = parties(other)[0]
    assert client.get(reverse("cases:sign", args=[case.uid, foreign.uid])).status_code == 404
    assert client.get(reverse("cases:signing", args=[case.uid, foreign.document.uid])).status_code == 404


def test_the_pages_ask_few_queries(client, case, clerk, django_assert_max_num_queries):
    request = parties(case)[0]
    for address in (
        progress(case),
        signature_page(request),
        reverse("cases:sheet", args=[case.uid, request.document.uid]),
    ):
        client.get(address)
        with django_assert_max_num_queries(25):
            client.get(address)


# --- the tablet -------------------------------------------------------------------
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


# --- saying no, changing the text ---------------------------------------------------
def test_refusing_ends_the_version_with_all_its_signatures(client, case, clerk):
    first, second = parties(case)
    sign(client, first)
    address = reverse("cases:refuse_to_sign", args=[case.uid, second.uid])
    assert "别人已经签的名也作废" in text(client.get(address))
    assert "请填哪里不同意" in text(send(client, address, client.get(address), "reason"))
    answer = send(client, address, client.get(address), "reason", reason="4800元太多")
    assert answer.status_code == 302
    shown = text(client.get(answer.url))
    assert "这一版已经作废" in shown
    assert "4800元太多" in shown
    assert Agreement.objects.get(case=case).state == "refused"
    assert Case.objects.get(pk=case.pk).state == "mediating"
    assert {row.status for row in parties(case)} == {Status.VOIDED, Status.REFUSED}
    assert "这一版已经作废" in text(client.get(signature_page(first)))


def test_going_back_to_the_table_warns_whose_signatures_end_and_voids_them(client, case, clerk):
    sign(client, parties(case)[0])
    client.force_login(case.mediator)
    address = reverse("cases:step", args=[case.uid, "reopen_talks"])
    response = client.get(address)
    assert "陈玉㛃已经签的名也作废" in text(response)
    assert send(client, address, response, "reason", reason="改日期").status_code == 302
    assert {row.status for row in factories.requests_of(factories.agreement_of(case))} == {Status.VOIDED}
    assert Document.objects.get(pk=factories.agreement_of(case).document_id).voided_at is not None


# --- ink ------------------------------------------------------------------------------
def test_ink_counts_when_a_second_person_has_compared_it(client, case, clerk):
    first, second = parties(case)
    address = reverse("cases:sheet", args=[case.uid, first.document.uid])
    shown = text(client.get(address))
    assert "打印3份" in shown
    assert first.document.verify_code in shown
    answer = send(
        client, address, client.get(address), "seen", files={"upload": photo()}, requests=[first.pk, second.pk]
    )
    assert answer.url == progress(case)
    compare = reverse("cases:confirm_sheet", args=[case.uid, first.document.uid])
    shown = text(client.get(compare))
    assert "扫描件是您自己交的，要请另一位同事核对。" in shown
    assert "对上了" not in shown

    client.force_login(persona("second_clerk"))
    response = client.get(compare)
    first.refresh_from_db()
    assert reverse("cases:file", args=[case.uid, first.sheet.uid]) in text(response)
    assert "经调解，自愿达成如下协议" in text(response)
    assert "请勾选核对过的签名" in text(send(client, compare, response, "seen"))
    answer = send(client, compare, response, "seen", requests=[first.pk, second.pk])
    assert answer.url == progress(case)
    assert {(row.status, row.way) for row in parties(case)} == {(Status.SIGNED, "ink")}
    assert "苏婉宁交来，韩立群核对" in text(client.get(progress(case)))


def test_the_same_person_s_form_is_refused_even_when_it_is_sent(client, case, clerk):
    request = parties(case)[0]
    engine.take(request.agreement, "attach_signed_sheet", by=clerk, requests=[request], upload=factories.scan())
    address = reverse("cases:confirm_sheet", args=[case.uid, request.document.uid])
    form = {"requests": [request.pk], "seen": "1", "once": "11111111-1111-4111-8111-111111111111"}
    assert client.post(address, form).status_code == 200
    assert SignatureRequest.objects.get(pk=request.pk).status == Status.SHEET_ATTACHED
    with pytest.raises(engine.Refused, match="要请另一位同事核对"):
        engine.take(request.agreement, "confirm_signed_sheet", by=clerk, requests=[request])


def test_nobody_compares_his_own_signature(client, case):
    request = factories.requests_of(factories.agreement_of(case), signer="recorder")[0]
    by = persona("second_clerk")
    engine.take(request.agreement, "attach_signed_sheet", by=by, requests=[request], upload=factories.scan())
    client.force_login(persona("clerk"))
    address = reverse("cases:confirm_sheet", args=[case.uid, request.document.uid])
    assert "不能核对自己的签名" in text(client.get(address))


def test_a_photo_must_come_with_names_and_names_with_a_photo(client, case, clerk):
    request = parties(case)[0]
    address = reverse("cases:sheet", args=[case.uid, request.document.uid])
    shown = text(send(client, address, client.get(address), "seen", files={"upload": photo()}))
    assert "请勾选这张纸上签了名的人" in shown
    shown = text(send(client, address, client.get(address), "seen", requests=[request.pk]))
    assert "请选文件" in shown
    fake = SimpleUploadedFile("签名.jpg", b"<html>", "image/jpeg")
    shown = text(send(client, address, client.get(address), "seen", files={"upload": fake}, requests=[request.pk]))
    assert "只能上传照片" in shown
    assert SignatureRequest.objects.get(pk=request.pk).status == Status.WAITING


# --- papers on personal status ---------------------------------------------------------
@pytest.fixture
def family(db):
    return factories.frozen(type_code="marriage_family")


def test_a_paper_on_marriage_is_not_signed_on_the_tablet_and_ink_is_offered(client, family, clerk):
    request = parties(family)[0]
    shown = text(client.get(signature_page(request)))
    assert "不能用电子签名" in shown
    assert "电子签名法第3条" in shown
    assert reverse("cases:sheet", args=[family.uid, request.document.uid]) in shown
    assert "witness" not in shown
    assert "要在纸上签" in text(client.get(progress(family)))
    with pytest.raises(engine.Refused, match="电子签名法第3条"):
        factories.sign_tablet(request)


def test_on_such_a_paper_the_mediator_signs_in_ink_too(client, family, clerk):
    agreement = factories.agreement_of(family)
    everybody = factories.requests_of(agreement)
    address = reverse("cases:sheet", args=[family.uid, agreement.document.uid])
    others = [row for row in everybody if row.signer != "mediator"]
    engine.take(agreement, "attach_signed_sheet", by=clerk, requests=others, upload=factories.scan())
    engine.take(agreement, "confirm_signed_sheet", by=persona("second_clerk"), requests=others)
    assert factories.agreement_of(family).state == "all_signed"

    client.force_login(family.mediator)
    confirm_password(client)
    page = reverse("cases:mediator_sign", args=[family.uid])
    shown = text(client.get(page))
    assert "电子签名法第3条" in shown
    assert "data-pad" not in shown

    mine = next(row for row in everybody if row.signer == "mediator")
    send(client, address, client.get(address), "seen", files={"upload": photo()}, requests=[mine.pk])
    assert "还没有核对" in text(client.get(page))
    engine.take(factories.agreement_of(family), "confirm_signed_sheet", by=persona("second_clerk"), requests=[mine])
    response = client.get(page)
    assert "您已经在纸上签了" in text(response)
    assert send(client, page, response, "sha256").status_code == 302
    assert factories.agreement_of(family).state == "mediator_signed"
    mine.refresh_from_db()
    assert mine.way == "ink"


# --- the mediator, the seal ---------------------------------------------------------------
def test_the_mediator_proves_that_it_is_him_before_he_signs(client):
    case = factories.signed()
    client.force_login(case.mediator)
    address = reverse("cases:mediator_sign", args=[case.uid])
    shown = text(client.get(address))
    assert "data-pad" not in shown
    assert reverse("accounts:confirm") in shown
    form = {
        "sha256": factories.agreement_of(case).document.sha256,
        "strokes": factories.pad(),
        "seen": str(case.version),
    }
    form["once"] = "11111111-1111-4111-8111-111111111111"
    answer = client.post(address, form | {"confirmed": "on"})
    assert answer.url.startswith(reverse("accounts:confirm"))
    assert factories.agreement_of(case).state == "all_signed"

    confirm_password(client)
    response = client.get(address)
    assert "data-pad" in text(response)
    assert "笔迹太少" in text(send(client, address, response, "sha256", strokes='{"strokes": [[[1, 1, 1, 1]]]}'))
    assert send(client, address, response, "sha256", strokes=factories.pad()).status_code == 302
    assert factories.agreement_of(case).state == "mediator_signed"


def test_a_confirmation_older_than_ten_minutes_does_not_count(client, clock):
    case = factories.signed()
    client.force_login(case.mediator)
    confirm_password(client)
    response = client.get(reverse("cases:mediator_sign", args=[case.uid]))
    clock.shift(dt.timedelta(minutes=11))
    answer = send(client, response.request["PATH_INFO"], response, "sha256", strokes=factories.pad())
    assert answer.url.startswith(reverse("accounts:confirm"))
    assert factories.agreement_of(case).state == "all_signed"


def test_before_everybody_has_signed_the_mediator_s_page_says_who_is_missing(client, case):
    client.force_login(case.mediator)
    assert "协议现在是“签名中”" in text(client.get(reverse("cases:mediator_sign", args=[case.uid])))


def test_the_head_seals_and_the_page_waits_for_the_worker(client):
    case = factories.to_seal()
    client.force_login(persona("head"))
    address = reverse("cases:seal", args=[case.uid])
    response = client.get(address)
    shown = text(response)
    assert "阿依古丽·买买提付给您4800元" in shown
    assert "周德海" in shown
    assert "本调委会有人可以盖" in shown  # why the district's head does not
    answer = send(client, address, response, "seen")
    assert answer.url == address
    shown = text(client.get(address))
    fragment = reverse("cases:sealing", args=[case.uid])
    assert f'data-poll="{fragment}?seal=1"' in shown
    assert f'data-poll="{fragment}"' in text(client.get(reverse("cases:case", args=[case.uid])))
    assert "data-poll" in text(client.get(fragment))
    assert sealing.sweep() == 1
    shown = text(client.get(fragment, {"seal": 1}))
    assert "data-poll" not in shown
    assert "协议2026年11月20日生效" in shown
    assert Case.objects.get(pk=case.pk).state == "effective"
    client.force_login(case.mediator)
    assert "看盖了章的协议" in text(client.get(progress(case)))


def test_the_district_s_head_is_told_who_of_the_body_may_seal(client):
    case = factories.to_seal()
    client.force_login(persona("district_head"))
    shown = text(client.get(reverse("cases:seal", args=[case.uid])))
    assert "周德海可以盖章" in shown
    assert client.get(progress(case)).status_code == 404


def test_the_sealed_file_holds_the_names_the_signatures_the_seal_and_the_scan():
    case = factories.effective()
    agreement = factories.agreement_of(case)
    data = vault.read(agreement.sealed_document.sha256)
    words = reading.text(data)
    for word in (
        "陈玉㛃",
        "阿依古丽·买买提",
        "柯敬堂",
        "苏婉宁",
        "4800元（大写：肆仟捌佰元整）",
        agreement.document.sha256[:20],
    ):
        assert word in words
    assert "（见纸质签名扫描件）" in words
    with pikepdf.open(io.BytesIO(data)) as opened:
        pictures = [len(list(page.get_images())) for page in opened.pages]
    # The strokes of two parties and the mediator, the seal, the QR code; then the scan on a page of its own.
    assert sum(pictures[:-1]) >= 5
    assert pictures[-1] >= 1
    assert agreement.sealed_document.pages == agreement.document.pages + 1
