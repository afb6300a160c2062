"""Invented people, a body and a dispute for the examples of every paper (演示): rare characters, long names, long addresses."""

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


def as_side(party, role):
    """The party under another role."""
    return PartyFacts(**{**party.__dict__, "role": role})
