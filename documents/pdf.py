"""The layout engine: HTML and one style sheet in, the same PDF bytes out every time; loads nothing from anywhere.

One font configuration and one parsed style sheet a process, made at the first paper or by warm(): making them costs as
much as four papers. Neither is safe for two threads, so papers of one process are laid out one after the other.
"""

import contextlib
import functools
import gc
import io
import logging
import os
import threading
import zlib
from base64 import b64decode
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import ImageFile

from documents import fonts

PAPERS_FOLDER = Path(__file__).resolve().parent / "papers"
INLINE = {"data:image/jpeg;base64", "data:image/png;base64", "data:image/svg+xml"}
PROFILE = "papers-srgb"
OPTIONS = {"pdf_variant": "pdf/a-2b", "output_intent": PROFILE}
DEFLATE = 6
MOST_CHARACTERS = 200_000
MOST_LINES = 2_600
MOST_PAGES = 100
CHARACTERS_A_LINE = 28

_one_at_a_time = threading.RLock()


class TooLong(Exception):
    """The text would make a paper that nobody can lay out or sign; `message_zh` says what to do."""

    def __init__(self):
        message = _("文书内容太长（最多%(pages)s页）。请精简文字，长材料请作为附件上传。")
        self.message_zh = message % {"pages": MOST_PAGES}
        super().__init__(self.message_zh)


class Unprintable(Exception):
    """The page wants to load something, or holds an empty glyph or a foreign font: it must not be issued."""


@contextlib.contextmanager
def _own_fonts():
    """Whoever asks fontconfig for fonts here sees the papers' and no others; programs started later see the usual ones."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(settings.DOCUMENT_FONTS / "fonts.conf")
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


@functools.cache
def _weasyprint():
    """WeasyPrint, imported when it is first needed: that takes a second."""
    with _own_fonts():
        import weasyprint

    # Its import tells Pillow, for the whole process, to accept half a picture: a scan cut off on its way must be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


@functools.cache
def _fetcher():
    """A fetcher that answers data: addresses and ends the layout at any other; it follows no redirect."""
    _weasyprint()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyInline(URLFetcher):
        """Reads what is inside the paper, and never hands an address on to the code that could open one."""

        def __init__(self):
            super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)

        def fetch(self, url, headers=None):
            kind, _comma, content = url.partition(",")
            if kind not in INLINE:
                # Ordinary exceptions are swallowed by WeasyPrint, this one is not (security.md 33).
                raise FatalURLFetchingError("a paper may not load anything")
            data = b64decode(content) if kind.endswith(";base64") else unquote_to_bytes(content)
            return URLFetcherResponse(url, data, {"Content-Type": kind.removeprefix("data:").partition(";")[0]})

    return OnlyInline()


@functools.cache
def _profile():
    """The sRGB profile that PDF/A asks for, read once: WeasyPrint would open its file anew for each paper."""
    _weasyprint()
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _colours():
    """The paper's colours. Made anew each time: an object that was used once writes itself with other bytes."""
    from weasyprint.css import ColorProfile

    return ColorProfile(io.BytesIO(_profile()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@functools.cache
def _style():
    """The font configuration and the parsed style sheet, which belong together."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    with _own_fonts():
        configuration = FontConfiguration()
    sheet = (PAPERS_FOLDER / "sheet.css").read_text("utf-8")
    return configuration, weasyprint.CSS(string=sheet, font_config=configuration, url_fetcher=_fetcher())


def _finish(document, pdf):
    """WeasyPrint's finisher, when all is drawn and nothing is written."""
    _refuse_empty_glyphs(document)
    _pack(pdf)


def _pack(pdf):
    """Deflate each stream once: the identifier that PDF/A asks for is a hash over all objects, which would do it twice."""
    for thing in pdf.objects:
        if getattr(thing, "compress", False):
            thing.compress = False
            plain = thing.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            thing.stream = [zlib.compress(plain, DEFLATE)]
            thing.extra["Filter"] = "/FlateDecode"


def _refuse_empty_glyphs(document):
    """Raise Unprintable when a glyph is missing or a font is not one of ours."""
    for font in document.fonts.values():
        if font.missing:
            points = ", ".join(f"U+{point:04X}" for point in font.missing)
            raise Unprintable(f"no glyph for {points}")
        if font.family not in fonts.FAMILIES:
            raise Unprintable(f"a font from elsewhere: {font.family}")


def check_length(texts):
    """Raise TooLong before layout: it takes seconds a hundred pages, and an attacker has patience."""
    characters = rows = 0
    for text in texts:
        characters += len(text)
        rows += sum(1 + len(line) // CHARACTERS_A_LINE for line in text.splitlines())
    if characters > MOST_CHARACTERS or rows > MOST_LINES:
        raise TooLong


def render(html):
    """A complete HTML page, styled by papers/sheet.css, as PDF/A-2b: its bytes and how many pages it has.

    The same page gives the same bytes, in any process and at any time: nothing in it comes from a clock. Raises
    TooLong and Unprintable.
    """
    with _one_at_a_time:
        weasyprint = _weasyprint()
        from weasyprint.urls import FatalURLFetchingError

        configuration, sheet = _style()
        try:
            page = weasyprint.HTML(string=html, url_fetcher=_fetcher())
            document = page.render(
                font_config=configuration, stylesheets=[sheet], color_profiles={PROFILE: _colours()}, **OPTIONS
            )
            if len(document.pages) > MOST_PAGES:
                raise TooLong
            return document.write_pdf(finisher=_finish, **OPTIONS), len(document.pages)
        except FatalURLFetchingError as forbidden:  # a BaseException, which would end the worker
            raise Unprintable("a paper may not load anything") from forbidden


def warm():
    """Make the engine ready in this process, after the fork, and keep what it holds out of the garbage collector."""
    render("<p>人民调解<b>协议书</b></p>")
    gc.collect()
    gc.freeze()
