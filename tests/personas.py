"""The people of the tests, by what they do; all serve 新港社区 unless their name says otherwise."""

from accounts.models import User

NAMES = {
    "head": "zhoudehai",
    "deputy": "xingyulan",
    "clerk": "suwanning",
    "second_clerk": "hanliqun",
    "mediator": "wangxiuzhen",
    "tied_mediator": "luqiming",
    "silver_mediator": "kejingtang",
    "grid_worker": "fanxiaoling",
    "head_elsewhere": "wenzhiyuan",
    "clerk_elsewhere": "jiawenjing",
    "mediator_elsewhere": "shimingzhu",
    "district_head": "fangzhenghua",
    "bureau": "yanshouzheng",
    "auditor": "anruoshui",
    "admin": "kangwei",
}
PASSWORD = "演示口令-2026-新港"


def persona(name):
    """The account of one of the people above, fresh from the database."""
    return User.objects.get(username=NAMES[name])
