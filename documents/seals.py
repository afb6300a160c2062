"""Draws a demonstration seal: round and red, without star or emblem, marked 演示 so that nobody takes it for real."""

import io
import math

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

PIXELS = 480
OVER = 4
RED = (200, 20, 30)


def _font(size):
    """The papers' heavy face."""
    return ImageFont.truetype(str(settings.DOCUMENT_FONTS / "main" / "MediationSerif-Bold.ttf"), size)


def _around(ink, text, *, radius, size):
    """Write a text along the upper arc of a circle, upright at its top, over at most 215 degrees."""
    font = _font(size)
    middle = ink.width // 2
    step = min(215 / max(len(text) - 1, 1), math.degrees(size * 1.25 / radius))
    for place, character in enumerate(text):
        angle = (place - (len(text) - 1) / 2) * step
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), character, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        across = middle + radius * math.sin(math.radians(angle))
        down = middle - radius * math.cos(math.radians(angle))
        ink.paste(255, (round(across) - size, round(down) - size), tile)


def draw_seal(body_name):
    """A demonstration seal of a body: PNG bytes, 480 px square, red on nothing; the same name gives the same bytes."""
    side = PIXELS * OVER
    ink = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(ink)
    edge = 8 * OVER
    pen.ellipse((edge, edge, side - edge, side - edge), outline=255, width=11 * OVER)
    name = body_name.removesuffix("人民调解委员会") or body_name
    size = max(22, min(54, 760 // max(len(name), 1))) * OVER
    _around(ink, name, radius=PIXELS * OVER // 2 - 30 * OVER - size // 2, size=size)
    middle = side // 2
    pen.text((middle, middle + 20 * OVER), "人民调解委员会", font=_font(40 * OVER), fill=255, anchor="mm")
    pen.text((middle, middle + 82 * OVER), "演　示", font=_font(46 * OVER), fill=255, anchor="mm")
    ink = ink.resize((PIXELS, PIXELS), Image.Resampling.LANCZOS)
    # One red that is more or less there: sixteen shades, two of them a byte.
    seal = ink.point([round(shade / 17) for shade in range(256)])
    seal.putpalette(RED * 16)
    output = io.BytesIO()
    seal.save(output, "PNG", bits=4, transparency=bytes(range(0, 256, 17)))
    return output.getvalue()
