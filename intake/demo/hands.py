"""What hands do in the walk: names written on a pad, sheets signed in ink. Scribbles, plainly not anybody's hand."""

import math
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from documents import uploads


def scribble(name):
    """Strokes as signature_pad keeps them: three loops a character, at a person's speed."""
    lines, moment = [], 1000
    for place, character in enumerate(name[:6]):
        seed = ord(character)
        for stroke in range(3):
            line = []
            for point in range(24):
                moment += 15
                angle = point / 24 * math.pi * (1.2 + (seed >> stroke & 3) / 2)
                x = 70 + place * 120 + 38 * math.sin(angle + stroke) + point * 1.2
                y = 70 + stroke * 34 + 24 * math.cos(angle * 1.3 + seed % 7)
                line.append({"x": round(x, 1), "y": round(y, 1), "time": moment, "pressure": 0.5})
            moment += 160
            lines.append({"points": line})
    return lines


def signed_sheet(title, names):
    """A photo of a sheet signed in ink, as the clerk's phone would send it, accepted by the upload door."""
    page = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(page)
    font = _font(44)
    draw.text((420, 160), title, fill=30, font=font)
    draw.text((340, 240), "演示用的扫描件，不是真的签名", fill=90, font=_font(36))
    for row, name in enumerate(names):
        top = 480 + row * 260
        draw.text((160, top + 60), f"{name}：", fill=30, font=font)
        for stroke in scribble(name):
            draw.line([(560 + p["x"] * 0.6, top + p["y"] * 0.8) for p in stroke["points"]], fill=20, width=5)
        draw.ellipse((980, top + 40, 1060, top + 150), outline=120, width=8)
    buffer = BytesIO()
    page.save(buffer, "JPEG", quality=80)
    file = SimpleUploadedFile(f"{title}签名页.jpg", buffer.getvalue(), "image/jpeg")
    return uploads.accept(file, purpose="signed_sheet")


def _font(size):
    fonts = sorted(settings.DOCUMENT_FONTS.rglob("*.ttf"), key=lambda path: path.stat().st_size)
    return ImageFont.truetype(str(fonts[0]), size)
