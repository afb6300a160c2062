"""Papers: each party takes its own and everybody's, each time with an entry, and nothing else of the dossier."""

from urllib.parse import unquote

import pytest
from django.test import Client

from cases import engine, reading, timeline
from cases.models import Dispute
from documents import vault
from documents.models import Document, StoredFile
from tests import factories
from tests.documents import reading as paper_reading
from tests.portal.conftest import sides

pytestmark = pytest.mark.usefixtures("sanya")


def paper(case, code, **more):
    return Document.objects.filter(dossier=case.uid, paper=code, **more).latest("pk")


def take(client, case, document):
    return client.get(f"/my/{case.uid}/documents/{document.uid}.pdf")


def test_the_sealed_agreement_is_taken_away_and_the_entry_says_by_whom(client, come_in):
    case = factories.effective()
    party = sides(case)[0]
    document = factories.agreement_of(case).sealed_document
    come_in(client, case, party)
    answer = take(client, case, document)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert f"人民调解协议书 {case.number}.pdf" in unquote(answer["Content-Disposition"])
    assert answer["Content-Disposition"].startswith("attachment")
    assert "4800元" in paper_reading.text(answer.content)
    entry = case.entries.latest("place")
    assert (entry.step, entry.actor, entry.role) == ("download_document", party.user, "party")
    assert entry.facts["sha256"] == document.sha256
    assert reading.sentences(case)[-1] == "下载了《人民调解协议书》"
    timeline.verify(Dispute.objects.get(pk=case.dispute_id))


def test_each_taking_is_an_entry_of_its_own(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    before = case.entries.count()
    for _time in range(3):
        take(client, case, paper(case, "rights_notice"))
    assert case.entries.count() == before + 3


def test_both_sides_take_what_is_everybodys(client, come_in):
    case = factories.effective()
    for party in sides(case):
        browser = come_in(Client(), case, party)
        for code in ("intake_register", "rights_notice", "mediation_record"):
            assert take(browser, case, paper(case, code)).status_code == 200


def test_the_application_is_its_applicants(client, come_in):
    case = factories.mediating(source="application")
    applicant, other = sides(case)
    application = paper(case, "application")
    assert take(come_in(client, case, applicant), case, application).status_code == 200
    assert "申请书" in client.get(f"/my/{case.uid}/").content.decode()
    assert take(come_in(client, case, other), case, application).status_code == 404
    assert "申请书" not in client.get(f"/my/{case.uid}/").content.decode()


def test_what_one_side_was_asked_is_taken_by_it_and_not_by_the_other(client, come_in):
    case = factories.mediating()
    asked, other = sides(case)
    engine.take(
        case,
        "record_investigation",
        by=case.mediator,
        participation=asked,
        place="602室",
        record="问：在家吗？\n答：在。",
    )
    record = paper(case, "investigation_record")
    assert take(come_in(client, case, asked), case, record).status_code == 200
    assert take(come_in(Client(), case, other), case, record).status_code == 404


def test_whatever_a_side_is_asked_to_sign_it_may_take_and_read_first(client, come_in):
    case = factories.mediating()
    asked, other = sides(case)
    engine.take(case, "add_evidence", by=case.mediator, name="收据", given_by=asked, upload=factories.scan())
    engine.take(case, "list_evidence", by=case.mediator)
    engine.take(
        case, "record_service", by=case.mediator, document=paper(case, "rights_notice"), participation=asked,
        way="direct", place="家里",
    )  # fmt: skip
    come_in(client, case, asked)
    for code in ("evidence_list", "service_receipt"):
        assert take(client, case, paper(case, code)).status_code == 200
    stranger = come_in(Client(), case, other)
    for code in ("evidence_list", "service_receipt", "impartiality_declaration"):
        assert take(stranger, case, paper(case, code)).status_code == 404


def test_the_text_put_to_sign_is_taken_until_the_sealed_one_replaces_it(client, come_in):
    case = factories.frozen()
    text = factories.agreement_of(case).document
    assert take(come_in(client, case), case, text).status_code == 200
    assert (
        "还没有盖章" in client.get(f"/my/{case.uid}/").content.decode()
        or "等您签名" in client.get(f"/my/{case.uid}/").content.decode()
    )
    sealed = factories.effective(title="另一起")
    agreement = factories.agreement_of(sealed)
    come_in(client, sealed)
    assert take(client, sealed, agreement.document).status_code == 404
    assert take(client, sealed, agreement.sealed_document).status_code == 200
    assert "已盖章" in client.get(f"/my/{sealed.uid}/").content.decode()


def test_a_void_text_is_nobodys_any_more(client, come_in):
    case = factories.frozen()
    text = factories.agreement_of(case).document
    engine.take(case, "reopen_talks", by=case.mediator, reason="要改期限")
    come_in(client, case)
    assert take(client, case, text).status_code == 404
    assert (
        "协议书"
        not in client.get(f"/my/{case.uid}/").content.decode().partition('id="papers"')[2].partition("</ul>")[0]
    )


def test_what_is_not_on_the_list_is_not_there(client, come_in):
    case, other = factories.performed(), factories.mediating(title="别家的")
    engine.take(other, "add_evidence", by=other.mediator, name="收据", upload=factories.scan())
    come_in(client, case)
    missing = client.get(f"/my/{case.uid}/documents/00000000-0000-4000-8000-000000000000.pdf")
    strange = [paper(case, "follow_up_record"), paper(other, "rights_notice"), StoredFile.objects.latest("pk")]
    before = case.entries.count()
    for document in strange:
        answer = take(client, case, document)
        assert (answer.status_code, answer.content) == (404, missing.content)
    assert case.entries.count() == before


def test_a_file_that_was_damaged_is_not_handed_out_and_no_entry_says_it_was(client, come_in, media):
    case = factories.mediating()
    come_in(client, case)
    document = paper(case, "rights_notice")
    path = vault.path(document.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-20])
    before = case.entries.count()
    client.raise_request_exception = False
    assert take(client, case, document).status_code == 500
    assert case.entries.count() == before


def test_only_asking_for_it_takes_it(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    document = paper(case, "rights_notice")
    before = case.entries.count()
    assert client.head(f"/my/{case.uid}/documents/{document.uid}.pdf").status_code == 405
    assert case.entries.count() == before


def test_the_list_says_what_waits_for_the_persons_own_hand(client, come_in):
    case = factories.signed()
    for party in sides(case):
        page = come_in(Client(), case, party).get(f"/my/{case.uid}/").content.decode()
        row = page.partition("保存《人民调解协议书》")[2].partition("</li>")[0]
        assert "还没有盖章" in row
    case = factories.frozen(title="还没签")
    page = come_in(client, case).get(f"/my/{case.uid}/").content.decode()
    assert "等您签名" in page.partition("保存《人民调解协议书》")[2].partition("</li>")[0]
