"""Somebody at a browser: presses what the page says and reads its words, and each page is measured on the way."""

import math
import os
import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.counts import count
from tests.house.tree import ROOT
from tests.personas import NAMES, PASSWORD

HEIGHTS = {390: 844, 1280: 900}
A_NAME = [((12, 25), (34, 75)), ((38, 70), (60, 20)), ((55, 35), (72, 80)), ((66, 25), (88, 60))]
SHOTS = ROOT / "shots" if os.environ.get("SHOTS") == "1" else None
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
AXE = f"""axe.run(document, {{ runOnly: {RULES}, resultTypes: ['violations'] }}).then(result => result.violations.map(
    found => found.id + ': ' + found.nodes.map(node => node.target.join(' ')).join(' | ')))"""
SIDEWAYS = """() => { const page = document.documentElement, wide = page.clientWidth;
    if (page.scrollWidth <= wide) return '';
    const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1);
    return 'scrolls sideways by ' + (page.scrollWidth - wide) + ' px: ' + (out.pop()?.outerHTML ?? '').slice(0, 120); }"""
# A page is measured anew when its elements come in another order; in `make test` when it has an element inside another
# that was on no earlier page: one line more in a list is no new page.
ELEMENTS = """[location.pathname + [...document.querySelectorAll('body *')].map(
    e => e.tagName + '.' + e.getAttribute('class')).join(' ')]"""
PLACED = """[...document.querySelectorAll('body *')].map(
    e => e.parentElement.tagName + '>' + e.tagName + '.' + e.getAttribute('class'))"""
PARTS = count(PLACED, ELEMENTS)
# In `make test` a desk is measured once at each address; the telephone, with the same pages, at everything new on them.
BY_ADDRESS = count({1280}, set())
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)|(?<=/p/)[^/]+")


class Notebook:
    """What was seen on a walk: every flaw with its page, the title of every page, how many pages were looked at."""

    def __init__(self, folder="walk"):
        self.folder, self.flaws, self.titles, self.seen, self.looked = folder, [], {}, set(), 0

    def note(self, page, flaw):
        """Keep one flaw, each only once."""
        line = f"{IDS.sub('…', urlsplit(page.url).path)} {flaw}"
        if line not in self.flaws:
            self.flaws.append(line)

    def is_new(self, address, parts):
        """Whether its address is new, or something on it."""
        shown = {address, *parts}
        unknown = not self.seen.issuperset(shown)
        self.seen |= shown
        return unknown

    def title(self, page):
        """Two pages may not have the same title: that is how somebody tells two windows apart."""
        path = IDS.sub("…", urlsplit(page.url).path)
        title = page.title()
        other = self.titles.setdefault(title, path)
        if other != path:
            self.note(page, f"has the title of {other}: {title}")


class Visitor:
    """A browser window of its own, `width` pixels wide; party pages are looked at in the large size too."""

    def __init__(self, chromium, site, notebook, width, **settings):
        self.site, self.notebook, self.width = site, notebook, width
        self.window = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": HEIGHTS[width]},
            has_touch=width < 700,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            **settings,
        )
        self.window.set_default_timeout(15_000)
        self.page = self.window.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: notebook.note(self.page, f"script error: {error}"))
        self.page.on("request", self._request)
        self.scripts, self.connected = settings.get("java_script_enabled", True), True

    @contextmanager
    def without_network(self):
        """The network is gone meanwhile; the browser's own complaint about it is no flaw of the page."""
        self.connected = False
        self.window.set_offline(True)
        yield
        self.window.set_offline(False)
        self.connected = True

    def _console(self, message):
        if self.connected and (message.type == "error" or "Content Security" in message.text):
            self.notebook.note(self.page, f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.notebook.note(self.page, f"asks another host: {request.url}")

    def close(self):
        self.window.close()

    # --- what a person does ------------------------------------------------------

    def open(self, path):
        """Type an address."""
        self.page.goto(path)
        self.look()
        return self

    def answer(self, path):
        """The status that the site would answer this person with."""
        return self.window.request.get(path).status

    def log_in(self, name, *, look=False):
        """Come in by the staff door as a persona."""
        self.page.goto("/login/")
        if look:
            self.look()
        self.fill("登录名", NAMES[name])
        self.fill("密码", PASSWORD)
        return self.press("登录")

    def log_out(self):
        """Leave by the account's menu."""
        self.page.locator("summary[aria-label$='我的账号']").click()
        return self.press("退出")

    def button(self, words, *, exact=False, within="body"):
        """The button or link that says these words."""
        part = self.page.locator(within)
        buttons, links = (part.get_by_role(role, name=words, exact=exact) for role in ("button", "link"))
        return buttons.or_(links).filter(visible=True)

    def press(self, words, *, exact=False, within="body", look=True):
        """Press the button or link that says these words, and look at the page that comes."""
        with self.page.expect_navigation():
            self.button(words, exact=exact, within=within).first.click()
        if look:
            self.look()
        return self

    def tab(self, words):
        """Turn to another tab of the case."""
        return self.press(words, within=".subnav")

    def unfold(self, words):
        """Open the folded part that says these words."""
        self.page.locator("summary", has_text=words).filter(visible=True).first.click()
        return self

    def field(self, label, within="main"):
        """The first field with this label."""
        fields = self.page.locator(within).get_by_label(label).and_(self.page.locator("input, select, textarea"))
        return fields.filter(visible=True).first

    def fill(self, label, text, *, within="main"):
        """Type into the field with this label."""
        self.field(label, within).fill(text)
        return self

    def tick(self, words, *, exact=False, within="main"):
        """Choose the box or tile that says these words."""
        says = re.compile(rf"^\s*{re.escape(words)}\s*$") if exact else words
        self.page.locator(within).locator("label", has_text=says).filter(visible=True).first.click()
        return self

    def select(self, label, words, *, within="main"):
        """Choose from a list by its words."""
        self.field(label, within).select_option(label=words)
        return self

    def hand_in(self, label, path):
        """Choose a file."""
        self.field(label).set_input_files(path)
        return self

    def reads(self, *words):
        """Insist on these words on the page."""
        text = self.text()
        for word in words:
            assert word in text, f"“{word}” is not on {self.page.url}:\n{text}"
        return self

    def reads_nowhere(self, *words):
        """Insist on these words not being on the page."""
        text = self.text()
        for word in words:
            assert word not in text, f"“{word}” is on {self.page.url}:\n{text}"
        return self

    def waits(self, words):
        """Wait until the page says these words by itself."""
        self.page.get_by_text(words).first.wait_for()
        return self

    def text(self):
        return self.page.inner_text("body")

    @property
    def path(self):
        """Where the window is, without the host."""
        return urlsplit(self.page.url).path

    def download(self, words, folder):
        """Press a link that gives a file; its path."""
        with self.page.expect_download() as given:
            self.button(words).first.click()
        path = Path(folder) / given.value.suggested_filename
        given.value.save_as(path)
        return path

    def write(self, strokes):
        """Draw lines on the pad with the pointer, at a person's speed; each line is two places in hundredths of the box."""
        box = self.page.locator("canvas").bounding_box()
        for start, end in strokes:
            for step in range(16):
                x, y = (a + (b - a) * step / 15 for a, b in zip(start, end, strict=True))
                bend = 6 * math.sin(step / 2)
                self.page.mouse.move(
                    box["x"] + box["width"] * x / 100 + bend, box["y"] + box["height"] * y / 100 + bend
                )
                if step == 0:
                    self.page.mouse.down()
                self.page.wait_for_timeout(9)
            self.page.mouse.up()
        return self

    # --- what is measured --------------------------------------------------------

    def look(self):
        """Measure the page as it stands: axe, one h1, its title, its width; keep a picture with SHOTS=1."""
        page, notebook = self.page, self.notebook
        page.wait_for_load_state("load")
        if self.scripts:
            parts = () if self.width in BY_ADDRESS else page.evaluate(PARTS)
            if not notebook.is_new(IDS.sub("…", self.path), parts):
                return self
        notebook.looked += 1
        headings = page.locator("h1").filter(visible=True).count()
        if headings != 1:
            notebook.note(page, f"has {headings} h1")
        notebook.title(page)
        self._measure("")
        if page.locator(".cz").count():
            html = page.locator("html")
            now = html.get_attribute("data-size")
            html.evaluate("(page, size) => page.dataset.size = size", "large")
            self._measure("in 大字版 ")
            html.evaluate("(page, size) => page.dataset.size = size", now)
        return self

    def _measure(self, how):
        if not self.scripts:
            return
        page = self.page
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate((ROOT / "static" / "vendor" / "axe.min.js").read_text("utf-8"))
        for found in page.evaluate(AXE):
            self.notebook.note(page, f"{how}axe {found}")
        if sideways := page.evaluate(SIDEWAYS):
            self.notebook.note(page, how + sideways)
        if SHOTS:
            folder = SHOTS / self.notebook.folder / str(self.width)
            folder.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"\W+", "-", IDS.sub("", urlsplit(page.url).path)).strip("-") or "home"
            size = "-large" if how else ""
            page.screenshot(path=folder / f"{self.notebook.looked:03d}-{name}{size}.png", full_page=True)
