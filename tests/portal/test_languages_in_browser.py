"""The window in English and Russian in a real browser: longer words fit, nothing fails axe, a page can be read aloud.

Each page is asked for by Django's own client in the test's database and handed to the browser, so no server is needed.
"""

import mimetypes
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import factories
from tests.browser.visitor import AXE, SHOTS, SIDEWAYS
from tests.cases import signing
from tests.counts import count
from tests.house.tree import ROOT
from tests.personas import persona
from tests.portal.conftest import sides
from tests.portal.test_languages import PEOPLE, kept, objected

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("sanya")]
SITE = "http://testserver"
TONGUES = {"ru": 0, "en": 1}  # the side that speaks it
AXE_SIZES = count(("huge",), ("std", "huge"))
CLIPPED = """() => [...document.querySelectorAll('.btn, .tag, .st, h1, h2, label, .languages *, .cz-top *, .steps li')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' && e.clientWidth > 1)
    .map(e => e.outerHTML.slice(0, 90))"""
# A voice of one language, as a telephone has it; what is said is kept instead of spoken.
VOICE = """tongue => { window.spoken = []; const voices = [{ lang: tongue, name: 'test' }];
    const speech = { speaking: false, pending: false, getVoices: () => voices, addEventListener: () => {},
        speak(one) { this.speaking = true; window.spoken.push([one.lang, one.text]); }, cancel() { this.speaking = false; } };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; }; }"""


class Window:
    """A page of a browser that shows what a Django client gets."""

    def __init__(self, context, client):
        self.client, self.answers, self.page = client, {}, context.new_page()
        context.route("**/*", self._answer)

    def open(self, path):
        """Go to an address of the site; the page."""
        # Asked for here and not while the browser waits: there the test's database would be another connection.
        self.answers[path] = self.client.get(path)
        self.page.goto(SITE + path)
        return self.page

    def _answer(self, route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            return route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0])
        given = self.answers[path]
        headers = {name: value for name, value in given.items() if name != "Content-Length"}
        return route.fulfill(status=given.status_code, headers=headers, body=given.content)


@pytest.fixture
def window(chromium):
    """A function that opens a Window of a telephone; voice: the language of the one voice it has."""
    opened = []

    def new(client, voice=None):
        context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
        opened.append(context)
        if voice:
            context.add_init_script(f"({VOICE})('{voice}')")
        return Window(context, client)

    yield new
    for context in opened:
        context.close()


def measure(window, path, names):
    """What is wrong with a page in every width and size of type; a picture of it with SHOTS=1."""
    wrong = []
    page = window.open(path)
    page.evaluate((ROOT / "static" / "vendor" / "axe.min.js").read_text("utf-8"))
    for size in ("std", "huge"):
        page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            where = f"{path} {size} {width}: "
            sideways = page.evaluate(SIDEWAYS)
            wrong += [where + sideways] if sideways else []
            wrong += [where + "clipped " + one for one in page.evaluate(CLIPPED)]
        if size in AXE_SIZES:
            wrong += [f"{path} {size} axe {found}" for found in page.evaluate(AXE)]
        if SHOTS:
            folder = SHOTS / "languages"
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{names}-{size}.png", full_page=True)
    return wrong


@pytest.mark.parametrize("code", TONGUES)
def test_every_page_of_the_window_fits_a_telephone(code, window, come_in):
    wrong = []
    for build in (kept, objected, lambda: factories.frozen(people=PEOPLE)):
        case = build()
        client = come_in(Client(), case, sides(case)[TONGUES[code]])
        html = client.get(f"/my/{case.uid}/").content.decode()
        document = html.partition("/documents/")[2].partition("/")[0]
        opened = window(client)
        paths = ["", "log/", f"documents/{document}/"]
        paths += [
            f"steps/{name}/"
            for name in ("record_performance", "report_breach", "add_evidence", "complain", "end_mediation")
        ]
        for path in paths:
            name = f"{code}-{case.state}-{path.split('/')[-2] if '/' in path else 'case'}"
            wrong += measure(opened, f"/my/{case.uid}/{path}", name)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", TONGUES)
def test_the_door_and_the_public_pages_fit_a_telephone(code, window, slip):
    link, _code = slip(factories.mediating(people=PEOPLE))
    client = Client(headers={"accept-language": code})
    opened = window(client)
    paths = [link, f"{link}code/", "/p/unknown/", "/left/", "/", "/guide/", "/privacy/", "/accessibility/", "/verify/"]
    names = ["door", "code", "no-link", "left", "home", "guide", "privacy", "accessibility", "verify"]
    wrong = [flaw for path, name in zip(paths, names, strict=True) for flaw in measure(opened, path, f"{code}-{name}")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", TONGUES)
def test_the_tablet_in_a_foreign_signers_hands_fits_too(code, window, client):
    case = factories.frozen(people=PEOPLE)
    client.force_login(persona("clerk"), backend="accounts.backends.StaffBackend")
    asked = next(one for one in signing.parties(case) if one.user_id == sides(case)[TONGUES[code]].user_id)
    opened, path = window(client), signing.signature_page(asked)
    signing.give_tablet(client, asked)
    wrong = measure(opened, path, f"{code}-tablet-read")
    signing.read(client, asked)
    wrong += measure(opened, path, f"{code}-tablet-pad")
    signing.write(client, asked)
    wrong += measure(opened, path, f"{code}-tablet-done")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("code", "voice"), [("ru", "ru-RU"), ("en", "en_GB")])
def test_a_paper_is_read_aloud_in_its_readers_language_and_stopped_from_the_keyboard(code, voice, window, come_in):
    case = factories.effective(people=PEOPLE)
    client = come_in(Client(), case, sides(case)[TONGUES[code]])
    document = factories.agreement_of(case).sealed_document
    opened = window(client, voice=voice)
    for path, said in (("", "4800"), (f"documents/{document.uid}/", "4800")):
        page = opened.open(f"/my/{case.uid}/{path}")
        button = page.locator("[data-speak]")
        assert button.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        spoken = page.evaluate("window.spoken")
        assert len(spoken) == 1
        assert spoken[0][0] == voice
        assert said in spoken[0][1]
        assert button.get_attribute("aria-pressed") == "true"
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "false"
        assert page.evaluate("window.speechSynthesis.speaking") is False


def test_without_a_voice_of_the_language_there_is_no_button(window, come_in):
    case = factories.effective(people=PEOPLE)
    client = come_in(Client(), case, sides(case)[0])
    page = window(client, voice="zh-CN").open(f"/my/{case.uid}/")
    assert not page.locator("[data-speak]").is_visible()
