"""The kit in a real browser at every text size and width: no axe violation, nothing too small, nothing off the side."""

import pytest

from tests.house.tree import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.urls("tests.pages.urls")]
ADDRESSES = [
    "/",
    "/guide/",
    "/privacy/",
    "/accessibility/",
    "/report/",
    "/sign/",
    "/list/",
    "/no/such/page/",
    "/login/",
]
WINDOWS = [(320, 640), (390, 844), (844, 390), (768, 1024), (1280, 900), (1920, 1080)]
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
AXE = f"""axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }}).then(result => result.violations.map(
    found => found.id + ': ' + found.nodes.map(node => node.target.join(' ')).join(' | ')))"""
TOO_LOW = """least => [...document.querySelectorAll('button, .btn, .choice, input, select, textarea, summary')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.height && box.height < least - 0.6 && !/^(checkbox|radio|hidden)$/.test(e.type) && !e.closest('.visually-hidden');
}).map(e => e.outerHTML.slice(0, 80))"""
TOO_SMALL = """least => { const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) { const e = walk.currentNode.parentElement, size = parseFloat(getComputedStyle(e).fontSize);
    if (walk.currentNode.data.trim() && !e.closest('[hidden], noscript, .visually-hidden') && size < least - 0.05)
    found.add(e.outerHTML.slice(0, 80)); } return [...found]; }"""
BODY = {"std": 17, "large": 20, "huge": 29.5}
SMALLEST = {"std": 14, "large": 18, "huge": 18}
LOWEST = {"std": 44, "large": 60, "huge": 60}


@pytest.fixture
def reader(chromium, kit_server):
    """A function that opens a page in a text size and width."""
    opened = []

    def new(size, width, height=844):
        viewport = {"width": width, "height": height}
        context = chromium.new_context(
            base_url=kit_server, viewport=viewport, has_touch=width < 700, locale="zh-CN", bypass_csp=True
        )
        opened.append(context)
        context.add_cookies([{"name": "size", "value": size, "url": kit_server}])
        return context.new_page()

    yield new
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("size", ["std", "large", "huge"])
def test_axe_finds_nothing_and_nothing_is_too_small(reader, size, width):
    page = reader(size, width)
    axe = (ROOT / "static" / "vendor" / "axe.min.js").read_text("utf-8")
    wrong = []
    for address in ADDRESSES:
        page.goto(address)
        page.evaluate(axe)
        wrong += [f"{address} {found}" for found in page.evaluate(AXE)]
        wrong += [f"{address} smaller than {SMALLEST[size]} px: {e}" for e in page.evaluate(TOO_SMALL, SMALLEST[size])]
        if width < 700 or size != "std":
            wrong += [f"{address} lower than {LOWEST[size]} px: {e}" for e in page.evaluate(TOO_LOW, LOWEST[size])]
        body = float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
        assert body >= BODY[size], address
    assert wrong == []


@pytest.mark.parametrize("size", ["std", "huge"])
def test_no_page_scrolls_sideways(reader, size):
    page, wrong = reader(size, 1280), []
    for address in ADDRESSES:
        page.goto(address)
        for width, height in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{address} at {width}")
    assert wrong == []


def test_the_first_tab_stop_leads_past_the_menu(reader):
    page = reader("std", 1280)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
