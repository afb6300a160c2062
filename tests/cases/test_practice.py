"""Papers beside the talks: whom the mediator asked, that he has no interest."""

import pytest

from cases import dossier, engine, reading
from cases.models import Case, SignatureRequest
from cases.step import steps_of
from documents.models import Document
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def take(client, case, name, **typed):
    """What the step's page sends; the answer followed back to the case."""
    address = f"/cases/{case.uid}/steps/{name}/"
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


def test_every_paper_beside_the_talks_has_a_step_that_makes_it():
    assert {"record_investigation"} <= set(steps_of(Case))
