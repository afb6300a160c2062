"""The main road through real pages: a grid worker's report becomes a sealed agreement that the party downloads."""

import io
import subprocess

import pytest
from PIL import Image

from accounts import invitations
from cases import integrity, reading, sealing
from cases.models import Agreement, Case, SignatureRequest
from documents.models import Document
from tests import factories
from tests.accounts.doors import come_in
from tests.personas import PASSWORD, persona
from tests.stories.people import Person, Refused

pytestmark = pytest.mark.usefixtures("sanya")


def picture():
    """A photo of a signed sheet."""
    buffer = io.BytesIO()
    Image.effect_noise((600, 850), 30).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def report(worker):
    """Four pages on the phone."""
    page = worker.fill("/report/1/", dispute_type="neighbour", summary="602室卫生间漏水，两家在楼道吵了两次。")
    page = worker.send(page, one_name="陈玉㛃", one_phone="13800002046", other_unknown="on")
    page = worker.send(page, place="港门花园3栋")
    worker.send(page)
    return Case.objects.get()


def ink(case, paper, clerk, second):
    """A paper printed, signed by everybody, photographed, compared by a second person."""
    for document in Document.objects.filter(dossier=case.uid, paper=paper, voided_at__isnull=True):
        waiting = SignatureRequest.objects.filter(document=document, status="waiting").exclude(
            agreement__isnull=False, signer="mediator"
        )
        rows = [str(row.pk) for row in waiting]
        if rows:
            clerk.fill(f"/cases/{case.uid}/sheet/{document.uid}/", requests=rows, files={"upload": picture()})
            second.fill(f"/cases/{case.uid}/sheet/{document.uid}/confirm/", requests=rows)


def write_agreement(mediator, case, debtor, creditor):
    """The editor without JavaScript: buttons add the blocks, then the text is read and frozen."""
    address = f"/cases/{case.uid}/agreement/"
    page = mediator.open(address)
    page = mediator.send(page, press=("action", "add_pay"))
    page = mediator.send(page, press=("action", "more_0"))
    page = mediator.send(page, press=("action", "add_repair"))
    mediator.send(
        page,
        press=("action", "look"),
        main_facts="2026年10月以来，602室卫生间渗水，致502室天花板、衣柜受损。",
        responsibility="由602室承担责任。",
        c0__obligor=str(debtor.pk), c0__obligee=str(creditor.pk), c0__text="赔偿款", c0__amount="4800",
        c0__method="phone", c0__amount_0="2400", c0__due_0="2026-12-01", c0__amount_1="2400", c0__due_1="2026-12-31",
        c1__obligor=str(debtor.pk), c1__obligee=str(creditor.pk), c1__text="602室卫生间防水", c1__due_0="2026-12-20",
    )  # fmt: skip
    page = mediator.open(f"{address}check/")
    assert "阿依古丽·买买提付给您4800元" in mediator.words(page)
    assert "肆仟捌佰元整" in mediator.words(page)
    mediator.send(page, recorder=str(persona("clerk").pk))


def sign_on_tablet(clerk, case, request):
    """Ready → read → pad, the tablet in the clerk's session."""
    address = f"/cases/{case.uid}/sign/{request.uid}/"
    page = clerk.open(address)
    if request.user.kind == "party":
        page = clerk.send(page, identity_checked="on", witness="范小玲")
    page = clerk.send(page, consent="on")
    clerk.send(page, strokes=factories.pad())


def test_a_grid_workers_report_becomes_a_sealed_agreement_that_the_party_downloads():
    worker, clerk, second = Person("grid_worker"), Person("clerk"), Person("second_clerk")
    head, mediator = Person("head"), Person("silver_mediator")
    case = report(worker)
    at = f"/cases/{case.uid}/steps"
    chen, aygul = _complete(clerk, case)
    head.fill(f"{at}/accept/")
    for person in (chen, aygul):
        clerk.fill(f"{at}/record_consent/", participation=str(person.pk), given="yes", channel="phone")
        clerk.fill(f"{at}/check_identity/", participation=str(person.pk), how="original")
    tied = persona("tied_mediator")
    assert "卢启明在演示物业公司工作" in head.words(head.open(f"{at}/assign_mediator/"))
    with pytest.raises(Refused):
        head.fill(f"{at}/assign_mediator/", mediator=str(tied.pk), basis="appointed")
    head.fill(f"{at}/assign_mediator/", mediator=str(persona("silver_mediator").pk), basis="appointed")
    mediator.fill(f"{at}/accept_assignment/", declared="on")
    for paper in ("intake_register", "rights_notice"):
        ink(case, paper, clerk, second)
    _talk(mediator, at, chen, aygul)
    ink(case, "mediation_record", clerk, second)
    write_agreement(mediator, case, aygul, chen)
    _sign_and_seal(case, at, clerk, second, mediator, head, chen, aygul)
    _keep(case, at, clerk, mediator, chen, aygul)
    assert reading.sentences(case)[-1] == "归档，保管期限10年"
    assert integrity.flaws() == []


def _complete(clerk, case):
    at = f"/cases/{case.uid}/steps"
    chen = case.dispute.participations.get(side="applicant")
    people = {
        chen: {"name": "陈玉㛃", "phone": "13800002046", "address": "港门花园3栋502室", "side": "applicant"},
        None: {
            "name": "阿依古丽•买买提", "phone": "138 0000 7713", "address": "港门花园3栋602室", "side": "respondent",
            "employer": "演示物业公司",
        },
    }  # fmt: skip
    for person, fields in people.items():
        query = f"?participation={person.pk}" if person else ""
        clerk.fill(f"{at}/record_party/{query}", **fields)
    aygul = case.dispute.participations.get(side="respondent")
    assert aygul.party.name == "阿依古丽·买买提"
    if Case.objects.get(pk=case.pk).state == "draft":
        clerk.fill(f"{at}/submit/")
    return case.dispute.participations.get(pk=chen.pk), aygul


def _talk(mediator, at, chen, aygul):
    for ordinal, result in ((1, "continue"), (2, "agreed")):
        mediator.fill(f"{at}/schedule_session/", starts_at="2026-11-20T08:00", place="新港社区矛盾调解室")
        mediator.fill(
            f"{at}/record_session/",
            ends_at="2026-11-20T08:50",
            record=f"第{ordinal}次谈，双方都认可漏水来自602室。",
            result=result,
        )
    mediator.fill(f"{at}/add_note/", audience="one_side", participation=str(aygul.pk), text="能接受分两次付。")
    mediator.fill(f"{at}/record_offer/", participation=str(chen.pk), amount="6000")
    mediator.fill(f"{at}/record_offer/", participation=str(aygul.pk), amount="3500")


def _sign_and_seal(case, at, clerk, second, mediator, head, chen, aygul):
    agreement = Agreement.objects.get(case=case)
    requests = {row.user_id: row for row in agreement.signature_requests.select_related("user")}
    sign_on_tablet(clerk, case, requests[chen.user_id])
    sign_on_tablet(clerk, case, requests[persona("clerk").pk])
    paper = f"/cases/{case.uid}/sheet/{agreement.document.uid}/"
    inked = [str(requests[aygul.user_id].pk)]
    clerk.fill(paper, requests=inked, files={"upload": picture()})
    second.fill(f"{paper}confirm/", requests=inked)
    assert "先确认是您本人" in mediator.words(mediator.open(f"{at}/mediator_sign/"))
    mediator.fill("/confirm/", password=PASSWORD)
    mediator.fill(f"{at}/mediator_sign/", strokes=factories.pad(3))
    head.fill(f"{at}/seal/")
    assert sealing.sweep() == 1


def _keep(case, at, clerk, mediator, chen, aygul):
    sealed = Agreement.objects.get(case=case).sealed_document
    for person in (chen, aygul):
        phone = Person()
        token = invitations.invite(person.user, label="新港社区", valid_for=invitations.DAY)
        come_in(phone.client, invitations.find(token))
        answer = phone.client.get(f"/my/{case.uid}/documents/{sealed.uid}.pdf")
        text = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True).stdout
        for words in ("陈玉㛃", "阿依古丽·买买提", "4800元", "肆仟捌佰元整", case.organization.number_word):
            assert words in text.decode().replace("\n", ""), words
        assert "能接受分两次付" not in phone.words(phone.open(f"/my/{case.uid}/"))
    for part in sorted(_parts(case), key=lambda part: (part.amount is None, part.due_on)):
        amount = {"amount": str(part.amount), "paid_by": "phone"} if part.amount else {}
        mediator.fill(
            f"{at}/record_performance/", instalment=str(part.pk), kind="done", happened_on="2026-11-20", **amount
        )
    mediator.fill(f"{at}/record_visit/", performance="都做到了。", satisfaction="content")
    mediator.fill(f"{at}/close/")
    clerk.fill(f"{at}/archive/", checked_by=str(persona("head").pk))


def _parts(case):
    from cases.models import Instalment

    return Instalment.objects.filter(obligation__agreement__case=case)
