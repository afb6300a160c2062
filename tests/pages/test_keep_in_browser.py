"""What static/keep.js adds, in a real browser: nothing typed is lost, photos travel small, look-alikes are looked for."""

import time
from io import BytesIO

import pytest
from PIL import Image

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls("tests.pages.keeping")]
KEPT, LOST = "✓ 已自动存好09:00", "没有网，先存在手机里"


def picture(side):
    """A large photo as a camera makes it."""
    buffer = BytesIO()
    Image.effect_noise((side, side // 2), 60).convert("RGB").save(buffer, "JPEG", quality=95)
    return {"name": "漏水.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def test_what_is_typed_is_kept_a_moment_later_and_the_page_says_so(phone, received):
    phone.goto("/keep/")
    phone.fill("#story", "楼上漏水")
    phone.wait_for_selector(f"text={KEPT}")
    assert [(sent["act"], sent["story"]) for sent in received] == [("keep", "楼上漏水")]


def test_what_is_typed_on_a_page_that_is_left_is_kept_at_once(phone, received):
    phone.goto("/keep/")
    phone.fill("#story", "楼上漏水")
    phone.goto("/size/?size=large&next=/keep/")
    until = time.monotonic() + 5
    while not received and time.monotonic() < until:
        phone.wait_for_timeout(20)  # the page left while its last words were still on their way
    assert [(sent["act"], sent["story"]) for sent in received] == [("keep", "楼上漏水")]


def test_without_network_the_text_is_kept_in_the_browser_and_offered_again(phone, received):
    phone.goto("/keep/")
    phone.context.set_offline(True)
    phone.fill("#story", "楼上漏水")
    phone.wait_for_selector(f"text={LOST}")
    phone.context.set_offline(False)
    phone.reload()
    assert phone.input_value("#story") == "楼上漏水"


def test_a_photo_is_made_smaller_before_it_travels_and_the_list_is_shown(phone, received):
    large = picture(3200)
    phone.goto("/keep/")
    assert not phone.is_visible("[data-plain-picker]")
    with phone.expect_file_chooser() as chooser:
        phone.click("text=从相册选")
    chooser.value.set_files([large, picture(200)])
    phone.wait_for_selector("text=2张照片")
    sent = next(sent for sent in received if sent["act"] == "photos")
    assert sent["sizes"][0] < len(large["buffer"]) / 2
    assert phone.inner_text("[data-photo-said]") == ""


def test_photos_that_do_not_arrive_are_said(phone):
    phone.goto("/keep/")
    phone.context.set_offline(True)
    with phone.expect_file_chooser() as chooser:
        phone.click("text=拍照")
    chooser.value.set_files([picture(200)])
    phone.wait_for_selector("text=没有放上")


def test_look_alikes_are_looked_for_when_a_field_is_left(phone, received):
    phone.goto("/keep/")
    phone.fill("#phone", "13800002046")
    phone.press("#phone", "Tab")
    phone.wait_for_selector("text=有一件相似的")
    assert [sent["phone"] for sent in received if "act" not in sent] == ["13800002046"]


def test_enter_in_a_field_goes_on_and_not_back(phone, received):
    phone.goto("/keep/")
    phone.press("#phone", "Enter")
    phone.wait_for_selector("text=到了")
    assert received[-1].get("act") != "back"
