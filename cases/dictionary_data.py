"""The lists a new site begins with; an administrator edits the rows afterwards (domain reference § 7, § 12.3)."""

from django.utils.translation import gettext_noop as _

# code, name, report column, ink only (电子签名法第3条), offered on the phone report
DISPUTE_TYPES = (
    ("neighbour", "邻里纠纷", "邻里", False, True),
    ("marriage_family", "婚姻家庭纠纷", "婚姻家庭", True, True),
    ("property", "物业纠纷", "物业", False, True),
    ("wage_arrears", "拖欠农民工工资纠纷", "拖欠农民工工资", False, True),
    ("housing", "房屋宅基地纠纷", "房屋宅基地", False, True),
    ("tourism", "旅游纠纷", "旅游", False, True),
    ("contract", "合同纠纷", "合同", False, False),
    ("production", "生产经营纠纷", "生产经营", False, False),
    ("damage", "损害赔偿纠纷", "损害赔偿", False, False),
    ("land", "山林土地纠纷", "山林土地", False, False),
    ("land_acquisition", "征地拆迁纠纷", "征地拆迁", False, False),
    ("environment", "环境污染纠纷", "环境污染", False, False),
    ("labour", "其他劳动争议", "其他劳动争议", False, False),
    ("e_commerce", "电子商务纠纷", "电子商务", False, False),
    ("consumer", "其他消费纠纷", "其他消费", False, False),
    ("medical", "医疗纠纷", "医疗", False, False),
    ("traffic", "道路交通事故纠纷", "道路交通事故", False, False),
    ("other", "其他纠纷", "其他", False, True),
)

# code, name, own initiative, by application
SOURCES = (
    ("application", "依申请调解", False, True),
    ("own_initiative", "主动调解", True, False),
    ("grid", "主动调解（网格上报）", True, False),
    ("court", "法院委托移送", False, False),
    ("police", "公安机关委托移送", False, False),
    ("procuratorate", "检察院委托移送", False, False),
    ("petition", "信访部门委托移送", False, False),
    ("hotline", "其他部门委托移送（12345热线）", False, False),
    ("department", "其他部门委托移送", False, False),
)

# code, use, words
REASONS = (
    ("decline_court", "decline", _("法院已经受理或者已经裁判")),
    ("decline_arbitration", "decline", _("仲裁机构已经受理")),
    ("decline_police", "decline", _("应当由公安机关处理，或者已经由公安机关处理")),
    ("decline_criminal", "decline", _("涉嫌犯罪，应当报告公安机关")),
    ("decline_administrative", "decline", _("应当由行政机关处理")),
    ("decline_not_civil", "decline", _("不是民间纠纷，依法不能调解")),
    ("decline_place", "decline", _("不归本调委会受理")),
    ("decline_settled", "decline", _("纠纷已经解决")),
    ("decline_other", "decline", _("其他原因")),
    ("send_back_people", "send_back", _("双方是谁没有写清楚")),
    ("send_back_facts", "send_back", _("经过没有写清楚")),
    ("send_back_place", "send_back", _("地点没有写清楚")),
    ("send_back_contact", "send_back", _("联系不上当事人，请补电话或联系人")),
    ("send_back_other", "send_back", _("其他")),
    ("terminate_apart", "terminate", _("双方分歧较大，达不成一致")),
    ("terminate_unwilling", "terminate", _("一方不愿继续调解")),
    ("terminate_unreachable", "terminate", _("期限内联系不上当事人")),
    ("terminate_expired", "terminate", _("期满没有达成协议，也没有同意延长")),
    ("terminate_unsigned", "terminate", _("一方不签协议")),
    ("terminate_other", "terminate", _("其他原因")),
    ("withdraw_settled", "withdraw", _("双方已经自行和解")),
    ("withdraw_no_wish", "withdraw", _("不想再调解")),
    ("withdraw_other_way", "withdraw", _("改走其他途径")),
    ("withdraw_other", "withdraw", _("其他原因")),
    ("suspend_at_sea", "suspend", _("当事人出海未归")),
    ("suspend_appraisal", "suspend", _("等鉴定、评估的结果")),
    ("suspend_unreachable", "suspend", _("暂时联系不上当事人")),
    ("suspend_ill", "suspend", _("当事人生病或者家里有急事")),
    ("suspend_sham", "suspend", _("怀疑是虚假调解，要先查清")),
    ("suspend_other", "suspend", _("其他原因")),
)

# code, name, days, unit, source in law or practice
PERIODS = (
    ("DRAFT", "补齐登记", 30, "natural", "本系统约定"),
    ("ACCEPT", "决定是否受理", 3, "working", "本系统约定"),
    ("ASSIGN", "指派调解员", 3, "working", "本系统约定"),
    ("RESPOND", "调解员接下", 2, "working", "本系统约定"),
    ("PMC_GENERAL", "调解期限", 30, "natural", "人民调解工作若干规定第33条，一般在一个月内调结"),
    ("SIGNING", "签署协议", 15, "natural", "本系统约定"),
    ("CONFIRMATION", "一起申请司法确认", 30, "natural", "人民调解法第33条、民事诉讼法第205条"),
    ("VISIT", "回访", 30, "natural", "本系统约定"),
    ("FILE", "归档", 30, "natural", "本系统约定"),
    ("REVIEW", "中止后复查", 60, "natural", "本系统约定"),
    ("CLOSE", "结案", 30, "natural", "本系统约定"),
    ("COMPLAINT", "答复投诉", 15, "working", "本系统约定"),
)

# No national retention is fixed by law: the archive authority decides, an administrator enters it.
RETENTIONS = (
    ("settled_written", "10年"),
    ("settled_oral", "5年"),
    ("failed", "5年"),
    ("refused", "5年"),
    ("withdrawn", "5年"),
    ("declined", "5年"),
)


def moved_days():
    """(date, works, name) of every day that a State Council notice moved, for all years of the installed package."""
    from chinese_calendar import constants

    names = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    for date, name in constants.holidays.items():
        if date.weekday() < 5:
            yield date, False, names[name]
    for date, name in constants.workdays.items():
        yield date, True, f"{names[name]}调休"
