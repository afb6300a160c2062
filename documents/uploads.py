"""Files from outside: known by their content, made harmless, or refused with a sentence that says what to do."""

import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from documents import pdf_inspection, vault
from documents.models import StoredFile

LONGEST_SIDE = 2400
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 36_000_000}
MOST_PAGES = 60
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|object|\?php)", re.IGNORECASE)
HEAD = 4096
ENDINGS = {"image/jpeg": ".jpg", "application/pdf": ".pdf"}


class Refused(Exception):
    """The file may not come in; `message_zh` says why and what to do."""

    def __init__(self, message_zh):
        self.message_zh = message_zh
        super().__init__(message_zh)


@dataclass(frozen=True)
class Accepted:
    """A file made harmless: a JPEG without metadata, or a PDF that opened and holds nothing active."""

    data: bytes
    mime: str
    name: str


def _clean_name(name, mime):
    """The file's own name without folders and control characters, at most 120 characters, with the right ending."""
    name = unicodedata.normalize("NFC", str(name or "")).replace("\\", "/")
    stem = PurePosixPath(name).stem
    stem = "".join(character for character in stem if character.isprintable() and character not in '<>:"|?*').strip(
        " ."
    )
    return (stem[:110] or _("材料")) + ENDINGS[mime]


def _bytes(file):
    """The file's bytes, at most UPLOAD_LIMIT of them; never reads more to find out that it is too big."""
    most = settings.UPLOAD_LIMIT
    size = getattr(file, "size", None)
    file.seek(0)
    data = b"" if size is not None and size > most else file.read(most + 1)
    if (size is not None and size > most) or len(data) > most:
        raise Refused(
            _("文件太大（最大%(limit)s MB）。请换一张小一点的照片，或把材料分成几个文件上传。")
            % {"limit": most // (1024 * 1024)}
        )
    if not data:
        raise Refused(_("这是一个空文件。请重新选择文件。"))
    return data


def _plain(picture):
    """The picture in grey or RGB on white, at most 2400 px; made small before anything is copied, to save memory."""
    if picture.mode in {"1", "P", "PA"}:
        picture = picture.convert("L" if picture.mode == "1" else "RGBA")
    if picture.mode.startswith("I"):  # 16-bit grey of a scanner
        picture = picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if picture.mode in {"RGBA", "LA"}:
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    return picture if picture.mode == "L" else picture.convert("RGB")


def _image(data):
    """A JPEG or PNG as a fresh JPEG: upright, at most 2400 px, without metadata and anything hidden behind the picture."""
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(_("照片像素太大。请用手机重新拍一张，或缩小后再上传。")) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as wrong:
        raise Refused(_("照片打不开，可能没有传完整。请重新拍照或换一个文件。")) from wrong
    if picture.width * picture.height > MOST_PIXELS[picture.format]:
        raise Refused(_("照片像素太大。请用手机重新拍一张，或缩小后再上传。"))
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded small at once
        picture.load()
        picture = ImageOps.exif_transpose(picture)
        output = io.BytesIO()
        _plain(picture).save(output, "JPEG", quality=86, optimize=True)
    except (OSError, SyntaxError, ValueError, MemoryError) as wrong:
        raise Refused(_("照片打不开，可能没有传完整。请重新拍照或换一个文件。")) from wrong
    return output.getvalue()


def _pdf(data):
    """The PDF as it is, once a child process has opened it and found nothing that acts."""
    end = data.rfind(b"%%EOF")
    if MARKUP.search(data[:HEAD]) or (end >= 0 and MARKUP.search(data[end:])):
        raise Refused(_("文件里混有网页内容，不能接收。请上传原始的PDF或照片。"))
    try:
        found = pdf_inspection.inspect(data)
    except pdf_inspection.Unopenable as wrong:
        raise Refused(_("PDF打不开。请重新扫描，或拍成照片上传。")) from wrong
    if found.encrypted:
        raise Refused(_("PDF设了密码。请去掉密码后再上传。"))
    if found.active:
        raise Refused(_("PDF里带有程序或附件，不能接收。请打印成新的PDF，或拍成照片上传。"))
    if not 0 < found.pages <= MOST_PAGES:
        raise Refused(_("PDF页数不对（1至%(most)s页）。请分成几个文件上传。") % {"most": MOST_PAGES})
    return data


def accept(file, *, purpose):
    """Make an uploaded file harmless: JPEG and PNG become a plain JPEG, a PDF is opened in a limited child process.

    file: anything with read and seek, and size and name if it has them. purpose: what it is for, one word of the caller's.
    The browser's type and the file's ending are not believed. Raises Refused.
    """
    data = _bytes(file)
    if data.startswith(b"%PDF-"):
        mime, clean = "application/pdf", _pdf(data)
    elif data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        if MARKUP.search(data[:HEAD]):
            raise Refused(_("文件里混有网页内容，不能接收。请上传原始的PDF或照片。"))
        mime, clean = "image/jpeg", _image(data)
    else:
        raise Refused(_("只能上传照片（JPEG、PNG）或PDF。苹果手机的HEIC照片请先改成JPEG，或直接截图上传。"))
    return Accepted(clean, mime, _clean_name(getattr(file, "name", purpose), mime))


def store(accepted, *, dossier, by, purpose):
    """Keep an accepted file: bytes into the vault first, then its row."""
    sha256 = vault.put(accepted.data)
    with transaction.atomic():
        return StoredFile.objects.create(
            dossier=dossier,
            sha256=sha256,
            mime=accepted.mime,
            size=len(accepted.data),
            name=accepted.name,
            purpose=purpose,
            uploaded_by=by,
            uploaded_at=timezone.now(),
        )
