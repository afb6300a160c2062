"""Files as an attacker or a broken phone would send them."""

import io
import random
import struct
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(data, name="照片.jpg", mime="image/jpeg"):
    """The bytes as a browser's upload."""
    return SimpleUploadedFile(name, data, content_type=mime)


def jpeg(size=(800, 600), *, exif=None, mode="RGB"):
    """A photograph: blocks of colour."""
    dice = random.Random(1)
    picture = Image.new("RGB", (40, 30))
    picture.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(1200)])
    output = io.BytesIO()
    picture.resize(size).convert(mode).save(output, "JPEG", **({"exif": exif} if exif else {}))
    return output.getvalue()


def repeated(block, times):
    """A zlib stream that unpacks to the block many times over, made without packing it more than once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    total = 1
    for _time in range(times):
        total = zlib.adler32(block, total)
    return b"\x78\xda" + once * times + packer.flush() + struct.pack(">I", total)


def png_bomb(side=12_000):
    """A few kilobytes that decode to hundreds of megabytes: a black PNG of side × side in RGB."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packed = repeated(bytes((1 + 3 * side) * 100), side // 100)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf(pages=1, **save):
    """A plain PDF of empty pages; keyword arguments go to pikepdf's save."""
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=(595, 842))
    output = io.BytesIO()
    document.save(output, **save)
    return output.getvalue()


def pdf_with(change):
    """A PDF of one page after `change(document)`."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    change(document)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def pdf_bomb(megabytes=300):
    """A PDF whose page content unpacks to hundreds of megabytes."""
    packed = repeated(b" " * 1_000_000, megabytes)

    def fill(document):
        stream = document.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = stream

    return pdf_with(fill)
