"""The comfort that static/enhance.js adds, in a real browser: nothing typed is lost, nothing is sent twice."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls("tests.pages.urls")]
OFFLINE = "没有存上，可能没有网。内容还在，请再点一次"
RESTORED = "上次没交上去的内容还在"


def fill(page, story="楼上漏水"):
    page.check("text=物业")
    page.fill("#id_story", story)
    page.fill("#id_number", "460200199001010000")


def press(page):
    page.click("button[type=submit]")


def send_what_breaks(page):
    page.goto("/report/")
    fill(page, "broken")
    press(page)
    page.wait_for_selector("text=系统出了问题，没有存上")


def kept(page):
    return page.evaluate("Object.keys(localStorage).length")


def test_a_form_sent_without_network_stays_on_the_page_with_its_text(phone, received):
    phone.goto("/report/")
    fill(phone)
    phone.context.set_offline(True)
    press(phone)
    phone.wait_for_selector(f"text={OFFLINE}")
    assert phone.input_value("#id_story") == "楼上漏水"
    assert received == []


def test_the_same_form_goes_through_once_the_network_is_back(phone, received):
    phone.goto("/report/")
    fill(phone)
    phone.context.set_offline(True)
    press(phone)
    phone.wait_for_selector(f"text={OFFLINE}")
    phone.context.set_offline(False)
    press(phone)
    phone.wait_for_selector("text=报上去了")
    assert [(sent["kind"], sent["story"]) for sent in received] == [("b", "楼上漏水")]
    assert kept(phone) == 0


def test_what_did_not_arrive_is_there_after_a_reload(phone):
    phone.goto("/report/")
    fill(phone)
    phone.context.set_offline(True)
    press(phone)
    phone.wait_for_selector(f"text={OFFLINE}")
    phone.context.set_offline(False)
    phone.goto("/guide/")
    phone.goto("/report/")
    phone.wait_for_selector(f"text={RESTORED}")
    assert phone.input_value("#id_story") == "楼上漏水"
    assert phone.is_checked("text=物业")
    assert phone.input_value("#id_number") == ""  # marked data-secret: never kept


def test_a_form_that_broke_the_site_is_offered_again(phone):
    send_what_breaks(phone)
    phone.goto("/report/")
    phone.wait_for_selector(f"text={RESTORED}")
    assert phone.input_value("#id_story") == "broken"


def test_what_is_not_wanted_any_more_is_forgotten(phone):
    send_what_breaks(phone)
    phone.goto("/report/")
    phone.click("text=不要了")
    assert phone.input_value("#id_story") == ""
    assert kept(phone) == 0
    phone.reload()
    assert phone.locator(f"text={RESTORED}").count() == 0


def test_nothing_is_kept_on_a_shared_device(phone):
    phone.goto("/report/?shared=1")
    fill(phone)
    phone.context.set_offline(True)
    press(phone)
    phone.wait_for_selector(f"text={OFFLINE}")
    assert phone.input_value("#id_story") == "楼上漏水"
    assert kept(phone) == 0


def test_logging_out_forgets_what_was_kept(phone):
    send_what_breaks(phone)
    phone.goto("/list/")
    assert kept(phone) == 1
    phone.click("text=退出")
    phone.wait_for_selector("text=报上去了")
    assert kept(phone) == 0


def test_two_taps_send_once(phone, received):
    phone.goto("/report/")
    fill(phone)
    phone.dblclick("button[type=submit]")
    phone.wait_for_selector("text=报上去了")
    assert len(received) == 1


def test_a_page_with_errors_puts_the_reader_on_the_summary(phone):
    phone.goto("/report/")
    press(phone)
    phone.wait_for_selector(".error-summary")
    assert phone.title().startswith("有错误：")
    assert phone.evaluate("document.activeElement.className") == "error-summary"
    phone.click("text=请填说说经过 >> nth=0")
    assert phone.evaluate("document.activeElement.id") == "id_story"


def test_a_form_works_without_scripts(chromium, kit_server, received):
    context = chromium.new_context(base_url=kit_server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/report/")
    fill(page)
    press(page)
    assert page.inner_text("h1") == "报上去了"
    assert len(received) == 1
    context.close()


def test_a_long_list_is_found_by_name_pinyin_and_initials(phone):
    phone.goto("/list/")
    for wanted, name in (("德海", "周德海"), ("WXZ", "王秀珍"), ("zhou", "周德海")):
        phone.fill("#find-id_mediator", wanted)
        assert phone.locator(".choice:visible").all_inner_texts() == [name]
        assert phone.inner_text("#count-id_mediator") == "找到1个"
    phone.fill("#find-id_mediator", "没有的人")
    assert phone.inner_text("#count-id_mediator") == "没有找到，换个字试试"


def test_keys_move_through_the_rows_and_are_silent_while_somebody_writes(phone):
    phone.goto("/list/")
    phone.keyboard.press("j")
    phone.keyboard.press("j")
    assert phone.evaluate("document.activeElement.textContent") == "第二件"
    phone.keyboard.press("k")
    assert phone.evaluate("document.activeElement.textContent") == "第一件"
    phone.focus("#find-id_mediator")
    phone.keyboard.type("jn")
    assert phone.input_value("#find-id_mediator") == "jn"


def test_no_page_of_the_kit_asks_another_host(phone, kit_server):
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/guide/", "/report/", "/sign/", "/login/"):
        phone.goto(address)
    assert [url for url in asked if not url.startswith(kit_server)] == []
