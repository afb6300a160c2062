"""What a room does beside the talks: whom it asked, whom it invited, to whom it reported; and its papers."""

import pytest

from cases import dossier, engine, reading
from cases.models import Case, SignatureRequest
from cases.step import steps_of
from documents.models import Document
from notices.models import Message
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def take(client, case, step, **typed):
    """What the step's page sends; the answer followed back to the case."""
    address = f"/cases/{case.uid}/steps/{step}/"
    answer = send(client, address, client.get(address), "once", **typed)
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def paper(case, code):
    """The newest paper of a kind."""
    return Document.objects.filter(dossier=case.uid, paper=code).order_by("pk").last()


def signers(document):
    """Who is asked to sign a paper, in printing order."""
    return list(SignatureRequest.objects.filter(document=document).values_list("user__name", flat=True))


# --- 调查记录 -----------------------------------------------------------------
def asked(client, case, **typed):
    """An investigation as the mediator writes it down."""
    words = {"place": "港门花园3栋502室", "attendees": "网格员范小玲", "record": "问：哪天开始漏的？\n答：十月初。"}
    return take(client, case, "record_investigation", **words | typed)


def test_a_party_who_was_asked_is_asked_to_sign_the_record():
    case = factories.mediating()
    party = case.dispute.participations.first()
    done = asked(browser("silver_mediator"), case, participation=party.pk, recorder=persona("clerk").pk)
    assert "办好了：向陈玉㛃调查。" in text_of(done)
    document = paper(case, "investigation_record")
    assert document.facts["asked"] == ["陈玉㛃（申请人）"]
    assert document.facts["paragraphs"] == ["问：哪天开始漏的？", "答：十月初。"]
    assert document.facts["attendees"] == ["网格员范小玲"]
    assert document.facts["recorder"]["name"] == persona("clerk").name
    assert signers(document) == ["陈玉㛃", "柯敬堂", persona("clerk").name]
    assert "向陈玉㛃调查" not in [line.sentence for line in reading.lines(case, party.user)]


def test_somebody_who_is_no_party_signs_on_paper_in_the_place_left_for_him():
    case = factories.mediating()
    asked(browser("silver_mediator"), case, others="楼下邻居符国庆\n物业何志强")
    document = paper(case, "investigation_record")
    assert [mark["name"] for mark in document.facts["asked_signatures"]] == ["楼下邻居符国庆", "物业何志强"]
    assert signers(document) == ["柯敬堂"]
    page = text_of(browser("head").get(f"/cases/{case.uid}/records/"))
    assert "楼下邻居符国庆、物业何志强" in page
    assert "答：十月初。" in page


def test_an_investigation_of_nobody_is_refused_and_what_was_typed_is_kept():
    case = factories.mediating()
    refused = asked(browser("silver_mediator"), case)
    assert "请选被调查的当事人，或者写上被调查人的姓名。" in text_of(refused)
    assert "答：十月初。" in text_of(refused)
    assert not case.investigations.exists()


def test_each_investigation_is_a_paper_and_one_line_of_the_dossier():
    case = factories.mediating()
    assert "调查记录" not in [item.label for item in dossier.checklist(case)]
    for _number in range(2):
        engine.take(
            case, "record_investigation", by=case.mediator, place="602室", record="问：在家吗？", others=["符国庆"]
        )
    (item,) = [item for item in dossier.checklist(case) if item.code == "investigation_record"]
    assert [document.facts["ordinal"] for document in item.documents] == [1, 2]
    assert item.required is False
    assert "向符国庆调查" in reading.sentences(case)


def test_only_the_mediator_of_the_case_writes_an_investigation():
    case = factories.mediating()
    for name in ("clerk", "mediator", "head"):
        with pytest.raises(engine.NotYours):
            engine.take(
                case, "record_investigation", by=persona(name), place="602室", record="问：在家吗？", others=["甲"]
            )


# --- 无利害关系声明书 ----------------------------------------------------------
def test_who_takes_a_case_up_signs_a_declaration_of_no_interest():
    case = factories.mediating()
    document = paper(case, "impartiality_declaration")
    assert document.facts["mediator"]["name"] == "柯敬堂"
    assert [party["name"] for party in document.facts["parties"]] == ["陈玉㛃", "阿依古丽·买买提"]
    assert signers(document) == ["柯敬堂"]
    assert signers(paper(case, "rights_notice")) == ["陈玉㛃", "阿依古丽·买买提"]


def test_who_takes_a_case_over_signs_a_declaration_of_his_own():
    case = factories.mediating()
    engine.take(case, "replace_mediator", by=persona("head"), mediator=persona("mediator"), reason="生病住院。")
    case = engine.take(case, "take_over", by=persona("mediator"), declared=True)
    first, second = Document.objects.filter(dossier=case.uid, paper="impartiality_declaration").order_by("pk")
    assert (first.version, second.version) == (1, 2)
    assert second.facts["mediator"]["name"] == "王秀珍"
    assert signers(second) == ["王秀珍"]


# --- 邀请参加人 ----------------------------------------------------------------
def consent(case, *, given=True, sides=None):
    """What the sides say to inviting somebody."""
    for side in sides or case.dispute.participations.all():
        engine.take(
            case, "record_consent", by=persona("clerk"), participation=side, purpose="helper", given=given,
            channel="phone",
        )  # fmt: skip


def test_nobody_is_invited_before_each_side_has_said_yes():
    case = factories.mediating()
    mediator, (first, second) = browser("silver_mediator"), case.dispute.participations.all()
    address = f"/cases/{case.uid}/steps/invite_helper/"
    page = text_of(mediator.get(address))
    assert "还没有问陈玉㛃同不同意请人参加调解，请先问一问并记下来。 人民调解法第20条" in page
    assert f"/cases/{case.uid}/steps/record_consent/?purpose=helper" in mediator.get(address).content.decode()
    asked_for = mediator.get(f"/cases/{case.uid}/steps/record_consent/?purpose=helper").content.decode()
    assert "checked" in asked_for.split('name="purpose" value="helper"')[1].split(">")[0]
    consent(case, sides=[first])
    consent(case, sides=[second], given=False)
    assert "阿依古丽·买买提不同意请人参加，不能邀请。" in text_of(mediator.get(address))
    with pytest.raises(engine.Refused):
        engine.take(case, "invite_helper", by=case.mediator, name="梁文杰", capacity="expert")


def test_who_is_invited_gets_a_seat_by_name_and_a_promise_to_sign():
    case = factories.mediating()
    consent(case)
    done = take(
        browser("silver_mediator"), case, "invite_helper", name="梁文杰", capacity="expert", tie="防水公司工程师"
    )
    assert "办好了：邀请梁文杰参加调解（有专门知识的人）。" in text_of(done)
    document = paper(case, "confidentiality_promise")
    assert (document.facts["name"], document.facts["capacity"]) == ("梁文杰", "有专门知识的人")
    assert signers(document) == ["柯敬堂"]
    people = text_of(browser("clerk").get(f"/cases/{case.uid}/people/"))
    assert "梁文杰 有专门知识的人，防水公司工程师" in people
    party = case.dispute.participations.first().user
    assert "邀请梁文杰参加调解（有专门知识的人）" in [line.sentence for line in reading.lines(case, party)]


def test_each_person_is_invited_with_a_consent_of_his_own():
    case = factories.mediating()
    consent(case)
    engine.take(case, "invite_helper", by=case.mediator, name="梁文杰", capacity="expert")
    with pytest.raises(engine.Refused, match="同不同意请人参加调解"):
        engine.take(case, "invite_helper", by=case.mediator, name="符国庆", capacity="neighbour")
    consent(case)
    engine.take(case, "invite_helper", by=case.mediator, name="符国庆", capacity="neighbour")
    assert Document.objects.filter(dossier=case.uid, paper="confidentiality_promise").count() == 2


# --- 报告进展 ------------------------------------------------------------------
def test_the_head_hears_how_the_talks_stand_and_the_parties_do_not():
    case = factories.mediating()
    done = take(
        browser("silver_mediator"), case, "report_progress", addressee="commissioner", text="双方只差一千元，下周再谈。"
    )
    assert "办好了：向委派机关报告了进展。" in text_of(done)
    page = text_of(browser("head").get(f"/cases/{case.uid}/"))
    assert "向委派机关报告了进展" in page
    assert "双方只差一千元，下周再谈。" in page
    told = Message.objects.filter(kind="report_progress").values_list("user__name", flat=True)
    assert set(told) >= {persona("head").name, persona("deputy").name}
    party = case.dispute.participations.first().user
    assert "报告了进展" not in str([line.sentence for line in reading.lines(case, party)])


# --- 证据材料清单 --------------------------------------------------------------
def test_the_evidence_is_listed_with_who_gave_it_and_who_signs_for_it():
    case = factories.mediating()
    giver = case.dispute.participations.first()
    engine.take(
        case, "add_evidence", by=case.mediator, name="衣柜收据", given_by=giver, shows="价款2600元",
        upload=factories.scan(), original_seen=True,
    )  # fmt: skip
    engine.take(case, "add_evidence", by=case.mediator, name="现场照片", upload=factories.scan())
    clerk = browser("clerk")
    assert "列证据清单" in text_of(clerk.get(f"/cases/{case.uid}/evidence/"))
    assert "办好了：列了证据材料清单。" in text_of(take(clerk, case, "list_evidence"))
    document = paper(case, "evidence_list")
    assert [(row["name"], row["given_by"], row["original"]) for row in document.facts["rows"]] == [
        ("衣柜收据", "陈玉㛃", "复印件，已核对原件"), ("现场照片", "柯敬堂", "复印件"),
    ]  # fmt: skip
    assert signers(document) == ["陈玉㛃", persona("clerk").name]
    (item,) = [item for item in dossier.checklist(case) if item.code == "evidence"]
    assert item.documents == (document,)


def test_without_evidence_there_is_no_list():
    case = factories.mediating()
    page = text_of(browser("clerk").get(f"/cases/{case.uid}/steps/list_evidence/"))
    assert "还没有证据材料，请先加上再列清单。" in page


# --- 送达回证 ------------------------------------------------------------------
def served(client, case, **typed):
    """The rights notice brought to the second side, as the clerk writes it down."""
    known = {
        "document": paper(case, "rights_notice").pk, "participation": case.dispute.participations.last().pk,
        "way": "grid_worker", "place": "港门花园3栋602室", "server": "网格员范小玲",
    }  # fmt: skip
    return take(client, case, "record_service", **known | typed)


def test_a_paper_brought_to_somebody_without_a_telephone_leaves_a_receipt():
    case = factories.mediating()
    done = served(browser("clerk"), case)
    assert "办好了：《人民调解当事人权利义务告知书》送达阿依古丽·买买提（网格员送达）。" in text_of(done)
    facts = paper(case, "service_receipt").facts
    assert (facts["document"], facts["recipient"]) == ("人民调解当事人权利义务告知书", "阿依古丽·买买提")
    assert [mark["name"] for mark in facts["receivers"]] == ["阿依古丽·买买提"]
    assert facts["server"]["name"] == "网格员范小玲"
    assert signers(paper(case, "service_receipt")) == ["阿依古丽·买买提", persona("clerk").name]
    assert "送达阿依古丽·买买提，网格员送达" in text_of(browser("head").get(f"/cases/{case.uid}/papers/"))


def test_who_takes_it_for_somebody_else_signs_for_himself():
    case = factories.mediating()
    served(browser("clerk"), case, receiver="丈夫李㛃")
    document = paper(case, "service_receipt")
    assert [mark["name"] for mark in document.facts["receivers"]] == ["丈夫李㛃"]
    assert document.facts["remarks"] == ["由丈夫李㛃代收。"]
    assert signers(document) == [persona("clerk").name]


@pytest.mark.parametrize(
    ("way", "wanted", "typed"),
    [
        ("left", "留置送达要有人见证，请写上见证人的姓名。", {"witness": "何志强"}),
        ("posted", "邮寄送达的，请写上邮件号码。", {"reference": "DEMO0001"}),
    ],
)
def test_what_nobody_signed_for_is_shown_by_a_witness_or_the_mail(way, wanted, typed):
    case = factories.mediating()
    clerk = browser("clerk")
    assert wanted in text_of(served(clerk, case, way=way))
    assert not case.services.exists()
    served(clerk, case, way=way, **typed)
    assert case.services.get().way == way
    assert "收件人" not in [mark["role"] for mark in paper(case, "service_receipt").facts["receivers"]]


def test_the_papers_of_another_case_are_not_served_here():
    case, other = factories.mediating(), factories.mediating(title="另一起纠纷")
    person = case.dispute.participations.first()
    with pytest.raises(engine.Refused, match="这份文书不是本案的"):
        engine.take(
            case, "record_service", by=persona("clerk"), document=paper(other, "rights_notice"),
            participation=person, way="direct", place="家里",
        )  # fmt: skip


def test_every_paper_beside_the_talks_has_a_step_that_makes_it():
    assert {"record_investigation", "invite_helper", "report_progress", "list_evidence", "record_service"} <= set(
        steps_of(Case)
    )
