"""Ink with a second person, and the papers that take nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases import engine
from cases.models import SignatureRequest
from tests import factories
from tests.cases.signing import Status, confirm_password, parties, photo, progress, signature_page, text
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


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
