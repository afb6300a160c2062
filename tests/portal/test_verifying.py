"""Public verification: three answers about a file, few facts about a paper, nobody's name, and not too often."""

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Throttle
from cases import engine
from documents import vault
from documents.models import Document
from tests import factories
from tests.portal.conftest import row_counts

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def case():
    return factories.effective()


@pytest.fixture
def sealed(case):
    return factories.agreement_of(case).sealed_document


def upload(client, data, name="agreement.pdf"):
    answer = client.post("/verify/", {"file": "1", "paper": SimpleUploadedFile(name, data, "application/pdf")})
    assert answer.status_code == 200
    return answer.content.decode()


def nobody_is_named(page):
    """No word of the people and the matter stands on the page; sums and codes may hold any digits."""
    page = re.sub(r"\b[0-9a-f]{16}\b|\b[0-9A-Z]{11}\b", "", page)
    for word in ("陈玉", "阿依古丽", "漏水", "港门花园", "1380000", "4800", "柯敬堂", "周德海"):
        assert word not in page


# --- by code -----------------------------------------------------------------
def test_a_code_from_the_qr_tells_number_date_body_title_sum_and_state(client, case, sealed):
    page = client.get(f"/verify/{sealed.verify_code}/").content.decode()
    for words in (
        case.number,
        "2026年11月20日",
        case.organization.name,
        "人民调解协议书",
        sealed.sha256[:16],
        "已盖章，没有作废",
    ):
        assert words in page
    assert sealed.sha256 not in page
    nobody_is_named(page)


def test_a_code_is_typed_in_any_spelling(client, sealed):
    code = sealed.verify_code
    typed = f"{code[:4].lower()} {code[4:8]}-{code[8:]}"
    answer = client.post("/verify/", {"code": typed})
    assert answer["Location"] == f"/verify/{code[:4]}-{code[4:8]}-{code[8:]}/"
    assert sealed.sha256[:16] in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("code", ["00000000000", "7K3M-9QWE-2PX", "你好", "%3Cscript%3E", "-"])
def test_a_code_of_no_paper_says_so(client, code):
    answer = client.get(f"/verify/{code}/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有这份文书" in page
    assert "<script>" not in page.replace('<script src="', "")


def test_nothing_typed_is_answered_in_words(client):
    assert "请填查验码" in client.post("/verify/", {"code": " "}).content.decode()
    assert "请选一个PDF文件" in client.post("/verify/", {"file": "1"}).content.decode()


def test_the_text_that_was_signed_is_replaced_by_the_sealed_copy(client, case):
    text = factories.agreement_of(case).document
    assert "已经由盖了章的一份代替" in client.get(f"/verify/{text.verify_code}/").content.decode()


def test_a_text_without_its_seal_does_not_pass_for_an_agreement(client):
    text = factories.agreement_of(factories.frozen()).document
    page = client.get(f"/verify/{text.verify_code}/").content.decode()
    assert "没有盖章，盖了章的才作数" in page
    assert "已盖章" not in page


def test_a_void_text_says_so(client):
    case = factories.frozen()
    text = factories.agreement_of(case).document
    engine.take(case, "reopen_talks", by=case.mediator, reason="要改期限")
    assert "已作废" in client.get(f"/verify/{text.verify_code}/").content.decode()
    assert "已作废" in upload(client, vault.read(text.sha256))


# --- by file -----------------------------------------------------------------
def test_the_file_itself_is_genuine(client, case, sealed):
    page = upload(client, vault.read(sealed.sha256))
    assert "是我们出具的，没有改过" in page
    assert case.number in page
    nobody_is_named(page)


def flipped_at(part):
    """One byte is another one, at a place given in hundredths of the file."""

    def flipped(data):
        place = len(data) * part // 100
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return flipped


def updated(data):
    """An incremental update: our bytes untouched, a changed object and a new table behind them."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        number = opened.Root.Pages.objgen[0]
        start = opened.trailer.get("/Size")
    table = data.rindex(b"startxref")
    before = int(data[table:].split()[1])
    body = f"\n{int(start)} 0 obj\n<< /Changed true >>\nendobj\n".encode()
    offset = len(data) + 1
    xref = len(data) + len(body)
    output.write(data + body)
    output.write(f"xref\n{int(start)} 1\n{offset:010d} 00000 n \n".encode())
    output.write(
        f"trailer\n<< /Size {int(start) + 1} /Root {root_of(data)} /Prev {before} >>\nstartxref\n{xref}\n%%EOF\n".encode()
    )
    assert number
    return output.getvalue()


def root_of(data):
    with pikepdf.open(io.BytesIO(data)) as opened:
        return "{} {} R".format(*opened.Root.objgen)


def more(data):
    """Bytes behind the end."""
    return data + b"\n%%more\n"


def saved_again(data):
    """Another program saved it."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(output)
    return output.getvalue()


@pytest.mark.parametrize("change", [*map(flipped_at, (0, 1, 3, 50, 97)), updated, more, saved_again])
def test_a_changed_file_is_found_out(client, case, sealed, change):
    page = upload(client, change(vault.read(sealed.sha256)))
    assert "被改过，不能用" in page
    assert "真的那一份是" in page
    assert case.number in page
    nobody_is_named(page)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"hello", b"\x89PNG\r\n\x1a\n"])
def test_any_other_file_is_not_ours(client, data):
    page = upload(client, data)
    assert "不是我们出具的" in page
    assert "文件指纹" not in page


def test_a_file_that_is_too_large_is_answered_in_words(client, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    page = upload(client, b"%PDF-" + b"0" * (1024 * 1024))
    assert "这个文件太大，最多1MB" in page


def test_asking_keeps_nothing_but_a_count(client, case, sealed):
    before = row_counts()
    upload(client, vault.read(sealed.sha256))
    client.get(f"/verify/{sealed.verify_code}/")
    after = row_counts()
    assert {name for name in after if after[name] != before[name]} == {Throttle._meta.label}
    assert "sessionid" not in client.cookies


# --- how often ---------------------------------------------------------------
def test_one_address_asks_sixty_codes_in_ten_minutes_and_others_go_on(client, sealed, sanya):
    codes = [client.get("/verify/00000000000/").status_code for _time in range(61)]
    assert codes == [404] * 60 + [429]
    answer = client.get(f"/verify/{sealed.verify_code}/")
    assert answer.status_code == 429
    assert "查的次数太多了" in answer.content.decode()
    assert client.get(f"/verify/{sealed.verify_code}/", REMOTE_ADDR="203.0.113.9").status_code == 200
    sanya.shift(600)
    assert client.get(f"/verify/{sealed.verify_code}/").status_code == 200


def test_one_address_compares_twenty_files_in_ten_minutes(client):
    for _time in range(20):
        upload(client, b"hello")
    answer = client.post("/verify/", {"file": "1", "paper": SimpleUploadedFile("a.pdf", b"hello")})
    assert answer.status_code == 429


@pytest.mark.parametrize("code", ["intake_register", "rights_notice", "mediation_record"])
def test_no_paper_of_a_case_names_anybody_here(client, case, code):
    document = Document.objects.get(dossier=case.uid, paper=code)
    nobody_is_named(client.get(f"/verify/{document.verify_code}/").content.decode())
    nobody_is_named(upload(client, vault.read(document.sha256)))
