"""A connection lost at the moment of sending costs nobody a word."""

from tests.browser.road import CHEN, PLACE, STORY

LOST = "没有存上，可能没有网。内容还在，请再点一次"


def test_the_register_keeps_what_was_typed_when_the_network_is_gone(visitor):
    clerk = visitor(1280).log_in("clerk").open("/register/")
    clerk.fill("姓名", CHEN, within="[aria-labelledby=head-0]").fill("纠纷经过", STORY)
    with clerk.without_network():
        clerk.button("存下并交主任").first.click()
        clerk.waits(LOST)
        assert clerk.field("纠纷经过").input_value() == STORY
    clerk.press("存下并交主任").reads("有几处要改一下")
    assert clerk.field("纠纷经过").input_value() == STORY


def test_a_report_is_sent_once_the_network_is_back(visitor):
    worker = visitor(390).log_in("grid_worker").open("/report/").tick("邻里").fill("说说经过", STORY)
    with worker.without_network():
        worker.button("下一步：谁和谁").first.click()
        worker.waits(LOST)
    worker.press("下一步：谁和谁").fill("名字", "陈大姐", within="[aria-labelledby=one]")
    worker.fill("电话", "13800002046", within="[aria-labelledby=one]").tick("还不知道是谁").press("下一步：在哪里")
    worker.fill("哪个小区", PLACE).press("下一步：看一遍")
    with worker.without_network():
        worker.button("报上去").first.click()
        worker.waits(LOST)
    worker.press("报上去").reads("报上去了")
    assert worker.open("/reports/").text().count("陈大姐") + worker.text().count(PLACE) == 1
