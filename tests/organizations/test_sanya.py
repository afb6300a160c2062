"""The network of 三亚: what is loaded, that loading again changes nothing, and that it is complete and lawful."""

import re
from collections import Counter
from datetime import date

import pytest
from django.contrib.auth import authenticate

from accounts.models import User
from accounts.roles import STAFF_ROLES, Role
from organizations import roster, successors
from organizations.composition import composition_warnings
from organizations.models import Grid, MediatorProfile, Membership, Organization, Seal, Venue
from organizations.network.data.sanya_people import PROPERTY_FIRM
from organizations.network.loading import DemoPeopleRefused, term_on
from organizations.network.sanya import NETWORK
from organizations.seals import seal_in_force
from tests.organizations.conftest import DAY

TABLES = (Organization, Membership, MediatorProfile, Grid, Venue, Seal, User)
NAMED = [
    "落笔大社区",
    "新港社区",
    "港门村社区",
    "新村社区",
    "红郊社区",
    "六道社区",
    "春光社区",
    "月川社区",
    "卓达社区",
    "月河社区",
    "博后村",
    "南丁村",
    "大茅村",
    "金鸡岭路社区",
    "儋州村社区",
    "群众街社区",
    "马岭社区",
    "西岛社区",
    "龙江村",
    "青塘村",
    "湾坡村",
    "科技城大社区",
    "凤岭村",
    "大蛋村",
    "南滨社区",
    "青法村",
    "大东海社区",
    "南海社区",
]
PLACES = [
    "三亚崖州湾科技城管理局",
    "三亚中央商务区",
    "春光小区",
    "月川安置区南区",
    "半岛蓝湾小区",
    "东台逸海郡",
    "南山花园",
]
OFFICES = [
    "爱姐调解工作室",
    "银龄调解工作室",
    "三亚市诉前调解中心暨三亚法院诉讼服务中心",
    "三亚市司法局",
    "三亚市吉阳区司法局",
    "吉阳区城市运行管理中心",
    "天涯区联合指挥中心",
    "崖州区指挥中心",
    "三亚12345热线",
]
VENUES = [
    "春光小区居民议事亭",
    "友邻议事厅",
    "红色物业驿站",
    "海棠夜话",
    "榕树下议事平台",
    "稻田原野议事台",
    "党群议事亭",
    "围亭议事",
    "民意恳谈会",
    "党建联席会",
    "村民议事堂",
    "村务协商会",
    "矛盾调解室",
    "外卖驿站",
    "南滨温度书屋",
    "警务室",
    "平安工作站",
    "三亚市党群服务中心",
    "三亚湾党群服务中心",
    "渔英驿站",
    "海上讲堂",
    "海上先锋船",
    "网格化管理APP",
    "网格通App",
    "直通联办",
    "马岭警民微信群",
]


def body(code):
    return Organization.objects.get(code=code)


def person(username):
    return User.objects.get(username=username)


def snapshot():
    """Every row of every table, to see that nothing changed."""
    return {model: list(model.objects.order_by("pk").values()) for model in TABLES}


# --- what is there ------------------------------------------------------------
def test_everything_that_the_articles_name_is_there(load_sanya):
    load_sanya()
    names = set(Organization.objects.values_list("name", flat=True))
    assert all(any(name.endswith(f"{place}人民调解委员会") for name in names) for place in NAMED)
    assert names >= {*PLACES, *OFFICES, "三亚市人民调解委员会"}
    assert set(Venue.objects.values_list("name", flat=True)) >= set(VENUES)
    grids = set(Grid.objects.values_list("organization__short_name", "name"))
    assert grids >= {("新村社区调委会", "第十二网格"), ("红郊社区调委会", "第八网格"), ("南丁村调委会", "第十三网格")}


def test_there_are_17_industry_and_8_chamber_committees_and_only_named_communities(load_sanya):
    load_sanya()
    counts = Counter(Organization.objects.values_list("kind", flat=True))
    assert counts["industry_committee"] == 17
    assert counts["chamber_committee"] == 8
    assert counts["district_committee"] == 5
    local = counts["community_committee"] + counts["village_committee"] + counts["big_community_committee"]
    assert local == len(NAMED)


def test_invented_bodies_are_marked_and_named_ones_are_not(load_sanya):
    load_sanya()
    invented = Organization.objects.filter(is_invented=True)
    assert Counter(invented.values_list("kind", flat=True)) == {"industry_committee": 12, "chamber_committee": 7}
    assert all("演示" in note for note in invented.values_list("note", flat=True))


def test_nothing_of_haikou_is_there(load_sanya):
    load_sanya()
    for model in (Organization, Venue, Grid, MediatorProfile):
        for row in model.objects.values():
            assert not re.search("海口|琼山|府城|〔003〕", str(row))


def test_every_body_knows_its_city_and_those_below_a_district_their_district(load_sanya):
    load_sanya()
    city = body("sanya")
    assert set(Organization.objects.values_list("city", flat=True)) == {city.pk}
    assert body("xingang").district == body("bureau_jiyang").district == body("jiyang")
    assert body("nanding").parent == body("luobi")
    assert body("nanding").district == body("jiyang")
    assert body("yinling").district == body("tianya")
    assert body("dadonghai").district is None
    assert body("industry_tourism").district is None


def test_number_words_follow_the_pattern_and_are_each_ones_own(load_sanya):
    load_sanya()
    words = list(Organization.objects.exclude(number_word="").values_list("number_word", flat=True))
    assert body("xingang").number_word == "三吉新港人调字"
    assert all(re.fullmatch("三.{1,8}人调字", word) for word in words)
    assert len(set(words)) == len(words)
    unnumbered = Organization.objects.filter(number_word="")
    assert not any(row.body_kind.numbers_cases for row in unnumbered)


def test_xingang_split_from_gangmencun_and_both_go_on(load_sanya):
    load_sanya()
    old, new = body("gangmencun"), body("xingang")
    assert new.split_from == old
    assert new.valid_from == date(2025, 11, 20)
    assert successors.current(old) == old
    assert not Organization.objects.in_force(date(2025, 11, 19)).filter(pk=new.pk).exists()


def test_every_sealing_body_has_its_seal_and_a_studio_its_committees(load_sanya):
    drawn = []
    load_sanya(draw_seal=lambda name: drawn.append(name) or b"picture of " + name.encode())
    for row in Organization.objects.all():
        seal = seal_in_force(row, DAY)
        if row.body_kind.seals:
            assert bytes(seal.image) == b"picture of " + row.name.encode()
    assert seal_in_force(body("yinling"), DAY) == seal_in_force(body("qunzhongjie"), DAY)
    assert len(drawn) == len(set(drawn)) == Seal.objects.count()


# --- people -------------------------------------------------------------------
def test_every_staff_role_has_somebody(load_sanya):
    load_sanya()
    held = set(Membership.objects.in_force(DAY).values_list("role", flat=True))
    assert held == {role.value for role in STAFF_ROLES}


def test_xingang_has_the_people_of_the_main_road(load_sanya):
    load_sanya()
    xingang = body("xingang")
    assert [user.name for user in roster.heads(xingang, DAY)] == ["周德海", "邢玉岚", "方正华"]
    assert len(roster.members(xingang, Role.CLERK, DAY)) == 2
    names = [user.name for user in roster.mediators(xingang, DAY)]
    assert names == ["王秀珍", "覃雨桐", "卢启明", "柯敬堂", "梁佩芝"]
    tied = person("luqiming").mediator_profile
    assert tied.employer == PROPERTY_FIRM
    silver = person("kejingtang").mediator_profile
    assert (silver.is_silver, silver.standing_kind, silver.languages) == (True, "volunteer", ["zh", "hnm"])
    assert Grid.objects.get(code="xingang_3").worker == person("fanxiaoling")


def test_winter_volunteers_are_away_in_july(load_sanya):
    load_sanya()
    summer = {user.name for user in roster.mediators(body("xingang"), date(2026, 7, 1))}
    assert "梁佩芝" not in summer
    assert "柯敬堂" in summer


def test_the_silver_studio_serves_its_community(load_sanya):
    load_sanya()
    names = [user.name for user in roster.mediators(body("qunzhongjie"), DAY)]
    assert names == ["田素梅", "廖汉生", "阮淑贤"]


def test_every_committee_with_people_is_made_up_as_the_law_asks(load_sanya):
    load_sanya()
    staffed = Organization.objects.filter(memberships__isnull=False).distinct()
    assert {str(row): composition_warnings(row, DAY) for row in staffed} == {str(row): [] for row in staffed}
    assert staffed.filter(kind__endswith="_committee").count() == 8


def test_accounts_log_in_with_the_shared_password_and_have_demo_phones(load_sanya):
    load_sanya(password="one password for all")
    assert authenticate(username="wangxiuzhen", password="one password for all") == person("wangxiuzhen")
    phones = list(User.objects.filter(kind="staff").values_list("phone", flat=True))
    assert all(re.fullmatch(r"1380000\d{4}", phone) for phone in phones)
    assert len(set(phones)) == len(phones) == len(NETWORK.people)


def test_only_the_administrator_enters_the_administration(load_sanya):
    load_sanya()
    assert list(User.objects.filter(is_staff=True)) == [person("kangwei")]
    assert person("kangwei").has_perm("organizations.change_organization")
    assert not person("kangwei").has_perm("organizations.delete_organization")


# --- again and again ----------------------------------------------------------
def test_loading_twice_changes_nothing(load_sanya):
    loaded, _said = load_sanya(password="")
    assert loaded.password
    before = snapshot()
    again, said = load_sanya(password="")
    assert snapshot() == before
    assert not again.made
    assert not again.password
    assert again.found == loaded.made
    assert any("新增0" in line for line in said)


def test_what_an_administrator_changed_stays_changed(load_sanya):
    load_sanya()
    Organization.objects.filter(code="yuechuan").update(phone="0898-00000000", short_name="月川调委会")
    load_sanya()
    assert (body("yuechuan").phone, body("yuechuan").short_name) == ("0898-00000000", "月川调委会")


def test_a_body_that_was_renamed_gets_no_second_seal(load_sanya):
    load_sanya()
    successors.rename(body("yuehe"), name="某某", short_name="某某", number_word="三吉某人调字", on=DAY)
    seals = Seal.objects.count()
    load_sanya()
    assert Seal.objects.count() == seals


def test_a_given_password_replaces_the_old_one_of_demo_accounts(load_sanya):
    load_sanya(password="")
    loaded, _said = load_sanya(password="the next password")
    assert not loaded.password
    assert authenticate(username="zhoudehai", password="the next password")


def test_a_committee_whose_term_ran_out_is_elected_anew(load_sanya):
    load_sanya()
    later = date(2029, 3, 1)
    assert roster.mediators(body("xingang"), later) == []
    load_sanya(today=later)
    assert "王秀珍" in [user.name for user in roster.mediators(body("xingang"), later)]
    assert composition_warnings(body("xingang"), later) == []


def test_terms_follow_each_other_without_a_gap():
    first = date(2025, 11, 20)
    assert term_on(first, date(2025, 1, 1)) == (first, date(2028, 11, 19))
    assert term_on(first, date(2028, 11, 19)) == (first, date(2028, 11, 19))
    assert term_on(first, date(2028, 11, 20)) == (date(2028, 11, 20), date(2031, 11, 19))


# --- production ---------------------------------------------------------------
def test_production_refuses_invented_people(load_sanya, settings):
    settings.MODE = "production"
    with pytest.raises(DemoPeopleRefused, match="--without-people"):
        load_sanya()
    assert not Organization.objects.exists()


def test_production_takes_the_network_without_people_and_without_drawn_seals(load_sanya, settings):
    settings.MODE = "production"
    loaded, said = load_sanya(with_people=False, password="", draw_seal=None)
    assert not Seal.objects.exists()
    assert not User.objects.filter(kind="staff").exists()
    assert not Membership.objects.exists()
    assert not loaded.password
    assert Organization.objects.count() == len(NETWORK.bodies)
    assert said[0] == "载入三亚的调解网络："
