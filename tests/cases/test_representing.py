"""Who an organization or a large side sends: the certificate of its representative, the people it elected."""

import pytest
from django.utils import timezone

from cases import engine
from tests import factories
from tests.cases.pages import browser, text_of
from tests.cases.test_speaking import asked, paper, take
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")
FIRM = {
    "kind": "organization", "name": "三亚演示港门物业服务有限公司", "id_kind": "credit_code",
    "id_number": "91350100M000100Y43", "address": "港门花园物业服务中心", "phone": "13800004001",
}  # fmt: skip


# --- 法定代表人身份证明书 -------------------------------------------------------
def firm(**more):
    """A case whose other side is a firm."""
    return factories.accepted(people=(("applicant", factories.CHEN), ("respondent", FIRM | more)))


def test_the_certificate_names_the_firm_its_code_and_who_represents_it():
    case = firm(legal_representative="符国庆", legal_representative_title="总经理")
    side = case.dispute.participations.last()
    done = take(browser("clerk"), case, "certify_representative", participation=side.pk)
    assert "办好了：开了三亚演示港门物业服务有限公司的法定代表人身份证明书。" in text_of(done)
    facts = paper(case, "legal_representative_certificate").facts
    assert (facts["representative"], facts["post"]) == ("符国庆", "总经理")
    assert facts["credit_code"] == FIRM["id_number"]
    assert asked(paper(case, "legal_representative_certificate")) == [("三亚演示港门物业服务有限公司", "waiting")]


def test_a_person_has_no_legal_representative_and_a_firm_needs_the_name_first():
    case = factories.accepted()
    page = text_of(browser("clerk").get(f"/cases/{case.uid}/steps/certify_representative/"))
    assert "本案双方都是个人，不用开法定代表人身份证明书。" in page
    case = firm()
    refused = take(
        browser("clerk"),
        case,
        "certify_representative",
        participation=case.dispute.participations.last().pk,
        post="经理",
    )
    assert "还没有登记三亚演示港门物业服务有限公司的法定代表人，请先在当事人资料里补上姓名。" in text_of(refused)
    assert paper(case, "legal_representative_certificate") is None


# --- 推选代表人 ----------------------------------------------------------------
NAMES = ("王一", "王二", "王三", "王四", "王五", "王六", "王七", "王八", "王九", "王十", "王十一")


def crowd(count=11):
    """Many workers on one side."""
    many = tuple(("applicant", {"name": name}) for name in NAMES[:count])
    return factories.accepted(people=(*many, ("respondent", FIRM)), title="拖欠工资纠纷")


def test_a_large_side_elects_a_few_who_stand_as_such_among_the_people():
    case = crowd()
    workers = list(case.dispute.participations.filter(side="applicant"))
    clerk = browser("clerk")
    done = take(
        clerk,
        case,
        "elect_representatives",
        representatives=[str(row.pk) for row in workers[:2]],
        others="赵小明\n钱小红",
    )
    assert "办好了：申请人推选王一、王二为代表人，推选人共13人。" in text_of(done)
    facts = paper(case, "representatives_election").facts
    assert facts["representatives"] == ["王一", "王二"]
    assert facts["electors"] == [*NAMES, "赵小明", "钱小红"]
    assert [name for name, _status in asked(paper(case, "representatives_election"))] == list(NAMES)
    page = text_of(clerk.get(f"/cases/{case.uid}/people/"))
    assert page.count("申请人 代表人") == 2
    engine.take(
        case, "elect_representatives", by=persona("clerk"), representatives=workers[2:5], electors=workers,
        event_at=timezone.now(),
    )  # fmt: skip
    assert text_of(clerk.get(f"/cases/{case.uid}/people/")).count("申请人 代表人") == 3


def test_a_small_side_needs_no_representatives():
    case = factories.accepted()
    page = text_of(browser("clerk").get(f"/cases/{case.uid}/steps/elect_representatives/"))
    assert "一方有十个人以上，才推选代表人。" in page


def test_too_many_too_few_or_somebody_from_outside_is_refused_and_what_was_typed_is_kept():
    case = crowd()
    workers = list(case.dispute.participations.filter(side="applicant"))
    clerk, keys = browser("clerk"), [str(row.pk) for row in workers]
    refused = take(clerk, case, "elect_representatives", representatives=keys[:6], electors=keys, others="赵小明")
    assert "代表人要选二至五名，现在选了6名。（民事诉讼法第56条及其解释第75条、第78条）" in text_of(refused)
    assert "赵小明" in refused.content.decode()
    refused = take(clerk, case, "elect_representatives", representatives=keys[:1], electors=keys)
    assert "代表人要选二至五名，现在选了1名。" in text_of(refused)
    refused = take(clerk, case, "elect_representatives", representatives=keys[:2], electors=keys[:3])
    assert "推选人要有10个人以上，现在是3个。" in text_of(refused)
    refused = take(clerk, case, "elect_representatives", representatives=keys[:2], electors=keys[1:])
    assert "代表人要从推选人里选，请把王一也勾成推选人。" in text_of(refused)
    assert not case.dispute.elections.exists()
    other = case.dispute.participations.get(side="respondent")
    with pytest.raises(engine.Refused, match="推选人要都是同一方的"):
        engine.take(
            case, "elect_representatives", by=persona("clerk"), representatives=[other], electors=[*workers, other]
        )
