"""Reads the papers back with other people's PDF readers: poppler for text and pictures, pikepdf for what is inside."""

import io
import subprocess

import pikepdf


def text(data, *, first=None, last=None):
    """The text of a PDF by pdftotext, without any white space."""
    pages = [*(["-f", str(first)] if first else []), *(["-l", str(last)] if last else [])]
    done = subprocess.run(["pdftotext", *pages, "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def lines(data, page):
    """The lines of one page by pdftotext, top to bottom."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return [line.strip() for line in done.stdout.decode().splitlines() if line.strip()]


def fonts(data):
    """The names of the embedded fonts, without their subset prefix."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        names = {
            str(font.BaseFont).split("+")[-1]
            for page in opened.pages
            for font in page.resources.get("/Font", {}).values()
        }
    return names


def glyphs(data):
    """Every glyph id that the text operators of a PDF draw, as (font, id); walks forms inside forms too."""
    drawn = []

    def walk(container, resources):
        font = None
        for operands, operator in pikepdf.parse_content_stream(container):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) in {"Tj", "TJ"}:
                pieces = operands[0] if str(operator) == "TJ" else operands
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        codes = bytes(piece)
                        drawn.extend(
                            (font, int.from_bytes(codes[at : at + 2], "big")) for at in range(0, len(codes), 2)
                        )
            elif str(operator) == "Do":
                inner = resources.XObject[str(operands[0])]
                if inner.Subtype == "/Form":
                    walk(inner, inner.get("/Resources", resources))

    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            walk(page, page.resources)
    return drawn


def darkness_by_poppler(data, page=1):
    """How dark a page is on average (0 white to 255 black) when poppler draws it."""
    from PIL import Image, ImageStat

    command = ["pdftoppm", "-r", "100", "-gray", "-png", "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return 255 - ImageStat.Stat(Image.open(io.BytesIO(done.stdout))).mean[0]


def darkness_by_pdfium(data, page=1):
    """How dark a page is on average when PDFium, the reader of Chromium, draws it."""
    import pypdfium2
    from PIL import ImageStat

    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[page - 1].render(scale=100 / 72).to_pil().convert("L")
    finally:
        document.close()
    return 255 - ImageStat.Stat(picture).mean[0]
