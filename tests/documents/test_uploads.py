"""Files from outside: what may come in comes in harmless, the rest is refused with a sentence, quickly and in little memory."""

import io
import time

import pikepdf
import pytest
from PIL import Image

from documents import uploads, vault
from tests.documents import hostile

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def refused(data, name="a.jpg"):
    """The sentence with which these bytes are refused."""
    with pytest.raises(uploads.Refused) as raised:
        uploads.accept(hostile.upload(data, name), purpose="scan")
    return raised.value.message_zh


def test_a_photo_comes_in_as_a_plain_jpeg_without_what_the_phone_wrote_into_it():
    exif = Image.Exif()
    exif[0x010F] = "三亚某手机"
    exif[0x0112] = 6
    accepted = uploads.accept(hostile.upload(hostile.jpeg((800, 600), exif=exif)), purpose="evidence")
    picture = Image.open(io.BytesIO(accepted.data))
    assert accepted.mime == "image/jpeg"
    assert picture.size == (600, 800)
    assert not picture.getexif()
    assert "三亚某手机".encode() not in accepted.data


def test_a_large_photo_is_made_smaller():
    accepted = uploads.accept(hostile.upload(hostile.jpeg((6000, 4000))), purpose="evidence")
    assert Image.open(io.BytesIO(accepted.data)).size == (2400, 1600)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "LA", "I;16"])
def test_every_kind_of_png_becomes_a_jpeg_on_white(mode):
    output = io.BytesIO()
    Image.new("L", (60, 40), 0).convert("I").convert(mode).save(output, "PNG") if mode == "I;16" else Image.new(
        mode, (60, 40)
    ).save(output, "PNG")
    picture = Image.open(io.BytesIO(uploads.accept(hostile.upload(output.getvalue()), purpose="scan").data))
    assert (picture.format, picture.size) == ("JPEG", (60, 40))
    if mode in {"RGBA", "LA"}:
        assert picture.convert("L").getextrema()[0] > 250


def test_a_plain_pdf_comes_in_as_it_is():
    data = hostile.pdf(pages=60)
    accepted = uploads.accept(hostile.upload(data, "扫描件.PDF", "image/png"), purpose="scan")
    assert (accepted.data, accepted.mime, accepted.name) == (data, "application/pdf", "扫描件.pdf")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\照片\\现场 1.JPG", "现场 1.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("<b>.png", "b.jpg"),
        ("", "材料.jpg"),
        ("漏" * 300 + ".jpg", "漏" * 110 + ".jpg"),
    ],
)
def test_the_name_keeps_no_folder_and_gets_the_ending_of_what_the_file_is(name, kept):
    assert uploads._clean_name(name, "image/jpeg") == kept


def test_thirty_megabytes_are_refused_with_the_limit():
    message = refused(b"\xff\xd8\xff" + bytes(30 * 1024 * 1024))
    assert "最大20 MB" in message


def test_a_file_that_lies_about_its_size_is_still_counted(settings):
    settings.UPLOAD_LIMIT = 1000
    file = io.BytesIO(b"\xff\xd8\xff" + bytes(2000))
    with pytest.raises(uploads.Refused, match="文件太大"):
        uploads.accept(file, purpose="scan")


@pytest.mark.parametrize("data", [HTML, b"GIF89a" + HTML, b"MZ\x90", b"PK\x03\x04", b"<svg/>", b"   %PDF-1.7"])
def test_anything_but_jpeg_png_and_pdf_is_refused(data):
    assert "JPEG、PNG" in refused(data)


def test_an_empty_file_is_refused():
    assert "空文件" in refused(b"")


def test_a_picture_or_pdf_that_is_also_a_page_is_refused():
    comment = b"\xff\xfe" + (len(HTML) + 2).to_bytes(2, "big") + HTML
    assert "网页" in refused(b"\xff\xd8" + comment + hostile.jpeg()[2:])
    assert "网页" in refused(b"%PDF-1.7\n" + HTML + hostile.pdf())
    assert "网页" in refused(hostile.pdf() + HTML)


def test_a_page_hidden_behind_a_picture_does_not_survive():
    accepted = uploads.accept(hostile.upload(hostile.jpeg() + HTML), purpose="scan")
    assert b"<script" not in accepted.data


@pytest.mark.parametrize("data", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\nrest", hostile.jpeg()[:2000]])
def test_a_broken_picture_is_refused(data):
    assert "打不开" in refused(data)


def test_a_picture_bomb_is_refused_before_it_is_unpacked():
    bomb = hostile.png_bomb()
    assert len(bomb) < 600_000
    before = time.monotonic()
    assert "像素" in refused(bomb, "a.png")
    assert time.monotonic() - before < 2


def with_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def with_attachment(document):
    document.attachments["a.exe"] = b"MZ"


def with_launch(document):
    document.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=pikepdf.Dictionary(S=pikepdf.Name.Launch))]
    )


@pytest.mark.parametrize("change", [with_script, with_attachment, with_launch])
def test_a_pdf_that_acts_or_carries_files_is_refused(change):
    assert "程序或附件" in refused(hostile.pdf_with(change), "a.pdf")


def test_a_pdf_with_a_password_is_refused_whoever_may_open_it():
    locked = pikepdf.Encryption(owner="owner", user="user")
    open_to_all = pikepdf.Encryption(owner="owner", user="")
    assert "密码" in refused(hostile.pdf(encryption=locked), "a.pdf")
    assert "密码" in refused(hostile.pdf(encryption=open_to_all), "a.pdf")


def test_a_pdf_of_sixty_one_pages_or_none_is_refused():
    assert "60页" in refused(hostile.pdf(pages=61), "a.pdf")
    assert "60页" in refused(hostile.pdf(pages=0), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", hostile.pdf()[:200], b"%PDF-1.7\n" + bytes(5_000_000)])
def test_a_broken_pdf_is_refused(data):
    assert "PDF" in refused(data, "a.pdf")


def test_a_pdf_that_unpacks_to_hundreds_of_megabytes_does_no_harm():
    bomb = hostile.pdf_bomb()
    before = time.monotonic()
    uploads.accept(hostile.upload(bomb, "a.pdf"), purpose="scan")
    assert time.monotonic() - before < 12  # the child ends by itself


def test_a_stored_file_has_its_bytes_in_the_vault_and_a_row(clerk, dossier, clock):
    accepted = uploads.accept(hostile.upload(hostile.jpeg()), purpose="scan")
    stored = uploads.store(accepted, dossier=dossier, by=clerk, purpose="signature_scan")
    assert vault.read(stored.sha256) == accepted.data
    assert (stored.dossier, stored.uploaded_by, stored.purpose) == (dossier, clerk, "signature_scan")
    assert (stored.mime, stored.size, stored.name) == ("image/jpeg", len(accepted.data), "照片.jpg")
