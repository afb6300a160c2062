"""The tablet at the counter: a dot is no name, turning the screen loses nothing, a stroke can be taken back."""

import pytest

from tests.browser.visitor import A_NAME

FROZEN = """
from tests import factories
case = factories.frozen()
print(f"/cases/{case.uid}/signing/{factories.agreement_of(case).document.uid}/")
"""
INK = """() => { const c = document.querySelector('canvas'), p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
    let n = 0, edge = false; for (let i = 3; i < p.length; i += 4) if (p[i] > 40) { n++; const x = ((i - 3) / 4) % c.width;
    edge = edge || x < 1 || x > c.width - 2; } return { dots: n, edge }; }"""


@pytest.fixture
def tablet(processes, visitor):
    """A party stands before the pad: the colleague has seen the identity card, the party has read and agreed."""
    signing = processes.run(FROZEN).split()[-1]
    window = visitor(390).log_in("clerk").open(signing).press("平板当面签")
    window.tick("看过本人的身份证件").fill("在场见证人", "范小玲").press("把平板交给本人")
    return window.tick("我已看清内容").press("看清楚了，去签名")


def test_a_dot_is_no_signature(tablet):
    box = tablet.page.locator("canvas").bounding_box()
    tablet.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tablet.button("签好了，交上去").first.click(force=True)
    tablet.waits("再写几笔。").reads_nowhere("您已经签好了")


def test_strokes_survive_turning_and_can_be_taken_back(tablet):
    tablet.write(A_NAME)
    upright = tablet.page.evaluate(INK)["dots"]
    tablet.button("退一笔").click()
    assert 0 < tablet.page.evaluate(INK)["dots"] < upright
    tablet.button("还原").click()
    tablet.page.set_viewport_size({"width": 844, "height": 390})
    tablet.page.wait_for_timeout(300)
    turned = tablet.page.evaluate(INK)
    assert turned["dots"] > 0
    assert not turned["edge"]
    tablet.page.set_viewport_size({"width": 390, "height": 844})
    tablet.page.wait_for_timeout(300)
    assert tablet.page.evaluate(INK)["dots"] == pytest.approx(upright, rel=0.1)
    tablet.press("签好了，交上去").reads("您已经签好了")
    tablet.page.go_back()
    tablet.reads("您已经签好了")
