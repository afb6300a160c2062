"""The annex: scans and PDFs put behind a paper's own pages, each scan on its A4 page, never re-encoded."""

import io

import img2pdf
import pikepdf
from django.utils.translation import gettext as _

from documents import pdf

A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
BORDER = (img2pdf.mm_to_pt(12), img2pdf.mm_to_pt(12))


class Unreadable(Exception):
    """An annex is neither a JPEG nor a PDF that can be opened; `message_zh` says what to do."""

    def __init__(self):
        self.message_zh = _("附件打不开。请重新上传清晰的照片（JPEG）或PDF。")
        super().__init__(self.message_zh)


def _as_pdf(data):
    """One annex as PDF bytes."""
    if data.startswith(b"%PDF-"):
        return data
    if not data.startswith(b"\xff\xd8\xff"):
        raise Unreadable
    layout = img2pdf.get_layout_fun(pagesize=A4, border=BORDER, fit=img2pdf.FitMode.into, auto_orient=True)
    try:
        return img2pdf.convert(data, layout_fun=layout, nodate=True, rotation=img2pdf.Rotation.ifvalid)
    except (img2pdf.ImageOpenError, img2pdf.AlphaChannelError, ValueError) as wrong:
        raise Unreadable from wrong


def append(paper, attachments):
    """The paper's bytes with its annex behind, and the count of all pages; the same input gives the same bytes.

    A PDF from outside may break what PDF/A asks, so a paper with one no longer claims to be PDF/A; with scans it still
    does. Raises Unreadable and pdf.TooLong.
    """
    with pikepdf.open(io.BytesIO(paper)) as whole:
        for data in attachments:
            try:
                with pikepdf.open(io.BytesIO(_as_pdf(data))) as part:
                    whole.pages.extend(part.pages)
            except pikepdf.PdfError as wrong:
                raise Unreadable from wrong
        if len(whole.pages) > pdf.MOST_PAGES:
            raise pdf.TooLong
        if any(data.startswith(b"%PDF-") for data in attachments):
            with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                for name in ("pdfaid:part", "pdfaid:conformance"):
                    if name in metadata:
                        del metadata[name]
        output = io.BytesIO()
        whole.save(output, deterministic_id=True, linearize=False)
        return output.getvalue(), len(whole.pages)
