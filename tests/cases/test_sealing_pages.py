"""The mediator's hand, the head's seal, the sealed file."""

import datetime as dt
import io

import pikepdf
import pytest
from django.urls import reverse

from cases import sealing
from cases.models import Case
from documents import vault
from tests import factories
from tests.cases.signing import confirm_password, progress, text
from tests.documents import reading
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


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
