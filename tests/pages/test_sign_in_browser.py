"""Signing with a finger, in a real browser: strokes survive turning the screen, a dot is refused, the form carries them."""

import json
import math

import pytest

from documents import strokes

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls("tests.pages.urls")]
SIDEWAYS = {"width": 844, "height": 390}
UPRIGHT = {"width": 390, "height": 844}


def box(page):
    return page.locator("canvas").bounding_box()


def stroke(page, start, end, points=30):
    """Draws one slightly bent line between two places given in hundredths of the box."""
    area = box(page)

    def at(part):
        bend = 4 * math.sin(part * 9)
        x = start[0] + (end[0] - start[0]) * part
        y = start[1] + (end[1] - start[1]) * part
        return area["x"] + area["width"] * x / 100, area["y"] + area["height"] * y / 100 + bend

    page.mouse.move(*at(0))
    page.mouse.down()
    for number in range(1, points + 1):
        page.mouse.move(*at(number / points))
        page.wait_for_timeout(9)
    page.mouse.up()


def write_a_name(page):
    stroke(page, (10, 20), (40, 80))
    stroke(page, (45, 70), (85, 25))
    stroke(page, (60, 30), (70, 85))


def ink(page):
    """The corners of what is drawn, in hundredths of the box, and how many dots of it there are."""
    return page.evaluate(
        """() => { const c = document.querySelector('canvas'), p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let l = 1e9, t = 1e9, r = -1, b = -1, n = 0;
        for (let i = 3; i < p.length; i += 4) if (p[i] > 40) { const k = (i - 3) / 4, x = k % c.width, y = Math.floor(k / c.width);
        l = Math.min(l, x); r = Math.max(r, x); t = Math.min(t, y); b = Math.max(b, y); n++; }
        return { left: 100 * l / c.width, right: 100 * r / c.width, top: 100 * t / c.height, bottom: 100 * b / c.height, dots: n,
        shape: (r - l) / (b - t) }; }"""
    )


def submit(page):
    page.click("button[form=signing]", force=True)  # aria-disabled until there is enough ink, yet it answers


def test_a_signature_travels_as_strokes_with_the_box_and_the_pace(phone, received):
    phone.goto("/sign/")
    area = box(phone)
    write_a_name(phone)
    submit(phone)
    phone.wait_for_selector("text=报上去了")
    sent = json.loads(received[0]["strokes"])
    assert (sent["width"], sent["height"]) == (round(area["width"]), round(area["height"]))
    assert len(sent["strokes"]) == 3
    lines = [
        {"points": [{"x": x, "y": y, "time": time, "pressure": pressure} for x, y, time, pressure in line]}
        for line in sent["strokes"]
    ]
    strokes.judge(lines)  # the server counts this as ink
    points = [point for line in lines for point in line["points"]]
    assert [point["time"] for point in points] == sorted(point["time"] for point in points)
    assert sent["ended"] - sent["started"] == points[-1]["time"] > 0
    assert all(0 <= point["x"] <= sent["width"] and 0 <= point["y"] <= sent["height"] for point in points)
    assert sent["pointer"] == "mouse"


def test_an_empty_box_is_refused_in_words(phone, received):
    phone.goto("/sign/")
    submit(phone)
    assert phone.inner_text("[data-pad-say]") == "还没有写名字，请先在上面写。"
    assert received == []


def test_a_dot_is_refused_in_words(phone, received):
    phone.goto("/sign/")
    area = box(phone)
    phone.mouse.click(area["x"] + 50, area["y"] + 50)
    submit(phone)
    assert phone.inner_text("[data-pad-say]") == "再写几笔。"
    assert received == []


def test_one_straight_line_is_refused(phone, received):
    phone.goto("/sign/")
    stroke(phone, (10, 50), (90, 50), points=70)
    submit(phone)
    assert phone.inner_text("[data-pad-say]") == "再写几笔。"
    assert received == []


def test_turning_the_screen_keeps_every_stroke_inside_and_in_shape(phone, received):
    phone.goto("/sign/")
    write_a_name(phone)
    before = ink(phone)
    phone.set_viewport_size(SIDEWAYS)
    phone.wait_for_timeout(200)
    turned = ink(phone)
    assert turned["dots"] > 0
    assert min(turned["left"], turned["top"]) > 0
    assert max(turned["right"], turned["bottom"]) < 100
    assert turned["shape"] == pytest.approx(before["shape"], rel=0.1)
    phone.set_viewport_size(UPRIGHT)
    phone.wait_for_timeout(200)
    again = ink(phone)
    assert {side: again[side] for side in ("left", "top", "right")} == pytest.approx(
        {side: before[side] for side in ("left", "top", "right")}, abs=1
    )
    submit(phone)
    phone.wait_for_selector("text=报上去了")
    assert json.loads(received[0]["strokes"])["turned"] == 2


def test_a_stroke_added_sideways_stays_where_it_was_drawn(phone):
    phone.goto("/sign/")
    stroke(phone, (40, 30), (60, 60))
    phone.set_viewport_size(SIDEWAYS)
    phone.wait_for_timeout(200)
    stroke(phone, (4, 50), (10, 60))
    phone.set_viewport_size(UPRIGHT)
    phone.wait_for_timeout(200)
    shown = ink(phone)
    assert 0 <= shown["left"] < shown["right"] <= 100


def test_a_stroke_is_taken_back_and_restored_and_all_are_cleared(phone):
    phone.goto("/sign/")
    write_a_name(phone)
    full = ink(phone)["dots"]
    phone.click("[data-undo]")
    less = ink(phone)["dots"]
    assert less < full
    phone.click("[data-redo]")
    assert ink(phone)["dots"] == pytest.approx(full, rel=0.05)
    assert phone.is_disabled("[data-redo]")
    phone.click("[data-clear]")
    assert ink(phone)["dots"] == 0
    assert phone.is_disabled("[data-undo]")


@pytest.mark.parametrize(("name", "cells"), [("陈玉兰", 3), ("阿依古丽·买买提", 1), ("Ivanova Elena", 1)])
def test_the_guide_shows_the_name_to_write(phone, name, cells):
    phone.goto(f"/sign/?name={name}")
    assert phone.locator(".guide span").count() == cells
    assert name in phone.inner_text("#pad-hint")


def finger(page, start, end, points=30):
    """Draws one line with a finger."""
    area, touch = box(page), page.context.new_cdp_session(page)

    def send(kind, part):
        x, y = (start[axis] + (end[axis] - start[axis]) * part for axis in (0, 1))
        places = [{"x": area["x"] + area["width"] * x / 100, "y": area["y"] + area["height"] * y / 100}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else places})

    send("touchStart", 0)
    for number in range(1, points + 1):
        send("touchMove", number / points)
        page.wait_for_timeout(9)
    send("touchEnd", 1)


def test_a_finger_draws_and_does_not_scroll_the_page(phone, received):
    phone.set_viewport_size({"width": 390, "height": 560})
    phone.goto("/sign/")
    finger(phone, (20, 80), (20, 10))
    finger(phone, (50, 80), (80, 15))
    assert phone.evaluate("scrollY") == 0
    submit(phone)
    phone.wait_for_selector("text=报上去了")
    assert json.loads(received[0]["strokes"])["pointer"] == "touch"


def test_without_scripts_the_page_offers_paper(chromium, kit_server):
    context = chromium.new_context(base_url=kit_server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/sign/")
    assert "请签纸质的" in page.inner_text("main")
    context.close()
