"""Sanya: the city, its districts and areas, and the committees of its villages and communities.

All of these stand in the articles except where `is_invented` says otherwise. Of 吉阳's 40, 崖州's 32 and 天涯's 45
villages and communities only those with a printed name are here. Number words are ours.
"""

from datetime import date
from typing import NamedTuple

from organizations.network.rows import Body


class Area(NamedTuple):
    """A district: code of its row, name in full names, character in number words."""

    code: str
    name: str
    character: str


JIYANG = Area("jiyang", "吉阳区", "吉")
TIANYA = Area("tianya", "天涯区", "天")
HAITANG = Area("haitang", "海棠区", "海")
YAZHOU = Area("yazhou", "崖州区", "崖")
YUCAI = Area("yucai", "育才生态区", "育")
NO_DISTRICT = Area("sanya", "", "")  # the article names none


def _district(area, note):
    return Body(
        code=area.code,
        kind="district_committee",
        name=f"三亚市{area.name}人民调解委员会",
        short_name=area.name,
        under="sanya",
        number_word=f"三{area.character}人调字",
        place=area.name,
        note=note,
    )


def _local(kind, suffix):
    """A maker of rows for the committees below the districts: word 新港 and suffix 社区 give 新港社区调委会."""

    def row(code, area, word, note, **more):
        name = f"{word}{suffix}"
        fields = {
            "name": f"三亚市{area.name}{name}人民调解委员会",
            "short_name": f"{name}调委会",
            "under": area.code,
            "number_word": f"三{area.character}{word}人调字",
            "place": f"{area.name}{name}",
        }
        return Body(code=code, kind=kind, note=note, **(fields | more))

    return row


_big_community = _local("big_community_committee", "大社区")
_community = _local("community_committee", "社区")
_village = _local("village_committee", "村")

_CITY = (
    Body(
        code="sanya",
        kind="city_committee",
        name="三亚市人民调解委员会",
        short_name="三亚市",
        number_word="三亚人调字",
        place="三亚市",
        note="市、区、村（居）三级人民调解网络〔001〕",
    ),
    _district(JIYANG, "40个村（社区），519个网格，540名专职网格员〔000〕"),
    _district(TIANYA, "45个村（社区），280个网格〔004〕"),
    _district(HAITANG, "〔001〕〔004〕"),
    _district(YAZHOU, "32个村（社区），211个网格，4个大社区〔002〕"),
    _district(YUCAI, "功能区〔001〕"),
)

_JIYANG = (
    _big_community("luobi", JIYANG, "落笔", "〔000〕"),
    _community("gangmencun", JIYANG, "港门村", "1.8平方公里，45000多人〔000〕"),
    _community(
        "xingang",
        JIYANG,
        "新港",
        "从港门村社区分设，首届委员会11月20日选出〔000〕；辖区内的民族为演示",
        since=date(2025, 11, 20),
        split_from="gangmencun",
        smaller_ethnic_groups=("黎族",),
    ),
    _community("xincun", JIYANG, "新村", "〔000〕"),
    _community("hongjiao", JIYANG, "红郊", "〔000〕"),
    _community("liudao", JIYANG, "六道", "〔000〕"),
    _community("chunguang", JIYANG, "春光", "〔000〕"),
    _community("yuechuan", JIYANG, "月川", "〔000〕"),
    _community("zhuoda", JIYANG, "卓达", "〔000〕"),
    _community("yuehe", JIYANG, "月河", "〔001〕"),
    _village("bohou", JIYANG, "博后", "〔000〕"),
    _village("nanding", JIYANG, "南丁", "属落笔大社区〔000〕", under="luobi"),
    _village("damao", JIYANG, "大茅", "17个网格〔004〕"),
)

# The articles do not say that 群众街, 马岭 and 西岛 lie in 天涯: that is general knowledge.
_TIANYA = (
    _community("jinjiling", TIANYA, "金鸡岭路", "7个网格，16个居民小组〔004〕"),
    _community("danzhoucun", TIANYA, "儋州村", "〔001〕"),
    _community("qunzhongjie", TIANYA, "群众街", "〔001〕"),
    _community("maling", TIANYA, "马岭", "〔001〕"),
    _community("xidao", TIANYA, "西岛", "〔001〕"),
)

_OTHERS = (
    _village("longjiang", HAITANG, "龙江", "〔001〕"),
    _village("qingtang", HAITANG, "青塘", "〔004〕"),
    _village("wanpo", HAITANG, "湾坡", "〔004〕"),
    _big_community("kejicheng", YAZHOU, "科技城", "〔004〕"),
    _village("fengling", YAZHOU, "凤岭", "〔002〕"),
    _village("dadan", YAZHOU, "大蛋", "〔002〕"),
    _community("nanbin", YAZHOU, "南滨", "〔002〕"),
    _village("qingfa", YUCAI, "青法", "〔001〕"),
    _community("dadonghai", NO_DISTRICT, "大东海", "文章没有写所在区〔004〕"),
    _community("nanhai", NO_DISTRICT, "南海", "文章没有写所在区〔004〕"),
)


def _studio(code, under, name, place, note):
    since = date(2022, 1, 1)  # the articles give no date
    return Body(code, "studio", name, short_name=name, under=under, place=place, since=since, note=note)


_STUDIOS = (
    _studio("aijie", "zhuoda", "爱姐调解工作室", "卓达社区", "〔000〕"),
    _studio("yinling", "qunzhongjie", "银龄调解工作室", "群众街社区", "〔001〕"),
)


def _place(code, kind, under, name, note, short_name=""):
    return Body(code=code, kind=kind, name=name, short_name=short_name or name, under=under, place=name, note=note)


_PLACES = (
    _place("bay_city", "functional_area", "sanya", "三亚崖州湾科技城管理局", "〔001〕", "崖州湾科技城"),
    _place("central_business", "functional_area", "sanya", "三亚中央商务区", "〔004〕"),
    _place("chunguang_quarter", "residential_quarter", "jiyang", "春光小区", "2003年建成，162户，425人〔000〕"),
    _place("yuechuan_south", "residential_quarter", "yuechuan", "月川安置区南区", "〔000〕"),
    _place("bandao_lanwan", "residential_quarter", "jiyang", "半岛蓝湾小区", "〔000〕"),
    _place("dongtai_yihaijun", "residential_quarter", "yazhou", "东台逸海郡", "〔002〕"),
    _place("nanshan_garden", "residential_quarter", "yazhou", "南山花园", "〔002〕"),
)

BODIES = (*_CITY, *_JIYANG, *_TIANYA, *_OTHERS, *_STUDIOS, *_PLACES)
