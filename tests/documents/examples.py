"""Invented people and disputes for every paper (演示): rare characters, long names, long addresses, many parties."""

import sys
from datetime import date

from documents.papers import PAPERS
from documents.papers.people import PartyFacts, SignatureMark

BODY = "三亚市吉阳区新港社区人民调解委员会"
NUMBER = "三吉新港人调字〔2026〕第0012号"
LONG_ADDRESS = (
    "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县爱新色里镇乌珠牛录村三组17号，现住海南省三亚市吉阳区某某路88号"
    "某某小区二期12栋2单元1903室"
)

CHEN = PartyFacts("甲方", "陈玉兰", "女", "汉族", 72, "退休", "138 0000 2046", "海南省三亚市吉阳区港门花园3栋502室")
AYGUL = PartyFacts(
    "乙方",
    "阿依古丽·买买提",
    "女",
    "维吾尔族",
    45,
    "个体经营",
    "139 0000 7713",
    "三亚市吉阳区港门花园3栋602室（租住）",
    agents=("李㛃（丈夫，代为承认、变更、放弃请求）",),
)
PROPERTY_FIRM = PartyFacts(
    "丙方",
    "三亚演示港门物业服务有限公司",
    contact="0898-0000 0000",
    address="三亚市吉阳区港门花园物业服务中心一楼",
    is_organization=True,
    legal_representative="符𬱖",
    legal_representative_title="总经理",
)
HONG_KONG = PartyFacts(
    "丁方", "欧阳昫𤦹", "男", "汉族", 38, "教师", "+852 0000 0000", "香港特别行政区九龙某道88号12楼B室"
)


def empty(role, name=""):
    """A place to sign by hand."""
    return SignatureMark(role, name)


def places(parties):
    """A place for each party."""
    return tuple(empty(party.role, party.name) for party in parties)


MEDIATORS = (empty("人民调解员", "王秀珍"), empty("人民调解员", "黎亚福"))
RECORDER = empty("记录人", "符小妹")
SEAL = empty("人民调解委员会", BODY)

FACTS_AND_ISSUES = (
    "2026年10月上旬以来，港门花园3栋602室卫生间地面渗水，致楼下502室主卧天花板起皮、衣柜受潮、木地板局部翘起。"
    "甲方先后四次上门交涉，并于2026年11月8日向网格员反映。",
    "2026年11月16日，调解员会同物业服务人员到现场查看：602室卫生间地漏周边防水层破损，放水试验两小时后502室天花板"
    "出现新的水痕，各方对渗漏点没有异议。",
    "双方的争议在于502室的损失数额（甲方主张6000元，乙方只认可3500元）和卫生间防水何时修好。",
)
RESPONSIBILITY = (
    "各方确认：渗漏由602室卫生间防水层破损引起，乙方承担修复和赔偿责任；甲方对未及时搬离受潮衣物也负有一定责任。"
)
CLAUSES = (
    "乙方赔偿甲方天花板、衣柜、木地板修复费用共计人民币4800元（大写：肆仟捌佰元整），甲方不再就本次渗漏要求其他赔偿。",
    "上述款项分两期支付：2026年12月1日前支付2400元（贰仟肆佰元整），2026年12月31日前支付2400元（贰仟肆佰元整）。",
    "乙方于2026年12月20日前修好602室卫生间防水，费用由乙方承担；修好后由甲、乙双方和物业服务人员一起做24小时闭水试验。",
    "甲方在施工期间配合工人进门查看一天，具体日期由乙方提前两天电话通知。",
    "任何一期款项逾期超过十日的，甲方可以要求乙方一次付清余款。",
)
PERFORMANCE = (
    "付款方式：转账至甲方本人账户（某某银行三亚分行，账号6200 0000 0000 0000 000），或者付现金，由甲方出具收条。",
    "付款时限：第一期2026年12月1日前，第二期2026年12月31日前；修复时限：2026年12月20日前。",
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
        applicants=(_as(CHEN, "申请人"),),
        respondents=(_as(AYGUL, "被申请人"), _as(PROPERTY_FIRM, "被申请人")),
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
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
        signatures=places((_as(CHEN, "申请人"), _as(AYGUL, "被申请人"))),
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
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
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
        party_signatures=places((_as(CHEN, "申请人"), _as(AYGUL, "被申请人"))),
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
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
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


def investigation_record():
    """A neighbour and one side asked about the facts."""
    return PAPERS["investigation_record"].facts(
        body=BODY,
        number=NUMBER,
        ordinal=1,
        held="2026年11月16日15:20",
        place="港门花园3栋602室",
        attendees=("网格员范小玲", "物业服务人员何志强"),
        asked=("阿依古丽·买买提（被申请人）", "楼下邻居符国庆"),
        paragraphs=(
            "问：卫生间是哪天开始渗水的？",
            "答（阿依古丽·买买提）：十月初，装修工走了以后。地漏旁边的砖动过。",
            "问：您家里看得到水痕吗？",
            "答（符国庆）：我家在502室隔壁，十月中旬起楼道天花板一直是湿的，拍了照片。",
            "问：物业来看过没有？",
            "答（阿依古丽·买买提）：来过一次，说要等业主自己请人修。",
        ),
        asked_signatures=(empty("被调查人", "阿依古丽·买买提"), empty("被调查人", "楼下邻居符国庆")),
        investigators=(empty("调查人", "王秀珍"),),
        recorder=RECORDER,
        dated=date(2026, 11, 16),
    )


def impartiality_declaration():
    """The mediator has no interest."""
    return PAPERS["impartiality_declaration"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
        mediator=MEDIATORS[0],
        dated=date(2026, 11, 14),
    )


def confidentiality_promise():
    """An engineer invited to look at the leak."""
    return PAPERS["confidentiality_promise"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
        name="梁文杰",
        capacity="有专门知识的人",
        tie="三亚演示防水工程有限公司工程师",
        signature=empty("承诺人", "梁文杰"),
        mediator=MEDIATORS[0],
        dated=date(2026, 11, 18),
    )


def evidence_list():
    """What two sides and the grid worker handed in."""
    row = sys.modules[PAPERS["evidence_list"].facts.__module__].Row
    rows = (
        ("天花板渗水照片（三张）", "范小玲", "复印件", "502室主卧天花板渗水", date(2026, 11, 8)),
        ("衣柜购买收据", "陈玉兰", "复印件，已核对原件", "衣柜于2025年购买，价款2600元", date(2026, 11, 12)),
        ("防水维修报价单", "阿依古丽·买买提", "复印件，已核对原件", "602室卫生间防水维修费用", date(2026, 11, 18)),
    )
    return PAPERS["evidence_list"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        rows=tuple(row(*values) for values in rows),
        givers=(empty("提供人", "陈玉兰"), empty("提供人", "阿依古丽·买买提")),
        lister=empty("整理人", "符小妹"),
        dated=date(2026, 11, 20),
    )


def service_receipt():
    """A notice taken by a relative, in the presence of a witness."""
    return PAPERS["service_receipt"].facts(
        body=BODY,
        number=NUMBER,
        document="调解通知书",
        recipient="阿依古丽·买买提",
        way="网格员送达",
        place="港门花园3栋602室",
        served="2026年11月21日18:10",
        remarks=("由丈夫李㛃代收。", "在场见证人：何志强。"),
        receivers=(empty("收件人", "丈夫李㛃"), empty("见证人", "何志强")),
        server=empty("送达人", "网格员范小玲"),
        recorder=RECORDER,
        dated=date(2026, 11, 21),
    )


def performance_receipt():
    """The first instalment has come in."""
    return PAPERS["performance_receipt"].facts(
        body=BODY,
        number=NUMBER,
        payer="阿依古丽·买买提",
        payee="陈玉兰",
        promise="第二条第一期",
        purpose="天花板、衣柜、木地板修复费用",
        sum="人民币2400元（大写：贰仟肆佰元整）",
        way="手机支付",
        rest="第二条第一期的款项已经付清。",
        paid_on=date(2026, 11, 30),
        signature=empty("收款人", "陈玉兰"),
    )


def closing_report():
    """Everything was kept."""
    return PAPERS["closing_report"].facts(
        body=BODY,
        number=NUMBER,
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
        matter="楼上漏水纠纷",
        dispute_type="邻里纠纷",
        source="网格员排查上报",
        accepted_on=date(2026, 11, 13),
        closed_on=date(2027, 1, 8),
        summary=FACTS_AND_ISSUES[:1],
        result=(f"2026年11月20日达成协议，编号{NUMBER}。", "达成书面协议，协议自2026年11月23日起生效。"),
        kept=(
            "第一条：阿依古丽·买买提付2400元，2026年12月1日前：做到了。",
            "第一条：阿依古丽·买买提付2400元，2026年12月31日前：做到了。",
            "第二条：阿依古丽·买买提修好602室卫生间防水，2026年12月20日前：做到了。",
        ),
        remark="回访时双方都表示满意。",
        mediator=empty("承办人", "王秀珍"),
        head=empty("负责人"),
    )


def non_acceptance_notice():
    """The notice that a dispute is not taken."""
    return PAPERS["non_acceptance_notice"].facts(
        body=BODY,
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
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
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
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
        parties=(_as(CHEN, "申请人"), _as(AYGUL, "被申请人")),
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


def _as(party, role):
    """The party under another role."""
    return PartyFacts(**{**party.__dict__, "role": role})


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
    "investigation_record": investigation_record,
    "impartiality_declaration": impartiality_declaration,
    "confidentiality_promise": confidentiality_promise,
    "evidence_list": evidence_list,
    "service_receipt": service_receipt,
    "performance_receipt": performance_receipt,
    "closing_report": closing_report,
    "non_acceptance_notice": non_acceptance_notice,
    "mediation_notice": mediation_notice,
    "extension_consent": extension_consent,
    "termination_notice": termination_notice,
    "follow_up_record": follow_up_record,
}
