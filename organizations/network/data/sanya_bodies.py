"""Sanya: industry and chamber committees, the court's centre, justice bureaus, command centres and the hotline.

The articles print 17 industry and 8 chamber committees [001] without naming them all. Known by their field:
tourism, traffic, property, medical, family and one chamber; the others are plausible and marked `is_invented`.
"""

from datetime import date

from organizations.network.rows import Body

_KNOWN = "领域见于2018年的报道，全称为演示"
_PLAUSIBLE = "演示：文章只写17家、8家，没有写这一家的名称〔001〕"


def _industry(code, word, title, dispute_types, *, is_invented=True, note=_PLAUSIBLE):
    return Body(
        code=f"industry_{code}",
        kind="industry_committee",
        name=f"三亚市{title}人民调解委员会",
        short_name=f"{title}调委会",
        under="sanya",
        number_word=f"三{word}人调字",
        place="三亚市",
        dispute_types=dispute_types,
        is_invented=is_invented,
        note=note,
    )


def _known_industry(code, word, title, dispute_types):
    return _industry(code, word, title, dispute_types, is_invented=False, note=_KNOWN)


_INDUSTRY = (
    _known_industry("tourism", "旅", "旅游纠纷", ("tourism", "consumer", "contract")),
    _known_industry("traffic", "交", "道路交通事故纠纷", ("traffic",)),
    _known_industry("property", "物", "物业管理纠纷", ("property", "neighbour")),
    _known_industry("medical", "医", "医疗纠纷", ("medical",)),
    _known_industry("family", "婚", "婚姻家庭纠纷", ("marriage_family",)),
    _industry("labour", "劳", "劳动争议", ("labour", "wage_arrears")),
    _industry("consumer", "消", "消费纠纷", ("consumer", "e_commerce")),
    _industry("construction", "建", "建设工程纠纷", ("contract", "wage_arrears", "damage")),
    _industry("environment", "环", "生态环境纠纷", ("environment", "neighbour")),
    _industry("school", "校", "校园纠纷", ("damage",)),
    _industry(
        "fishery",
        "渔",
        "渔业纠纷",
        ("production", "damage", "contract", "labour"),
        note="崖州中心渔港有渔事纠纷调解，1000多艘船，10000多人〔001〕〔002〕；全称为演示",
    ),
    _industry("e_commerce", "电", "电子商务纠纷", ("e_commerce", "consumer")),
    _industry("insurance", "保", "保险纠纷", ("contract", "damage")),
    _industry("finance", "金", "金融纠纷", ("contract",)),
    _industry("land", "土", "山林土地纠纷", ("land", "land_acquisition", "housing")),
    _industry("hotel", "宿", "酒店民宿纠纷", ("tourism", "consumer", "contract")),
    _industry("new_work", "业", "新就业形态纠纷", ("labour", "damage", "traffic")),
)


def _chamber(code, word, title, *, is_invented=True, note=_PLAUSIBLE, under="sanya"):
    return Body(
        code=f"chamber_{code}",
        kind="chamber_committee",
        name=f"{title}人民调解委员会",
        short_name=f"{title.removeprefix('三亚市')}调委会",
        under=under,
        number_word=f"三商{word}人调字",
        place="三亚市",
        dispute_types=("contract", "production", "damage", "e_commerce"),
        is_invented=is_invented,
        note=note,
    )


_CHAMBERS = (
    _chamber("general", "总", "三亚市总商会", is_invented=False, note=_KNOWN),
    _chamber("jiyang", "吉", "三亚市吉阳区商会", under="jiyang"),
    _chamber("tianya", "天", "三亚市天涯区商会", under="tianya"),
    _chamber("haitang", "海", "三亚市海棠区商会", under="haitang"),
    _chamber("yazhou", "崖", "三亚市崖州区商会", under="yazhou"),
    _chamber("tourism", "旅", "三亚市旅游商会"),
    _chamber("catering", "餐", "三亚市餐饮商会"),
    _chamber("building", "建", "三亚市建材商会"),
)


def _office(code, kind, under, name, note, short_name="", since=date(2011, 1, 1)):
    return Body(
        code=code, kind=kind, name=name, short_name=short_name or name, under=under, place=name, since=since, note=note
    )


_OFFICES = (
    _office(
        "court_centre",
        "court_centre",
        "sanya",
        "三亚市诉前调解中心暨三亚法院诉讼服务中心",
        "6月3日揭牌〔001〕，年份按推断",
        "三亚市诉前调解中心",
        date(2024, 6, 3),
    ),
    _office("bureau_sanya", "justice_bureau", "sanya", "三亚市司法局", "指导人民调解工作（人民调解法第5条）"),
    _office("bureau_jiyang", "justice_bureau", "jiyang", "三亚市吉阳区司法局", "文章未提及", "吉阳区司法局"),
    _office("bureau_tianya", "justice_bureau", "tianya", "三亚市天涯区司法局", "文章未提及", "天涯区司法局"),
    _office("bureau_haitang", "justice_bureau", "haitang", "三亚市海棠区司法局", "文章未提及", "海棠区司法局"),
    _office("bureau_yazhou", "justice_bureau", "yazhou", "三亚市崖州区司法局", "文章未提及", "崖州区司法局"),
    _office("centre_jiyang", "command_centre", "jiyang", "吉阳区城市运行管理中心", "工单4744件，办结4738件〔000〕"),
    _office("centre_tianya", "command_centre", "tianya", "天涯区联合指挥中心", "〔004〕"),
    _office("centre_yazhou", "command_centre", "yazhou", "崖州区指挥中心", "〔002〕"),
    _office("hotline12345", "hotline", "sanya", "三亚12345热线", "6个子系统，22项核心、18项辅助功能〔001〕"),
)

BODIES = (*_INDUSTRY, *_CHAMBERS, *_OFFICES)
