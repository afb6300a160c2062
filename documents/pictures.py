"""Pictures on a paper: signatures, seals and the QR code, as data: addresses of known size and kind."""

import base64
import functools
import io

import segno
from PIL import Image, UnidentifiedImageError

from documents import vault

SIGNATURE_PIXELS = 450
SEAL_PIXELS = 360
MOST_PIXELS = 16_000_000


class NotAPicture(Exception):
    """The vault's file of this hash is no picture that a paper may show."""


def _address(mime, data):
    """The data: address of some bytes."""
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"


def _opened(sha256):
    """A picture of the vault; raises NotAPicture when it is none or far too large."""
    try:
        picture = Image.open(io.BytesIO(vault.read(sha256)), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise NotAPicture(sha256)
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError) as wrong:
        raise NotAPicture(sha256) from wrong
    return picture


def _on_white(picture):
    """The picture in RGB, white where it was transparent."""
    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return picture.convert("RGB")


def trimmed(picture):
    """A grey picture without its white margins, at most 450 px wide; a blank one comes back as it is."""
    grey = picture.convert("L")
    box = grey.point(lambda shade: 255 if shade < 200 else 0).getbbox()
    if box:
        margin = 4
        grey = grey.crop(
            (
                max(box[0] - margin, 0),
                max(box[1] - margin, 0),
                min(box[2] + margin, grey.width),
                min(box[3] + margin, grey.height),
            )
        )
    grey.thumbnail((SIGNATURE_PIXELS, SIGNATURE_PIXELS), Image.Resampling.LANCZOS)
    return grey


@functools.lru_cache(maxsize=64)
def signature(sha256):
    """The strokes' picture of this hash as a trimmed grey JPEG."""
    output = io.BytesIO()
    trimmed(_on_white(_opened(sha256))).save(output, "JPEG", quality=80, optimize=True)
    return _address("image/jpeg", output.getvalue())


@functools.lru_cache(maxsize=32)
def seal(sha256):
    """The seal's picture of this hash as a JPEG on white, at most 360 px.

    A JPEG goes into the paper as it is, a PNG with transparency would be packed anew each time; the style sheet lays it
    under the words, which stay readable as under real ink.
    """
    picture = _on_white(_opened(sha256))
    picture.thumbnail((SEAL_PIXELS, SEAL_PIXELS), Image.Resampling.LANCZOS)
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=75, optimize=True, subsampling=0)
    return _address("image/jpeg", output.getvalue())


def qr(text):
    """The QR code of a text, one pixel a module: a fixed mask makes the same text the same picture."""
    output = io.BytesIO()
    segno.make(text, error="m", mask=3, micro=False).save(output, kind="png", scale=1, border=0)
    return _address("image/png", output.getvalue())
