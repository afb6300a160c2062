"""Where people sign: never apart from the text, with the marks that are there, the scan behind, the seal over the date."""

import io
from dataclasses import replace
from datetime import date

import img2pdf
import pikepdf
import pytest
from PIL import Image

from documents import annex, issue, pictures, seals, strokes, vault
from documents.papers.people import SignatureMark
from tests.counts import count
from tests.documents import examples, handwriting, invented, reading

pytestmark = pytest.mark.once
CAPTION = "当事人（签名盖章或按指印）："
SIGNED = date(2026, 11, 21)


def scan(width=1240, height=1754):
    """A scanned page as JPEG bytes."""
    output = io.BytesIO()
    Image.new("L", (width, height), 200).save(output, "JPEG")
    return output.getvalue()


def signed_agreement(**changes):
    """An agreement signed in three ways and sealed."""
    ink = vault.put(strokes.to_jpeg(handwriting.name()))
    seal = vault.put(seals.draw_seal(invented.BODY))
    return examples.agreement(
        signatures=(
            SignatureMark("甲方", "陈玉兰", "tablet", ink, SIGNED, "已宣读，当事人表示理解"),
            SignatureMark("乙方", "阿依古丽·买买提", "ink", signed_on=SIGNED),
        ),
        mediators=(SignatureMark("人民调解员", "王秀珍", "tablet", ink, SIGNED),),
        recorder=SignatureMark("记录人", "符小妹", "tablet", ink, SIGNED),
        seal=SignatureMark("人民调解委员会", invented.BODY, "seal", seal, SIGNED),
        dated=SIGNED,
        text_sha256="0123456789abcdef" * 4,
        **changes,
    )


def pictures_of(page):
    """Width and height of the pictures a page draws, forms inside included."""
    return [(int(image.Width), int(image.Height)) for image in page.get_images().values()]


@pytest.mark.parametrize("extra", range(0, 28, count(3, 1)))
def test_the_places_to_sign_never_stand_without_two_lines_of_text(extra):
    facts = examples.agreement(clauses=(*invented.CLAUSES, *("双方不再有其他争议。",) * extra))
    rendered = issue.render("mediation_agreement", facts)
    pages = [reading.lines(rendered.pdf, number) for number in range(1, rendered.pages + 1)]
    starts = [number for number, page in enumerate(pages) if any(CAPTION in line for line in page)]
    assert len(starts) == 1
    page = pages[starts[0]]
    caption = next(place for place, line in enumerate(page) if CAPTION in line)
    assert caption >= 2
    rest = "".join("".join(page[caption:]).split())
    for word in ("甲方：陈玉兰", "乙方：阿依古丽·买买提", "王秀珍", "符小妹", "（人民调解委员会印）", "年月日"):
        assert word in rest


def test_six_parties_sign_on_one_page_under_the_last_lines_of_the_text():
    rendered = issue.render("mediation_agreement", examples.six_parties())
    last = reading.lines(rendered.pdf, rendered.pages)
    caption = next(place for place, line in enumerate(last) if CAPTION in line)
    assert caption >= 2
    together = reading.text(rendered.pdf, first=rendered.pages)
    for party in examples.six_parties().parties:
        assert "".join(party.name.split()) in together
    assert "（人民调解委员会印）" in together


def test_twenty_parties_still_get_their_places_and_the_seal_is_not_alone():
    parties = tuple(replace(invented.CHEN, role=f"当事人{number}") for number in range(1, 21))
    rendered = issue.render("mediation_agreement", examples.agreement(parties))
    last = "".join("".join(reading.lines(rendered.pdf, rendered.pages)).split())
    assert "（人民调解委员会印）" in last
    assert "当事人20：陈玉兰" in last


def test_a_signed_agreement_shows_each_way_of_signing():
    rendered = issue.render("mediation_agreement", signed_agreement(), attachments=[scan()])
    text = reading.text(rendered.pdf)
    assert "（见纸质签名扫描件）" in text
    assert "已宣读，当事人表示理解" in text
    assert "2026年11月21日" in text
    assert "0123456789abcdef" * 4 in text
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        signing, scanned = opened.pages[-2], opened.pages[-1]
        assert (pictures.SEAL_PIXELS, pictures.SEAL_PIXELS) in pictures_of(signing)
        assert any(width == pictures.SIGNATURE_PIXELS for width, height in pictures_of(signing))
        assert pictures_of(scanned) == [(1240, 1754)]


def test_a_scan_follows_on_its_own_a4_page_unchanged_and_the_bytes_stay_the_same():
    attached = scan()
    facts = signed_agreement()
    plain = issue.render("mediation_agreement", facts)
    first = issue.render("mediation_agreement", facts, attachments=[attached, attached])
    second = issue.render("mediation_agreement", facts, attachments=[attached, attached])
    assert first.pdf == second.pdf
    assert first.pages == plain.pages + 2
    with pikepdf.open(io.BytesIO(first.pdf)) as opened:
        page = opened.pages[-1]
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]
        (picture,) = page.get_images().values()
        assert picture.read_raw_bytes() == attached
        assert opened.open_metadata()["pdfaid:part"] == "2"
        assert str(opened.docinfo["/Keywords"]) == facts.verify_code


def test_a_paper_with_a_foreign_pdf_behind_no_longer_claims_to_be_pdf_a():
    foreign = img2pdf.convert(scan())
    rendered = issue.render("mediation_agreement", examples.agreement(), attachments=[foreign])
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        assert "pdfaid:part" not in opened.open_metadata()


@pytest.mark.parametrize("broken", [b"GIF89a", b"\xff\xd8\xffnothing", b"%PDF-1.7\nnothing"])
def test_an_annex_that_cannot_be_opened_stops_the_paper(broken):
    with pytest.raises(annex.Unreadable):
        issue.render("mediation_agreement", examples.agreement(), attachments=[broken])


def test_a_picture_that_is_none_stops_the_paper():
    sha256 = vault.put(b"not a picture")
    facts = examples.agreement(seal=SignatureMark("人民调解委员会", invented.BODY, "seal", sha256))
    with pytest.raises(pictures.NotAPicture):
        issue.render("mediation_agreement", facts)


def test_the_foot_shows_code_and_qr_on_the_agreement_and_on_papers_printed_for_ink():
    agreement = issue.render("mediation_agreement", examples.agreement())
    notice = issue.render(
        "rights_notice",
        examples.rights_notice(),
        verify_code="7K3M9QWE2PX",
        verify_address="https://tiaojie.example/v/7K3M9QWE2PX",
    )
    for rendered in (agreement, notice):
        text = reading.text(rendered.pdf)
        assert text.count("7K3M-9QWE-2PX") == rendered.pages
        assert f"第1页共{rendered.pages}页" in text
        with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
            assert str(opened.docinfo["/Keywords"]) == "7K3M9QWE2PX"
    assert "查验码" not in reading.text(issue.render("rights_notice", examples.rights_notice()).pdf)


def test_the_same_address_gives_the_same_qr_code():
    assert pictures.qr("https://tiaojie.example/v/1") == pictures.qr("https://tiaojie.example/v/1")
