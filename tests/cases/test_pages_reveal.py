"""Looks that leave an entry: one person's full data, a paper taken away; and files shown in a sandbox."""

import pytest

from cases import engine, reading
from documents.models import Document
from tests import factories
from tests.cases.pages import browser, hidden, text_of
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def case():
    return factories.accepted()


def address(case, number=0):
    return f"/cases/{case.uid}/reveal/{case.dispute.participations.all()[number].pk}/"


def looks(case):
    return [line for line in reading.sentences(case) if "完整证件号和联系方式" in line]


def test_full_data_is_shown_once_for_a_reason_that_is_kept(case):
    clerk = browser("clerk")
    asked = clerk.get(address(case))
    assert "13800002046" not in asked.content.decode()
    assert looks(case) == []
    shown = clerk.post(address(case), {"once": hidden(asked, "once"), "why": "call"})
    text = text_of(shown)
    assert "13800002046" in text
    assert "三亚市吉阳区新港社区港门花园3栋502室" in text
    assert 'href="tel:13800002046"' in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    assert looks(case) == ["查看了陈玉㛃的完整证件号和联系方式"]
    entry = case.entries.get(step="reveal_identity")
    assert (entry.actor.name, entry.audience, entry.facts["reason"]) == ("苏婉宁", "office", "打电话联系")


def test_the_same_form_sent_twice_shows_the_data_once_and_writes_one_entry(case):
    clerk = browser("clerk")
    sent = {"once": hidden(clerk.get(address(case)), "once"), "why": "check"}
    clerk.post(address(case), sent)
    again = clerk.post(address(case), sent, follow=True)
    assert "13800002046" not in again.content.decode()
    assert "再看请再说明一次原因" in text_of(again)
    assert len(looks(case)) == 1


def test_another_reason_has_to_be_written(case):
    clerk = browser("clerk")
    once = hidden(clerk.get(address(case)), "once")
    refused = clerk.post(address(case), {"once": once, "why": "other", "text": ""})
    assert "请写上是什么原因" in text_of(refused)
    assert "13800002046" not in refused.content.decode()
    assert looks(case) == []
    clerk.post(address(case), {"once": once, "why": "other", "text": "派出所来函"})
    assert case.entries.get(step="reveal_identity").facts["reason"] == "派出所来函"


def test_the_data_hide_again_without_being_asked_for(case):
    hidden_again = browser("clerk").get(address(case), headers={"X-Fragment": "1"})
    assert "已经收起了。" in text_of(hidden_again)
    assert "138" not in text_of(hidden_again)


def test_nobody_reveals_a_person_of_another_case_or_without_standing(case):
    other = factories.registered(people=(("applicant", {"name": "别的人"}),))
    stranger = other.dispute.participations.get().pk
    assert browser("clerk").get(f"/cases/{case.uid}/reveal/{stranger}/").status_code == 404
    for name in ("grid_worker", "head_elsewhere", "mediator", "bureau"):
        assert browser(name).get(address(case)).status_code == 404
        assert browser(name).post(address(case), {"why": "call"}).status_code == 404
    assert looks(case) == []


def test_a_paper_taken_away_is_an_entry_and_the_bytes_are_the_vaults():
    case = factories.consented()
    document = Document.objects.get(dossier=case.uid)
    clerk = browser("clerk")
    taken = clerk.get(f"/cases/{case.uid}/documents/{document.uid}.pdf")
    assert taken.content.startswith(b"%PDF-")
    assert taken["Content-Type"] == "application/pdf"
    assert taken["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert taken["X-Content-Type-Options"] == "nosniff"
    assert taken["Cache-Control"] == "private, no-store"
    looked = clerk.get(f"/cases/{case.uid}/documents/{document.uid}.pdf?view=1")
    assert looked["Content-Disposition"].startswith("inline")
    assert case.entries.filter(step="download_document").count() == 2
    other = factories.accepted()
    assert clerk.get(f"/cases/{other.uid}/documents/{document.uid}.pdf").status_code == 404
    assert browser("grid_worker").get(f"/cases/{case.uid}/documents/{document.uid}.pdf").status_code == 404


def test_a_file_handed_in_is_shown_where_it_can_do_nothing(case):
    case = engine.take(case, "add_evidence", by=persona("clerk"), name="现场照片", upload=factories.scan())
    stored = case.evidence.get().file
    shown = browser("clerk").get(f"/cases/{case.uid}/files/{stored.uid}")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"].startswith("inline")
    assert "现场照片" in text_of(browser("clerk").get(f"/cases/{case.uid}/evidence/"))
    assert browser("grid_worker").get(f"/cases/{case.uid}/files/{stored.uid}").status_code == 404
