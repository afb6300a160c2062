"""The invented parties of the walk. Nobody here is real; telephones begin with 1380000."""

import datetime as dt

from parties.identity import check_resident_id

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_id(county, born, order):
    """An invented but well-formed number (GB 11643): county code, birth date, order; the check digit is computed."""
    body = f"{county}{born:%Y%m%d}{order:03d}"
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
    return check_resident_id(body + check).number18


CHEN = {
    "name": "陈玉㛃",
    "id_kind": "resident_id",
    "id_number": resident_id("460200", dt.date(1954, 3, 12), 28),
    "ethnicity": "汉族",
    "occupation": "退休教师",
    "address": "三亚市吉阳区新港社区港门花园3栋502室",
    # 72 years old, no telephone of her own: a daughter takes the calls.
    "contact_name": "林小雨",
    "contact_phone": "13800002046",
}
AYGUL = {
    "name": "阿依古丽·买买提",
    "id_kind": "resident_id",
    "id_number": resident_id("650102", dt.date(1987, 9, 3), 46),
    "ethnicity": "维吾尔族",
    "occupation": "民宿店主",
    "employer": "演示物业公司",
    "phone": "138 0000 7713",
    "address": "三亚市吉阳区新港社区港门花园3栋602室",
}
RIDER = {"name": "赵小强", "phone": "13800003101", "occupation": "外卖骑手", "address": "三亚市吉阳区红郊社区"}
OWNER = {"name": "符大海", "phone": "13800003102", "occupation": "渔民", "address": "三亚市崖州区南山村"}
TENANT = {"name": "吉丽娜", "phone": "13800003103", "occupation": "民宿店员", "address": "三亚市天涯区马岭社区"}
LANDLORD = {"name": "王向阳", "phone": "13800003104", "occupation": "个体经营", "address": "三亚市吉阳区月川社区"}
NEIGHBOUR = {"name": "黄美珍", "phone": "13800003105", "occupation": "退休工人", "address": "新港社区港门花园5栋101室"}
DOG_OWNER = {"name": "罗志远", "phone": "13800003106", "occupation": "司机", "address": "新港社区港门花园5栋201室"}
GUEST = {"name": "孙静怡", "phone": "13800003107", "occupation": "教师", "address": "三亚市海棠区青塘村"}
HOST = {
    "kind": "organization",
    "name": "演示海韵民宿",
    "phone": "0898-38000001",
    "address": "三亚市吉阳区大东海社区",
    "legal_representative": "周启航",
    "legal_representative_title": "负责人",
}
