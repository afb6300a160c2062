"""A room begins with this system: its open cases come from a spreadsheet, and the head takes several at once."""

from tests.intake.sheets import filled, line


def test_an_older_register_is_carried_over_and_taken_by_the_head(visitor, tmp_path):
    clerk = visitor(1280)
    clerk.log_in("clerk").open("/register/").press("从表格补录")
    template = clerk.download("下载模板", tmp_path).read_bytes()
    lines = [
        line(1, 发生地点="港门花园3栋502"),
        line(2, 纠纷类型="吵架", 申请人证件号码="460200197801011231"),
        line(3, 有没有危险="有"),
        line(4, 案件来源="依申请调解", 申请事项="拆掉鸡棚\n让出通道"),
    ]
    book = tmp_path / "登记本.xlsx"
    book.write_bytes(filled(*lines, template=template))
    clerk.hand_in("填好的表格", book).press("交上去，先看一遍")
    clerk.reads("3件可以登记", "“吵架”不在可用的词里", "证件号")
    clerk.press("登记这3件").reads("登记好了3件，已交主任。", "没有可以直接登记的了")
    again = tmp_path / "再交.xlsx"
    again.write_bytes(filled(line(9, 发生地点="港门花园3栋602"), *lines[1:]))
    clerk.open("/import/").reads("“登记本.xlsx”还在等您处理。")
    clerk.hand_in("填好的表格", again).press("交上去，先看一遍")
    phone = visitor(390)
    phone.log_in("clerk").open("/import/").open("/import/check/")
    phone.reads("可能登记过", "登记好了")
    clerk.reads("已经登记2件", "可能登记过").tick("不是同一件，也登记").press("登记勾上的").reads("登记好了1件")

    head = visitor(1280)
    head.log_in("head").open("/cases/?view=all")
    bar = head.page.locator("[data-bulk-bar]")
    assert not bar.is_visible()
    for tick in head.page.locator(".tick").all()[:3]:
        tick.check()
    head.reads("已选3件").look()
    head.press("受理", within=".bulk").reads("选了3件，3件现在能办。")
    small = visitor(390)
    small.log_in("head").open(head.page.url.removeprefix(head.site))
    head.press("受理", within="form .btn-row").reads("办好了3件。", "受理：办的结果")
    head.press("回案件列表", within=".form")
    assert head.path == "/cases/"
    head.open("/cases/?view=all")
    for tick in head.page.locator(".tick").all():
        tick.check()
    head.press("指派调解员", within=".bulk").reads("选的几件现在都不能办，原因在下面。")
