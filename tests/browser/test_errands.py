"""要我帮的事 on a telephone: somebody is asked, goes, answers three questions with his thumb, and it is over."""

import pytest

from tests.counts import count

CASE = """
from tests import factories
print(factories.mediating().uid)
"""


@pytest.mark.parametrize("width", count([390], [390, 1280]))
def test_an_errand_is_asked_for_run_and_answered_on_every_screen(processes, visitor, width):
    case = processes.run(CASE).split()[-1]
    asker = visitor(width).log_in("silver_mediator")
    asker.open(f"/cases/{case}/steps/ask_errand/").tick("过后去看看").tick("陈玉㛃").tick("范小玲")
    asker.press("请人帮一件事").reads("哪天以前")
    asker.page.locator("input[name=due_on]").fill(
        asker.page.evaluate("new Date(Date.now() + 864e5).toISOString().slice(0, 10)")
    )
    asker.press("请人帮一件事").reads("办好了：请范小玲帮忙去找陈玉㛃：过后去看看。", "还没有回话")
    helper = visitor(width).log_in("grid_worker")
    helper.press("要我帮的事").reads("过后去看看", "去找陈玉㛃").press("过后去看看")
    helper.reads("港门花园3栋502室", "去过以后，答三个问题").reads_nowhere("阿依古丽", "漏水")
    assert helper.page.locator("html").get_attribute("data-size") == "large"
    helper.press("办好了").reads("去找谁")
    helper.tick("见到了").press("办好了").reads("见到了的，请选看上去怎么样。")
    helper.tick("让人担心").tick("要", exact=True).press("办好了").reads("记下了，谢谢您。", "办过的")
    asker.open("/inbox/").reads("范小玲去看了陈玉㛃：让人担心，请您马上过问。要打电话。")
    asker.open(f"/cases/{case}/").reads("见到了，让人担心，要打电话")
    asker.press("再请人").tick("送一份通知").tick("阿依古丽").tick("王秀珍")
    asker.page.locator("input[name=due_on]").fill(
        asker.page.evaluate("new Date(Date.now() + 864e5).toISOString().slice(0, 10)")
    )
    asker.press("请人帮一件事").press("不用去了").tick("用不着了").press("不用帮忙了").reads("办好了：不用王秀珍去找")
