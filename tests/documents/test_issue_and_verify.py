"""Issuing: vault first, then the row; verifying: by code few facts, by file genuine, altered or not ours."""

import hashlib
import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from documents import issue, vault, verify
from documents.models import Document
from tests.documents import examples, hostile, invented


@pytest.fixture
def issued(clerk, dossier, clock):
    """An issued agreement and its bytes."""
    code = issue.new_verify_code()
    facts = examples.agreement(verify_code=code, dated=date(2026, 11, 21))
    rendered = issue.render("mediation_agreement", facts)
    document = issue.record(rendered, dossier=dossier, verify_code=code, by=clerk)
    return document, rendered.pdf


def test_an_issued_paper_is_frozen_with_its_facts_and_bytes(issued, clerk, dossier):
    document, data = issued
    document.refresh_from_db()
    assert vault.read(document.sha256) == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.size, document.pages) == (len(data), 2)
    assert (document.dossier, document.issued_by) == (dossier, clerk)
    assert (document.number, document.organization_name) == (invented.NUMBER, invented.BODY)
    assert issue.digest(document.facts) == document.facts_sha256
    again = issue.render("mediation_agreement", issue.thaw("mediation_agreement", document.facts))
    assert again.sha256 == document.sha256


def test_a_row_is_not_written_for_bytes_that_are_not_kept(clerk, dossier):
    rendered = issue.render("rights_notice", examples.rights_notice())
    vault.path(rendered.sha256).unlink()
    with pytest.raises(vault.Missing):
        issue.record(rendered, dossier=dossier, by=clerk)
    assert not Document.objects.exists()


def test_a_paper_without_a_code_can_be_issued_many_times(clerk, dossier):
    rendered = issue.render("rights_notice", examples.rights_notice())
    first = issue.record(rendered, dossier=dossier, by=clerk)
    second = issue.record(rendered, dossier=dossier, by=clerk, version=2)
    assert first.verify_code is None
    assert first.sha256 == second.sha256


def test_a_paper_is_voided_once(issued, clock):
    document, _data = issued
    assert issue.void(document, reason="协议内容修改") is True
    assert issue.void(document, reason="又一次") is False
    document.refresh_from_db()
    assert document.void_reason == "协议内容修改"


def test_a_code_tells_number_date_body_title_and_the_hash_and_nothing_else(issued):
    document, _data = issued
    public = verify.by_code(document.verify_code)
    assert public == verify.Public(
        number=invented.NUMBER,
        dated=date(2026, 11, 21),
        body=invented.BODY,
        sha256_prefix=document.sha256[:16],
        title="人民调解协议书",
        status=verify.Status.UNSEALED,
    )
    assert "陈玉兰" not in repr(public)


def test_a_code_is_understood_however_it_is_typed(issued):
    document, _data = issued
    code = document.verify_code
    typed = f" {code[:4].lower()} - {code[4:8]}·{code[8:]} ".replace("0", "o").replace("1", "l")
    assert verify.by_code(typed) == verify.by_code(code)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "7K3M9QWE2PX", "' OR 1=1", "0" * 11, "一二三"])
def test_a_code_that_is_none_of_ours_tells_nothing(typed):
    assert verify.by_code(typed) is None


def test_a_paper_dated_by_nothing_shows_the_shanghai_day_it_was_issued(clerk, dossier, clock):
    clock.move_to("2026-12-31T17:30:00+00:00")
    code = issue.new_verify_code()
    rendered = issue.render("mediation_agreement", examples.agreement(verify_code=code))
    issue.record(rendered, dossier=dossier, by=clerk, verify_code=code)
    assert verify.by_code(code).dated == date(2027, 1, 1)


def test_our_file_to_the_byte_is_genuine(issued):
    document, data = issued
    assert verify.by_file(data) == verify.Verdict(verify.State.GENUINE, verify.by_code(document.verify_code))


def test_a_voided_paper_is_genuine_and_said_to_be_void(issued):
    document, data = issued
    issue.void(document, reason="协议内容修改")
    verdict = verify.by_file(data)
    assert verdict.state == verify.State.GENUINE
    assert verdict.public.status == verify.Status.VOIDED
    assert verdict.public.status_label == "已作废"


def saved_again(data):
    """The paper after another program saved it."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(output)
    return output.getvalue()


def without_metadata(data):
    """The paper with its metadata taken out: only what is printed is left."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        del opened.docinfo
        del opened.Root.Metadata
        opened.save(output)
    return output.getvalue()


def without_text(data):
    """The paper with its pages emptied: only the metadata is left."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            page.Contents = opened.make_stream(b"")
        opened.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    "change",
    [saved_again, without_metadata, without_text, lambda data: data + b"\n% one more line\n", lambda data: data + data],
)
def test_our_paper_with_anything_changed_is_altered(issued, change):
    document, data = issued
    verdict = verify.by_file(change(data))
    assert verdict == verify.Verdict(verify.State.ALTERED, verify.by_code(document.verify_code))


def test_a_paper_made_elsewhere_with_our_code_and_another_sum_is_altered(issued):
    document, _data = issued
    facts = issue.thaw("mediation_agreement", document.facts)
    forged = issue.render("mediation_agreement", replace(facts, clauses=("乙方赔偿甲方人民币48000元。",)))
    assert verify.by_file(forged.pdf).state == verify.State.ALTERED


@pytest.mark.parametrize(
    "data", [b"", b"hello", hostile.jpeg(), hostile.pdf(), b"%PDF-1.7\nbroken", hostile.pdf_bomb(100)]
)
def test_any_other_file_is_not_ours(issued, data):
    assert verify.by_file(data) == verify.Verdict(verify.State.NOT_OURS)
