"""Sanya: invented staff of a few bodies, so that the demonstration has somebody for every role. 演示，均非真人。"""

from datetime import date

from organizations.network.rows import Mediates, Person, Service

# A mediator works here: a dispute with this firm must find the conflict (最高人民法院关于人民法院特邀调解的规定第15条).
PROPERTY_FIRM = "演示物业公司"

_FIRST_COMMITTEE = date(2025, 11, 20)  # 新港社区 [000]
_WINTER = (11, 12, 1, 2, 3, 4)  # the months in which 候鸟 live in Sanya


def _head(body, username, name, sex, **more):
    return Person(username, name, sex, (Service(body, "head", "主任"),), **({"mediates": Mediates()} | more))


def _clerk(body, username, name, sex, **more):
    """A clerk who also sits in the committee, unless `mediates=None`."""
    return Person(username, name, sex, (Service(body, "clerk", "登记员"),), **({"mediates": Mediates()} | more))


def _mediator(body, username, name, sex, mediates, **more):
    return Person(username, name, sex, (Service(body, "mediator", "调解员"),), mediates=mediates, **more)


def _officer(body, role, title, username, name, sex, **more):
    return Person(username, name, sex, (Service(body, role, title),), **more)


_XINGANG = (
    _head("xingang", "zhoudehai", "周德海", "male", elected=_FIRST_COMMITTEE),
    Person(
        "xingyulan",
        "邢玉岚",
        "female",
        (Service("xingang", "head", "副主任", is_deputy=True),),
        ethnicity="黎族",
        elected=_FIRST_COMMITTEE,
        mediates=Mediates(languages=("zh", "lic")),
    ),
    _clerk("xingang", "suwanning", "苏婉宁", "female", elected=_FIRST_COMMITTEE),
    _clerk("xingang", "hanliqun", "韩立群", "male", elected=_FIRST_COMMITTEE, mediates=None),
    _mediator(
        "xingang",
        "wangxiuzhen",
        "王秀珍",
        "female",
        Mediates(engagement="full_time", specialities=("neighbour", "property", "marriage_family")),
        elected=_FIRST_COMMITTEE,
    ),
    _mediator(
        "xingang",
        "qinyutong",
        "覃雨桐",
        "female",
        Mediates(engagement="full_time", specialities=("labour", "consumer"), languages=("zh", "yue")),
        elected=_FIRST_COMMITTEE,
    ),
    _mediator(
        "xingang",
        "luqiming",
        "卢启明",
        "male",
        Mediates("engaged", specialities=("property", "neighbour", "contract"), employer=PROPERTY_FIRM),
        elected=_FIRST_COMMITTEE,
    ),
    _mediator(
        "xingang",
        "kejingtang",
        "柯敬堂",
        "male",
        Mediates(
            "volunteer",
            is_silver=True,
            specialities=("neighbour", "housing", "damage"),
            languages=("zh", "hnm"),
            active_months=tuple(range(1, 13)),
        ),
        elected=_FIRST_COMMITTEE,
    ),
    _mediator(
        "xingang",
        "liangpeizhi",
        "梁佩芝",
        "female",
        Mediates(
            "volunteer",
            is_silver=True,
            specialities=("marriage_family", "medical"),
            languages=("zh", "ru"),
            active_months=_WINTER,
        ),
        elected=_FIRST_COMMITTEE,
    ),
    _officer(
        "xingang",
        "grid_worker",
        "第三网格网格员",
        "fanxiaoling",
        "范小玲",
        "female",
        elected=_FIRST_COMMITTEE,
        grids=("xingang_3",),
    ),
)

_COMMUNITIES = (
    _head("yuechuan", "wenzhiyuan", "温志远", "male"),
    _clerk("yuechuan", "jiawenjing", "贾文静", "female"),
    _mediator("yuechuan", "shimingzhu", "史明珠", "female", Mediates(specialities=("neighbour", "property"))),
    _head("gangmencun", "panguodong", "潘国栋", "male"),
    _clerk("gangmencun", "jiangxiaolan", "蒋晓岚", "female"),
    _mediator("gangmencun", "mengfanxing", "孟繁星", "male", Mediates(specialities=("neighbour", "housing"))),
    _head("qunzhongjie", "daiyuehua", "戴月华", "female"),
    _clerk("qunzhongjie", "yinyifan", "尹一帆", "male"),
    _mediator("qunzhongjie", "tiansumei", "田素梅", "female", Mediates(specialities=("marriage_family", "neighbour"))),
    _mediator(
        "yinling",
        "liaohansheng",
        "廖汉生",
        "male",
        Mediates("volunteer", is_silver=True, specialities=("neighbour",), languages=("zh", "hnm")),
    ),
    _mediator(
        "yinling",
        "ruanshuxian",
        "阮淑贤",
        "female",
        Mediates("volunteer", is_silver=True, specialities=("marriage_family",), active_months=_WINTER),
    ),
)

_WIDER = (
    _head("industry_tourism", "chengxiaofeng", "程晓峰", "male"),
    _clerk("industry_tourism", "luosiqi", "罗思琪", "female"),
    _mediator(
        "industry_tourism",
        "baianna",
        "白安娜",
        "female",
        Mediates(engagement="full_time", specialities=("tourism", "consumer"), languages=("zh", "en", "ru")),
    ),
    _head("industry_property", "dingjianping", "丁建平", "male"),
    _clerk("industry_property", "yaohuimin", "姚慧敏", "female"),
    _mediator("industry_property", "duanwenbo", "段文博", "male", Mediates(specialities=("property",))),
    _head("jiyang", "fangzhenghua", "方正华", "male"),
    _clerk("jiyang", "jinyuxin", "金雨欣", "female"),
    _mediator("jiyang", "jiangyunpeng", "江云鹏", "male", Mediates(specialities=("contract", "land_acquisition"))),
    _head("sanya", "shenhuaijin", "沈怀瑾", "female"),
    _clerk("sanya", "maolixin", "毛立新", "male"),
    _mediator("sanya", "gechangqing", "葛长青", "male", Mediates("member", "full_time", specialities=("contract",))),
)

_OFFICES = (
    _officer("bureau_sanya", "bureau", "人民参与和促进法治科", "yanshouzheng", "严守正", "male"),
    _officer("bureau_jiyang", "bureau", "基层股", "jimingyuan", "纪明远", "male"),
    _officer("bureau_sanya", "auditor", "审计员", "anruoshui", "安若水", "female"),
    _officer("bureau_sanya", "admin", "系统管理员", "kangwei", "康维", "male", enters_admin=True),
)

PEOPLE = (*_XINGANG, *_COMMUNITIES, *_WIDER, *_OFFICES)
