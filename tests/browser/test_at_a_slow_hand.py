"""First-time users who type slowly: a quarrel is reported in 90 seconds, and settled on the spot in two minutes."""

import pytest

from tests.browser.slow_hand import SlowHand
from tests.browser.visitor import Notebook
from tests.counts import count


@pytest.fixture
def slow_hand(request, chromium, site):
    """Somebody slow at a phone, logged in as a persona; what is wrong on any page fails the test at its end."""
    notebook, hands = Notebook(request.node.name), []

    def new(name, width=390):
        hand = SlowHand(chromium, site, notebook, width).log_in(name)
        hands.append(hand)
        hand.seconds = 0.0
        return hand

    yield new
    for hand in hands:
        hand.close()
    assert notebook.flaws == []


def test_a_quarrel_is_reported_within_ninety_seconds(slow_hand):
    hand = slow_hand("grid_worker")
    hand.press("报纠纷", within=".tabbar, main")
    hand.tick("邻里").fill("说说经过", "楼上漏水，天花板泡坏了").press("下一步")
    hand.fill("名字", "陈玉㛃", within="[aria-labelledby=one]").fill(
        "电话", "13800002046", within="[aria-labelledby=one]"
    )
    hand.fill("名字", "李建新", within="[aria-labelledby=other]").press("下一步")
    hand.fill("哪个小区", "港门花园3栋").press("下一步")
    hand.press("报上去").reads("报上去了")
    assert hand.seconds <= 90, hand.seconds


@pytest.mark.parametrize("width", count([390], [390, 1280]))
def test_a_quarrel_is_settled_on_the_spot_within_two_minutes(slow_hand, width):
    hand = slow_hand("mediator", width)
    hand.press("就地调解", exact=True, within="main, .pagehead")
    hand.fill("一方的名字", "王阿婆").fill("一方的电话", "13800002046")
    hand.fill("另一方的名字", "李建新").fill("另一方的电话", "13800007713")
    hand.tick("邻里").fill("为了什么事", "夜里拖桌子太吵").fill("在哪里", "港门7栋")
    hand.tick("不再做").tick("另一方", exact=True, within="[aria-labelledby=promise-0]")
    hand.fill("做什么", "夜里拖桌子", within="[aria-labelledby=promise-0]")
    for words in ("双方都愿意调解", "我和双方", "谈成的内容已经念给", "双方都说不用写"):
        hand.tick(words)
    hand.press("记下来").reads("口头协议记下了", "已经结案")
    assert hand.seconds <= 120, hand.seconds
