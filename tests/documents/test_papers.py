"""The papers read back: every fact in its text, only our fonts, no empty glyph, the same bytes every time."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from datetime import date

import pikepdf
import pytest
from django.utils import translation

from documents import fonts, issue, pdf, vault
from documents.models import Document
from documents.papers import PAPERS, empty, words
from documents.papers.people import PartyFacts
from tests.documents import examples, invented, reading

pytestmark = pytest.mark.once

# Printed only where the form asks for it: the notices and the record name the parties, they do not repeat six fields.
NAMED_ONLY = {"rights_notice", "termination_notice", "mediation_record"}
NAMED_ONLY |= {"non_acceptance_notice", "mediation_notice", "extension_consent", "impartiality_declaration"}
NAMED_ONLY |= {"confidentiality_promise", "closing_report"}
NOT_PRINTED = {"verify_address", "image_sha256", "way", "text_sha256"}


def printed(value, code):
    """Every text of the facts that the paper must show."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from printed(part, code)
    elif isinstance(value, PartyFacts) and code in NAMED_ONLY:
        yield from (value.role, value.name, *value.agents)
    elif isinstance(value, date):
        yield f"{value.year}年{value.month}月{value.day}日"
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in NOT_PRINTED:
                yield from printed(getattr(value, field.name), code)


def test_every_paper_has_an_example_and_is_found_in_their_folders():
    assert set(PAPERS) == set(examples.ALL)


@pytest.mark.parametrize("code", PAPERS)
def test_every_fact_is_found_in_the_text_of_the_paper(code):
    facts = examples.ALL[code]()
    text = reading.text(issue.render(code, facts).pdf).replace("-", "")
    missing = [part for part in printed(facts, code) if "".join(part.split()).replace("-", "") not in text]
    assert not missing
    assert PAPERS[code].title in text


@pytest.mark.parametrize("code", PAPERS)
def test_a_paper_draws_no_empty_glyph_and_only_our_fonts(code):
    data = issue.render(code, examples.ALL[code]()).pdf
    assert reading.fonts(data) <= {"Mediation-Serif", "Mediation-Serif-Bold", "Noto-Serif-SC", "HanaMinA-Medium"}
    drawn = reading.glyphs(data)
    assert len(drawn) > 100
    assert not [font for font, glyph in drawn if glyph == 0]


@pytest.mark.parametrize("code", PAPERS)
def test_a_paper_is_pdf_a_on_a4_with_its_title_and_no_time_in_it(code):
    rendered = issue.render(code, examples.ALL[code]())
    with pikepdf.open(io.BytesIO(rendered.pdf)) as opened:
        assert len(opened.pages) == rendered.pages
        for page in opened.pages:
            assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 595, 842]
        metadata = opened.open_metadata()
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "B"
        assert PAPERS[code].title in str(opened.docinfo["/Title"])
        assert "/CreationDate" not in opened.docinfo


@pytest.mark.parametrize("code", PAPERS)
def test_two_readers_draw_a_paper_equally_dark(code):
    data = issue.render(code, examples.ALL[code]()).pdf
    poppler, pdfium = reading.darkness_by_poppler(data), reading.darkness_by_pdfium(data)
    assert poppler > 3
    assert pdfium == pytest.approx(poppler, rel=0.25)


@pytest.mark.parametrize("code", PAPERS)
def test_frozen_facts_thaw_into_the_same_facts(code):
    facts = examples.ALL[code]()
    assert issue.thaw(code, issue.freeze(facts)) == facts


def test_the_same_facts_give_the_same_bytes_later_and_in_another_language(clock):
    facts = examples.agreement()
    first = issue.render("mediation_agreement", facts)
    clock.move_to(date(2031, 2, 3))
    with translation.override("en"):
        second = issue.render("mediation_agreement", facts)
    assert first.pdf == second.pdf
    assert first.sha256 == hashlib.sha256(second.pdf).hexdigest()


def test_the_same_facts_give_the_same_bytes_in_another_process():
    program = (
        "import django; django.setup()\n"
        "from documents import issue; from tests.documents import examples\n"
        "print(issue.render('mediation_agreement', examples.six_parties()).sha256)"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "MODE": "test", "DJANGO_SETTINGS_MODULE": "mediation.settings"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert hashes == {issue.render("mediation_agreement", examples.six_parties()).sha256}


def test_rare_characters_are_drawn_by_the_fonts_behind_the_everyday_one():
    data = issue.render("mediation_agreement", examples.six_parties()).pdf
    assert "HanaMinA-Medium" in reading.fonts(data)
    text = reading.text(data)
    assert "李㛃" in text
    assert "符𬱖" in text
    assert "欧阳昫𤦹" in text


def test_a_name_without_a_glyph_stops_the_paper_and_is_named_with_its_code_point():
    facts = examples.agreement((dataclasses.replace(invented.CHEN, name="陈\U00030edd兰"), invented.AYGUL))
    with pytest.raises(fonts.MissingGlyphs) as stopped:
        issue.render("mediation_agreement", facts)
    assert stopped.value.code_points == ("U+30EDD",)
    assert "U+30EDD" in stopped.value.message_zh


@pytest.mark.parametrize(
    ("hidden", "point"),
    [
        ("4800\u202e0084元", "U+202E"),
        ("陈\u200b玉兰", "U+200B"),
        ("陈\ufe00玉兰", "U+FE00"),
        ("\ue000", "U+E000"),
        ("\uf900", "U+F900"),
        ("\ufffd", "U+FFFD"),
        ("\x07", "U+0007"),
        ("\ud800", "U+D800"),
        ("😀", "U+1F600"),
    ],
)
def test_a_character_that_hides_or_misleads_is_refused(hidden, point):
    with pytest.raises(fonts.MissingGlyphs) as stopped:
        issue.render("mediation_agreement", examples.agreement(clauses=(f"乙方付{hidden}给甲方。",)))
    assert stopped.value.code_points == (point,)


def test_the_unified_ideographs_among_the_compatibility_ones_may_be_used():
    assert fonts.missing("\ufa0e\ufa0f\ufa11\ufa1f") == []


def test_what_users_write_is_neither_a_template_nor_markup():
    facts = examples.agreement(
        clauses=("{{ facts.number }}{{7*7}}{% now 'Y' %}", "<script>alert(1)</script><b>粗</b>&amp;"),
        responsibility="<img src=file:///etc/passwd>",
    )
    text = reading.text(issue.render("mediation_agreement", facts).pdf)
    assert "{{facts.number}}{{7*7}}{%now'Y'%}" in text
    assert "<script>alert(1)</script><b>粗</b>&amp;" in text
    assert "<imgsrc=file:///etc/passwd>" in text


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://169.254.169.254/latest">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<style>@import url("file:///etc/passwd");</style>',
        '<p style="background: url(http://127.0.0.1:9/a.png)">字</p>',
        '<style>@font-face { font-family: a; src: url("file:///etc/passwd") }</style>',
    ],
)
def test_even_our_own_template_could_load_neither_file_nor_address(html):
    with pytest.raises(pdf.Unprintable):
        pdf.render(html)


def test_programs_started_later_still_see_the_machines_fonts():
    issue.render("rights_notice", examples.rights_notice())
    assert "FONTCONFIG_FILE" not in os.environ


def test_a_glyph_that_slips_through_to_the_layout_stops_it():
    with pytest.raises(pdf.Unprintable, match="U\\+30EDD"):
        pdf.render("<p>\U00030edd</p>")


def test_paragraphs_of_user_text_are_kept():
    facts = examples.agreement(facts_and_issues=("第一段的文字。\n\n  第二段的文字。",))
    shown = reading.lines(issue.render("mediation_agreement", facts).pdf, 1)
    assert "第一段的文字。" in shown
    assert "第二段的文字。" in shown


def test_numbers_are_printed_plainly_whatever_the_language():
    with translation.override("en"):
        text = reading.text(issue.render("mediation_agreement", examples.agreement(copies=1200)).pdf)
    assert "一式1200份" in text


@pytest.mark.parametrize("clauses", [("字" * 200_001,), ("字\n" * 3000,)])
def test_a_text_for_more_than_a_hundred_pages_is_refused_before_layout(clauses):
    with pytest.raises(pdf.TooLong) as refused:
        issue.render("mediation_agreement", examples.agreement(clauses=clauses))
    assert "100页" in refused.value.message_zh


def test_the_facts_of_another_paper_are_refused():
    with pytest.raises(TypeError):
        issue.render("application", examples.agreement())


@pytest.mark.parametrize("code", PAPERS)
def test_the_words_on_a_screen_are_those_of_the_paper_and_escaped(code):
    facts = examples.ALL[code]()
    html = issue.on_screen(code, facts)
    assert PAPERS[code].title in html
    assert "阿依古丽·买买提" in html
    marked = dataclasses.replace(facts, body="<script>alert(1)</script>")
    assert "<script>" not in issue.on_screen(code, marked)


BLANKS = [code for code, paper in PAPERS.items() if paper.blank is not None]


@pytest.mark.parametrize("code", BLANKS)
def test_a_blank_form_is_the_paper_with_ruled_places_and_no_code(code):
    data = issue.blank(code, invented.BODY)
    text = reading.text(data)
    assert PAPERS[code].title in text
    assert invented.BODY in text
    assert "查验码" not in text
    assert "None" not in text
    assert "年月日" in text
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert len(opened.pages) <= 2


def test_a_blank_form_leaves_neither_row_nor_bytes(db):
    before = sorted(vault.path("0" * 64).parent.parent.parent.rglob("*"))
    issue.blank("application", invented.BODY)
    assert sorted(vault.path("0" * 64).parent.parent.parent.rglob("*")) == before
    assert not Document.objects.exists()


def test_nothing_that_is_typed_leaves_empty_lines_in_a_paper():
    assert words.lines("甲\n　\n \n乙") == "<p>甲</p><p>乙</p>"
    assert words.lines(empty.Ruled(2, "一、")) == '<p class="rule">一、</p><p class="rule">　</p>'


def test_a_paper_laid_out_ahead_is_the_paper_that_is_issued():
    facts = examples.agreement()
    fresh = issue.render("mediation_agreement", facts)
    assert issue.lay_out("mediation_agreement", facts) == fresh.pages
    assert issue.render("mediation_agreement", facts).sha256 == fresh.sha256
