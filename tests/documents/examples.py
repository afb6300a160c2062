"""Invented disputes for every paper (演示): rare characters, long names, long addresses, many parties."""

from datetime import date

from documents.papers import PAPERS
from documents.papers.people import PartyFacts
from tests.documents import examples_practice
from tests.documents.invented import (
    AYGUL,
    BODY,
    CHEN,
    CLAUSES,
    FACTS_AND_ISSUES,
    HONG_KONG,
    LONG_ADDRESS,
    MEDIATORS,
    NUMBER,
    PERFORMANCE,
    PROPERTY_FIRM,
    RECORDER,
    RESPONSIBILITY,
    SEAL,
    as_side,
    empty,
    places,
)


def agreement(parties=(CHEN, AYGUL), **changes):
    """The agreement's facts; keyword arguments replace fields."""
    fields = {
        "body": BODY,
        "number": NUMBER,
        "parties": parties,
        "facts_and_issues": FACTS_AND_ISSUES,
        "responsibility": RESPONSIBILITY,
        "clauses": CLAUSES,
        "performance": PERFORMANCE,
        "copies": len(parties) + 1,
        "copy_holders": "当事人、人民调解委员会各持一份",
        "signatures": places(parties),
        "mediators": MEDIATORS[:1],
        "recorder": RECORDER,
        "seal": SEAL,
        "verify_code": "7K3M9QWE2PX",
        "verify_address": "https://tiaojie.example/v/7K3M9QWE2PX",
    }
    return PAPERS["mediation_agreement"].facts(**{**fields, **changes})


def application():
    """The application's facts."""
    return PAPERS["application"].facts(
        body=BODY,
        applicants=(as_side(CHEN, "申请人"),),
        respondents=(as_side(AYGUL, "被申请人"), as_side(PROPERTY_FIRM, "被申请人")),
        summary="2026年10月以来，楼上602室卫生间漏水，把我家主卧的天花板和衣柜都泡坏了。\n"
        "我上门找过四次，对方说是房子老化，不愿意修，也不愿意赔。物业公司来看过一次，之后没有下文。",
        requests=(
            "请对方修好602室卫生间防水。",
            "赔偿我家天花板、衣柜、木地板损失6000元。",
            "物业公司协助做闭水试验。",
        ),
        signatures=(empty("申请人", "陈玉兰"),),
        dated=date(2026, 11, 12),
    )


def intake_register(own_initiative=True):
    """The intake register's facts."""
    return PAPERS["intake_register"].facts(
        body=BODY,
        number=NUMBER,
        accepted_on=date(2026, 11, 13),
        own_initiative=own_initiative,
        party_names=("陈玉兰", "阿依古丽·买买提"),
        dispute_type="邻里纠纷",
        source="网格员排查上报" if own_initiative else "当事人申请",
        summary=FACTS_AND_ISSUES[0],
        party_signatures=places((CHEN, AYGUL)),
        recorder=empty("登记人", "符小妹"),
        seal=SEAL,
        dated=date(2026, 11, 13),
    )


def rights_notice():
    """The rights notice's facts."""
    return PAPERS["rights_notice"].facts(
        body=BODY,
        number=NUMBER,
        matter="陈玉兰与阿依古丽·买买提楼上漏水纠纷",
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        signatures=places((as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人"))),
        dated=date(2026, 11, 14),
    )


def mediation_record():
    """The session record's facts."""
    return PAPERS["mediation_record"].facts(
        body=BODY,
        number=NUMBER,
        ordinal=2,
        held="2026年11月20日19:30至21:10",
        place="新港社区人民调解室（港门花园党群服务中心二楼）",
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        attendees=("物业服务人员何志强", "网格员范小玲", "翻译热依汗（维吾尔语）"),
        paragraphs=(
            "调解员：今天是第二次调解。各方当事人的权利义务上次已经告知，有没有要求调解员回避的？",
            "陈玉兰：没有。 阿依古丽·买买提：没有。",
            "调解员：现场查看的结果大家都看过了，渗漏点在602室卫生间地漏旁边，对这一点还有没有不同意见？",
            "双方均表示没有。",
            "陈玉兰：我要的6000元是按装修队报价算的，衣柜是去年新做的，有收据。",
            "阿依古丽·买买提：衣柜只是侧板受潮，换侧板就可以。防水我愿意修，赔偿能不能分两次付。",
            "何志强：物业可以安排师傅做闭水试验，不收费。",
            "经调解员劝解，双方同意赔偿4800元，分两期付清，12月20日前修好防水。",
        ),
        result="达成协议",
        party_signatures=places((as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人"))),
        attendee_signatures=(empty("参加人", "何志强"), empty("参加人", "范小玲"), empty("翻译", "热依汗")),
        mediators=MEDIATORS,
        recorder=RECORDER,
        dated=date(2026, 11, 20),
    )


def termination_notice():
    """The termination notice's facts."""
    return PAPERS["termination_notice"].facts(
        body=BODY,
        number=NUMBER,
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        matter="楼上漏水纠纷",
        reasons=("双方对赔偿数额差距较大，经三次调解未能达成一致。", "被申请人阿依古丽·买买提明确表示不再接受调解。"),
        other_ways=(
            "向有管辖权的人民法院提起诉讼（三亚市城郊人民法院，诉讼服务热线12368）。",
            "向三亚仲裁机构申请仲裁（须有仲裁协议）。",
            "向房屋主管部门反映，请求行政处理。",
        ),
        terminated_on=date(2026, 12, 3),
        mediators=MEDIATORS[:1],
        seal=SEAL,
    )


def non_acceptance_notice():
    """The notice that a dispute is not taken."""
    return PAPERS["non_acceptance_notice"].facts(
        body=BODY,
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        matter="楼上漏水纠纷",
        reasons=("法院已经受理或者已经裁判", "法院已经立案，请按通知参加诉讼。"),
        other_ways=("可以向有管辖权的人民法院起诉", "双方以后愿意调解的，可以再来申请，不收费"),
        decided_on=date(2026, 11, 20),
        seal=SEAL,
    )


def mediation_notice():
    """The notice of a meeting, for somebody without a telephone."""
    return PAPERS["mediation_notice"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        ordinal=2,
        held="2026年11月25日15:00",
        place="新港社区矛盾调解室",
        mediator="王秀珍",
        call="0898-0000 0001",
        seal=SEAL,
        dated=date(2026, 11, 20),
    )


def extension_consent():
    """Each side agrees to more time."""
    return PAPERS["extension_consent"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        reason="防水鉴定的结果还没有出来。",
        before=date(2026, 12, 21),
        until=date(2027, 1, 20),
        signatures=(empty("申请人", "陈玉兰"), empty("被申请人", "阿依古丽·买买提")),
        mediators=MEDIATORS[:1],
        dated=date(2026, 12, 10),
    )


def oral_agreement_register():
    """The register of an oral agreement of two people who cannot write."""
    return PAPERS["oral_agreement_register"].facts(
        body=BODY,
        number=NUMBER,
        parties=(CHEN, AYGUL),
        facts_and_issues=FACTS_AND_ISSUES[:2],
        clauses=CLAUSES[:2],
        performance=PERFORMANCE[:2],
        agreed="2026年11月20日",
        place="港门花园3栋502室",
        how=("调解员已把以上内容念给各方听，各方确认无误。", "在场见证人：范小玲。"),
        mediators=MEDIATORS[:1],
        recorder=RECORDER,
        seal=SEAL,
        dated=date(2026, 11, 20),
    )


def follow_up_record():
    """The visit record's facts."""
    return PAPERS["follow_up_record"].facts(
        body=BODY,
        parties=("陈玉兰", "阿依古丽·买买提"),
        agreement_number=NUMBER,
        matter="陈玉兰与阿依古丽·买买提楼上漏水纠纷",
        visited="2027年1月6日10:20，上门回访",
        findings=(
            ("协议履行", "赔偿款4800元已分两期付清，602室卫生间防水已于2026年12月18日修好，闭水试验没有渗漏。"),
            ("当事人意见", "双方均表示满意，邻里关系已经恢复。"),
            ("起诉情况", "没有起诉，也没有申请司法确认。"),
            ("有无错误或激化", "没有发现调解错误，没有激化迹象。"),
            ("采取的措施", "提醒双方雨季前再检查一次地漏。"),
        ),
        visitors=(empty("回访人", "王秀珍"),),
    )


def six_parties():
    """An agreement of six."""
    others = (
        PartyFacts("戊方", "符国庆", "男", "黎族", 51, "渔民", "无", LONG_ADDRESS),
        PartyFacts("己方", "Ирина Петровна Соколова", "女", "俄罗斯籍", 63, "退休", "无", "三亚湾某小区2栋901室"),
    )
    return agreement((CHEN, AYGUL, PROPERTY_FIRM, HONG_KONG, *others), mediators=MEDIATORS)


ALL = {
    "application": application,
    "intake_register": intake_register,
    "rights_notice": rights_notice,
    "mediation_record": mediation_record,
    "mediation_agreement": agreement,
    "oral_agreement_register": oral_agreement_register,
    "investigation_record": examples_practice.investigation_record,
    "impartiality_declaration": examples_practice.impartiality_declaration,
    "confidentiality_promise": examples_practice.confidentiality_promise,
    "evidence_list": examples_practice.evidence_list,
    "service_receipt": examples_practice.service_receipt,
    "performance_receipt": examples_practice.performance_receipt,
    "closing_report": examples_practice.closing_report,
    "supplement_agreement": examples_practice.supplement_agreement,
    "power_of_attorney": examples_practice.power_of_attorney,
    "legal_representative_certificate": examples_practice.legal_representative_certificate,
    "representatives_election": examples_practice.representatives_election,
    "non_acceptance_notice": non_acceptance_notice,
    "mediation_notice": mediation_notice,
    "extension_consent": extension_consent,
    "termination_notice": termination_notice,
    "follow_up_record": follow_up_record,
}
