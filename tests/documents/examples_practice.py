"""Examples of the papers that the practice of a room adds to the official forms."""

import sys
from datetime import date

from documents.papers import PAPERS
from tests.documents.invented import AYGUL, BODY, CHEN, FACTS_AND_ISSUES, MEDIATORS, NUMBER, RECORDER, as_side, empty


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
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
        mediator=MEDIATORS[0],
        dated=date(2026, 11, 14),
    )


def confidentiality_promise():
    """An engineer invited to look at the leak."""
    return PAPERS["confidentiality_promise"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
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
        parties=(as_side(CHEN, "申请人"), as_side(AYGUL, "被申请人")),
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


def power_of_attorney():
    """A husband speaks for his wife and may settle."""
    paper = sys.modules[PAPERS["power_of_attorney"].facts.__module__]
    return paper.Facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        principal="阿依古丽·买买提（被申请人）",
        agent="李㛃",
        relation="丈夫",
        contact="138 0000 3001",
        special=paper.powers(("change", "settle")),
        matters="代为查看602室的维修，在验收单上签字。",
        term="2026年11月14日起至2026年12月31日止",
        principal_signature=empty("委托人", "阿依古丽·买买提"),
        agent_signature=empty("受托人", "李㛃"),
        dated=date(2026, 11, 14),
    )


def supplement_agreement():
    """Two months later: paid in three parts instead of two, the rest as it was."""
    first = examples_of_agreement()
    values = {name: getattr(first, name) for name in first.__dataclass_fields__}
    return PAPERS["supplement_agreement"].facts(
        **values
        | {
            "number": f"{NUMBER}-2",
            "version": 2,
            "clauses": ("一、乙方赔偿甲方修复费用4800元，分三期支付。", "三、乙方每月五日前把付款凭证发给甲方。"),
        },
        first_number=NUMBER,
        first_dated=date(2026, 11, 20),
        kept=("二、乙方在2026年12月20日前修好602室卫生间防水。",),
        performed=("原协议第一条：2026年12月5日前，乙方支付2400元，转账。",),
        ended=("原协议第一条：2026年12月20日前，乙方支付2400元，转账。",),
    )


def examples_of_agreement():
    """The first agreement, which the supplement refers to."""
    from tests.documents import examples

    return examples.agreement()


def legal_representative_certificate():
    """The property firm names its manager."""
    return PAPERS["legal_representative_certificate"].facts(
        body=BODY,
        number=NUMBER,
        matter="楼上漏水纠纷",
        organization="三亚演示港门物业服务有限公司",
        credit_code="91460200MA5T000000",
        address="三亚市吉阳区港门花园物业服务中心一楼",
        representative="阿依古丽·买买提",
        post="总经理",
        signature=empty("被申请人", "三亚演示港门物业服务有限公司"),
        dated=date(2026, 11, 14),
    )


def representatives_election():
    """Thirteen workers send three of them."""
    names = (
        "陈玉兰", "李㛃", "符𬱖", "欧阳昫𤦹", "王秀珍", "黎亚福", "符小妹", "何志强", "范小玲", "梁文杰", "符国庆",
        "阿依古丽·买买提", "林小雨",
    )  # fmt: skip
    return PAPERS["representatives_election"].facts(
        body=BODY,
        number=NUMBER,
        matter="拖欠工资纠纷",
        side="申请人",
        count="13",
        representatives=names[:3],
        electors=names,
        dated=date(2026, 11, 14),
    )
