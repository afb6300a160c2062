"""The doors work in a browser that runs no scripts at all."""

import pytest

from tests.browser.road import AYGUL, CHEN, PLACE, STORY


@pytest.fixture
def plain(visitor):
    """A function that logs somebody in, in a browser without scripts."""
    return lambda name: visitor(390, java_script_enabled=False).log_in(name)


def test_a_dispute_is_reported_without_scripts(plain):
    worker = plain("grid_worker").open("/report/").tick("邻里").fill("说说经过", STORY).press("下一步：谁和谁")
    worker.fill("名字", "502室陈大姐", within="[aria-labelledby=one]").unfold("没有电话？").tick("先联系我，我去找他")
    worker.tick("还不知道是谁").press("下一步：在哪里").press("下一步：看一遍").reads("有几处要改一下")
    worker.fill("哪个小区", PLACE).press("下一步：看一遍").reads(STORY, PLACE, "范小玲")
    worker.press("报上去").reads("报上去了", "最晚")


def test_a_dispute_is_registered_at_the_counter_without_scripts(plain):
    clerk = plain("clerk").press("登记纠纷").press("存下并交主任").reads("有几处要改一下")
    one, two = "[aria-labelledby=head-0]", "[aria-labelledby=head-1]"
    clerk.fill("姓名", CHEN, within=one).fill("电话", "138 0000 2046", within=one)
    clerk.fill("姓名", AYGUL, within=two).select("案件来源", "主动调解").select("纠纷类型", "邻里纠纷")
    clerk.fill("纠纷经过", STORY).fill("地点", PLACE).press("查重").reads("半年里没有相似的")
    assert (clerk.field("姓名").input_value(), clerk.field("纠纷经过").input_value()) == (CHEN, STORY)
    clerk.press("存下并交主任").reads("登记好了，已交主任。", f"{CHEN}与{AYGUL}")
