"""Whoever leaves a shared computer leaves nothing on it."""


def test_back_after_leaving_shows_the_door(visitor):
    head = visitor(1280).log_in("head").open("/cases/?view=all").reads("案件")
    head.log_out().reads("登录")
    head.page.go_back()
    head.reads("工作人员登录").reads_nowhere("登记纠纷")
